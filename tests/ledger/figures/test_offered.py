"""The models on offer to a line: its makers' current ones that hold its calls; another catalogue is another offer."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from ledger.figures.advising import advice_of
from ledger.figures.offered import offer_key, offered_to
from ledger.figures.sheets import row_of
from ledger.models import Figures
from prices import actions
from prices.bundled import Entry
from prices.rates import Rate
from tests.factories import feature_with_lines
from tests.ledger.conftest import EARNING

LINE = {
    "kind": "inference",
    "price_per_million_input": "3",
    "price_per_million_output": "15",
    "input_tokens": "90k",
    "output_tokens": "9k to 10k",
}


@pytest.fixture
def feature(canvas, olga):
    return feature_with_lines(canvas, by=olga, **EARNING | {"lines": [*EARNING["lines"], LINE]})


def load(version, *models):
    rates = (Rate(date.min, 0, Decimal("0.3"), None, Decimal("1.5")),)
    actions.load(
        version=version,
        entries=[
            Entry(provider, provider, name, name, window, deprecated, rates)
            for provider, name, window, deprecated in models
        ],
    )


def offered(canvas, feature):
    row = row_of(canvas, feature.pk)
    (models,) = offered_to(row, on=timezone.localdate()).values()
    return [name for _, name, _ in models]


def test_what_makers_sell_and_is_known_to_hold_a_call_is_on_offer(canvas, feature):
    load(
        "1",
        ("openai", "holds", 100_000, False),
        ("openai", "too-small", 99_999, False),
        ("openai", "unknown", None, False),
        ("openai", "retired", 200_000, True),
        ("somebody", "resold", 200_000, False),
    )
    assert offered(canvas, feature) == ["holds"]


def test_another_catalogue_is_advised_on_anew(canvas, feature):
    load("1", ("openai", "first", 200_000, False))
    advice_of(canvas, row_of(canvas, feature.pk))
    before = Figures.objects.get(feature=feature).advice_key
    load("2", ("openai", "first", 200_000, False), ("openai", "second", 200_000, False))
    row = row_of(canvas, feature.pk)
    assert offer_key(row, on=timezone.localdate()).split()[1] == "2"
    assert advice_of(canvas, row) is not None
    assert Figures.objects.get(feature=feature).advice_key != before
    assert offered(canvas, feature) == ["first", "second"]


def test_a_feature_without_such_a_line_asks_for_no_models(canvas, olga):
    row = row_of(canvas, feature_with_lines(canvas, by=olga, **EARNING).pk)
    assert (offer_key(row, on=timezone.localdate()), offered_to(row, on=timezone.localdate())) == ("", {})
