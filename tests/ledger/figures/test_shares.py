"""A cost that two features use is borne by both, each by its share, and counted once in all."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from canvas import changes
from ledger.figures.sheets import sheet_of
from ledger.models import CostShare
from tests.factories import feature_with_lines
from tests.ledger.conftest import EARNING


@pytest.fixture
def shared(canvas, olga):
    """Storage at 0.01 a use of the earner, of which another feature bears 40%."""
    owner = feature_with_lines(canvas, by=olga, **EARNING)
    other = feature_with_lines(canvas, by=olga, **{**EARNING, "name": "Other"})
    with changes.record(canvas, by=olga) as change:
        line = owner.lines.get(label="Storage")
        change.create(CostShare(line=line, feature=other, percent=Decimal(40)))
    return line


def test_each_feature_bears_its_share(canvas, shared):
    owner, other = sheet_of(canvas).rows
    assert owner.evaluation.line(shared.key).summary.mean == pytest.approx(0.006)
    assert other.evaluation.line(shared.key).summary.mean == pytest.approx(0.004)
    assert other.evaluation.results.variable_cost_per_use.mean == pytest.approx(0.025 + 0.004)


def test_a_borne_line_stands_apart_from_the_features_own(canvas, shared):
    other = sheet_of(canvas).rows[1]
    assert shared not in other.lines
    assert [(each.line, each.share) for each in other.borne] == [(shared, 0.4)]


@pytest.mark.parametrize("percent", ["0", "-1", "100.01"])
def test_the_database_takes_no_share_out_of_range(canvas, olga, shared, percent):
    third = feature_with_lines(canvas, by=olga, **{**EARNING, "name": "Third"})
    with pytest.raises(IntegrityError), transaction.atomic():
        CostShare.objects.create(canvas=canvas, line=shared, feature=third, percent=Decimal(percent))
