from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from prices import actions
from prices.bundled import Entry
from prices.rates import Rate
from tests.factories import feature_with_lines

REVIEW = {"kind": "human_review", "share_reviewed": "1%", "minutes_per_review": "3", "hourly_rate": "30"}
STORAGE = {"kind": "other", "label": "Storage", "amount": "0.01", "basis": "per_use"}
TIME_SAVED = {"kind": "perceived", "method": "time_saved", "minutes_saved_per_use": "10", "hourly_value": "40"}
PAID_PER_USE = {"kind": "monetization", "method": "price_per_use", "amount": "0.25"}
MODEL_LINE = {"kind": "inference", "provider": "acme", "model": "large", "input_tokens": "1000", "output_tokens": "100"}

# 1,000 uses a month of a feature without AI: it costs 0.025 a use and earns 0.25.
EARNING = {
    "name": "Earner",
    "uses_ai": False,
    "active_users": "100",
    "uses_per_user_per_month": "10",
    "lines": [REVIEW, STORAGE, TIME_SAVED, PAID_PER_USE],
}
# The same at a cost of 0.115 a use, earning 0.05.
LOSING = {
    **EARNING,
    "name": "Loser",
    "lines": [REVIEW, {**STORAGE, "amount": "0.1"}, TIME_SAVED, {**PAID_PER_USE, "amount": "0.05"}],
}


@pytest.fixture
def feature(canvas, olga):
    """A feature of Olga's that has a line of three kinds and none that drives anything."""
    return feature_with_lines(canvas, by=olga, lines=[REVIEW, STORAGE, TIME_SAVED])


def priced(*, input="3", output="15", version="1", later=None):
    """Load a catalogue of one model, that of MODEL_LINE; `later` is a day and the input price from then on."""
    days = [(date.min, input), *([later] if later else [])]
    rates = tuple(Rate(day, 0, Decimal(price), None, Decimal(output)) for day, price in days)
    return actions.load(version=version, entries=[Entry("acme", "Acme", "large", "Large", None, False, rates)])


@pytest.fixture
def count_queries():
    """A function that returns how many statements a call sends to the database."""

    def count(call):
        with CaptureQueriesContext(connection) as captured:
            call()
        return len(captured)

    return count
