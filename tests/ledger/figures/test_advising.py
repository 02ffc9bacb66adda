from decimal import Decimal

import pytest

from canvas import changes
from economics import Limit as HeldTo
from economics.numbers import Number
from ledger.actions.features import edit_feature
from ledger.actions.shares import share_cost
from ledger.figures import advising
from ledger.figures.advising import advice_of, limits_of
from ledger.figures.sheets import row_of
from ledger.models import Figures, Limit
from tests.factories import feature_with_lines
from tests.ledger.conftest import LOSING


@pytest.fixture
def loser(canvas, olga):
    return feature_with_lines(canvas, by=olga, **LOSING)


@pytest.fixture
def advised(monkeypatch):
    """What was advised on since the test began, by name."""
    names = []
    real = advising.economics.advise

    def counting(plain, evaluation, offered):
        names.append(plain.name)
        return real(plain, evaluation, offered)

    monkeypatch.setattr(advising.economics, "advise", counting)
    return names


def limit(canvas, feature, by, *, line=None, field, **ends):
    with changes.record(canvas, by=by) as change:
        return change.create(Limit(feature=feature, line=line, field=field, **ends))


def test_advice_is_that_of_the_arithmetic(canvas, loser):
    row = row_of(canvas, loser.pk)
    assert advice_of(canvas, row) == advising.economics.advise(row.plain, row.evaluation)


def test_advice_is_worked_out_once(canvas, loser, advised):
    first = advice_of(canvas, row_of(canvas, loser.pk))
    assert advice_of(canvas, row_of(canvas, loser.pk)) == first
    assert advised == ["Loser"]


def test_a_changed_number_is_advised_on_anew(canvas, loser, olga, advised):
    advice_of(canvas, row_of(canvas, loser.pk))
    edit_feature(canvas=canvas, feature_id=loser.pk, version=loser.version, by=olga, active_users="200")
    advice_of(canvas, row_of(canvas, loser.pk))
    assert advised == ["Loser", "Loser"]


def test_a_number_that_can_not_be_changed_is_no_lever(canvas, loser, olga):
    line = loser.lines.get(kind="monetization")
    before = advice_of(canvas, row_of(canvas, loser.pk))
    assert Number(line.key, "amount") in {lever.input.number for lever in before.levers}
    limit(canvas, loser, olga, line=line, field="amount", fixed=True)
    after = advice_of(canvas, row_of(canvas, loser.pk))
    assert Number(line.key, "amount") not in {lever.input.number for lever in after.levers}


def test_limits_are_named_by_line_or_usage(canvas, loser, olga):
    line = loser.lines.get(kind="monetization")
    limit(canvas, loser, olga, line=line, field="amount", least="0.05", most="0.5")
    limit(canvas, loser, olga, field="active_users", fixed=True)
    assert limits_of(canvas, row_of(canvas, loser.pk)) == {
        Number(line.key, "amount"): HeldTo(False, "0.05", "0.5"),
        Number("usage", "active_users"): HeldTo(True, "", ""),
    }


def test_a_shared_cost_has_the_limits_of_its_line_with_whoever_bears_it(canvas, loser, olga):
    other = feature_with_lines(canvas, by=olga, **{**LOSING, "name": "Other"})
    line = loser.lines.get(label="Storage")
    share_cost(canvas=canvas, line_id=line.pk, version=1, percents={other.pk: Decimal(40)}, by=olga)
    limit(canvas, loser, olga, line=line, field="amount", least="0.05")
    limit(canvas, loser, olga, field="active_users", fixed=True)
    assert limits_of(canvas, row_of(canvas, other.pk)) == {Number(line.key, "amount"): HeldTo(False, "0.05", "")}


def test_advice_survives_that_figures_are_worked_out_anew_for_another_reason(canvas, loser, advised):
    row = row_of(canvas, loser.pk)
    advice_of(canvas, row)
    Figures.objects.update(inputs_key="stale")
    advice_of(canvas, row_of(canvas, loser.pk))
    assert advised == ["Loser"]


def test_stored_advice_costs_two_queries(canvas, loser, django_assert_num_queries):
    row = row_of(canvas, loser.pk)
    advice_of(canvas, row)
    with django_assert_num_queries(2):
        advice_of(canvas, row)
