"""What to check next: the ranking, and the value at which a month turns."""

from dataclasses import replace

import pytest

from economics import Limit, advise, evaluate
from economics.numbers import Number
from tests.economics.features import complete_feature, line, worked_examples

SUMMARY, SEARCH = worked_examples()


def checks_of(feature):
    return advise(feature, evaluate(feature)).checks


def test_the_number_with_the_largest_swing_comes_first():
    advice = advise(SUMMARY, evaluate(SUMMARY))
    assert [each.input for each in advice.checks] == [swing.input for swing in advice.tornado.swings if swing.swing]


def test_it_says_where_a_month_turns_fixed_costs_and_all():
    """100 a month over 1,000 uses: a use has to bring in 0.12 of which 0.02 is variable cost."""
    costs = (*complete_feature().costs, line("other", key="other-2", basis="per_month", amount="1000"))
    value = (complete_feature().value[0], line("monetization", "price_per_use", amount="0.1 to 0.3"))
    (price,) = checks_of(complete_feature(costs=costs, value=value))
    assert (price.turns_at, price.side) == (pytest.approx(0.12), "at_least")
    assert (price.p5, price.p95) == (0.1, 0.3)


def test_a_cost_turns_from_above():
    costs = (line("other", basis="per_use", amount="0.02 to 0.2"),)
    (cost,) = checks_of(complete_feature(costs=costs))
    assert (cost.turns_at, cost.side) == (pytest.approx(0.1), "at_most")


def test_no_check_changes_the_answer_where_every_month_loses_or_nothing_is_uncertain():
    assert checks_of(SEARCH) == ()
    assert checks_of(complete_feature()) == ()
    lost = replace(SEARCH, value=(SEARCH.value[0], line("monetization", "price_per_use", amount="0.001 to 0.002")))
    assert checks_of(lost) == ()


def test_a_number_that_can_not_be_changed_can_still_be_checked():
    limits = {Number("retention-1", "churn_with"): Limit(fixed=True)}
    checks = {each.input.number.field: each for each in checks_of(replace(SUMMARY, limits=limits))}
    assert checks["churn_with"].turns_at == pytest.approx(0.0407, abs=1e-4)
