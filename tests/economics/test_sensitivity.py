"""The tornado against plain evaluation, and the shares of the variance against what is known by hand."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from economics.evaluation import median_inputs
from economics.numbers import Number
from economics.reading import read_feature
from economics.sampling import samples
from economics.sensitivity import tornado
from economics.totals import work_out
from tests.economics.features import complete_feature, line, worked_examples

EXAMPLE = worked_examples()[0]


def tornado_of(feature):
    return tornado(read_feature(feature))


def contribution(read, **changes):
    values = median_inputs(read) | {number: np.float64(value) for number, value in changes.get("at", {}).items()}
    return float(work_out(read, values).results["contribution_per_use"])


def test_each_swing_is_that_of_the_contribution_with_one_input_at_its_ends():
    read = read_feature(EXAMPLE)
    found = tornado(read)
    assert found.base == pytest.approx(contribution(read), rel=1e-12)
    assert len(found.swings) == 15
    for each in found.swings:
        number = each.input.number
        assert each.low == pytest.approx(contribution(read, at={number: each.p5}), rel=1e-12)
        assert each.high == pytest.approx(contribution(read, at={number: each.p95}), rel=1e-12)
        assert each.swing == abs(each.high - each.low)
    assert [each.swing for each in found.swings] == sorted((each.swing for each in found.swings), reverse=True)
    assert str(found.swings[0].input.number) == "usage:uses_per_user_per_month"


@pytest.mark.parametrize("typed", ["8 to 20", "10 / 14 / 30", "0 to 12", "-3 to 5", "2% to 5%", "0% to 40%"])
def test_an_input_stands_at_the_ends_of_its_middle_90_percent(typed):
    field, kind = ("churn_with", "retention") if "%" in typed else ("margin_per_user_per_month", "retention")
    typed_fields = {"margin_per_user_per_month": "10", "churn_without": "5%", "churn_with": "4%", field: typed}
    value = (complete_feature().value[0], line(kind, **typed_fields))
    read = read_feature(complete_feature(value=value))
    (swing,) = tornado(read).swings
    number = Number(f"{kind}-1", field)
    sample = samples(number, dict(read.estimates())[number])
    assert (swing.p5, swing.p95) == pytest.approx(np.quantile(sample, [0.05, 0.95]), rel=2e-4)


def test_the_shares_of_a_sum_are_those_of_its_variances():
    value = (complete_feature().value[0], line("monetization", "price_per_use", amount="0 to 4"))
    costs = tuple(
        line("other", key=f"other-{n}", basis="per_use", amount=amount) for n, amount in enumerate(["0 to 2", "0 to 4"])
    )
    found = tornado_of(complete_feature(value=value, costs=costs))
    shares = {each.input.number.key: (each.first_order, each.total) for each in found.swings}
    assert shares["monetization-1"] == pytest.approx((4 / 9, 4 / 9), abs=0.02)
    assert shares["other-0"] == pytest.approx((1 / 9, 1 / 9), abs=0.02)
    assert shares["other-1"] == pytest.approx((4 / 9, 4 / 9), abs=0.02)
    assert "matters most: it accounts for 4" in found.finding


def test_what_a_product_does_together_is_in_the_total_of_both():
    advertising = line("monetization", "advertising", impressions_per_use="0 to 1", revenue_per_thousand="0 to 1000")
    found = tornado_of(complete_feature(value=(complete_feature().value[0], advertising)))
    for each in found.swings:
        assert each.first_order == pytest.approx(3 / 7, abs=0.03)
        assert each.total == pytest.approx(4 / 7, abs=0.03)


def test_what_the_contribution_does_not_depend_on_has_no_share_in_it():
    shares = {str(each.input.number): each.total for each in tornado_of(EXAMPLE).swings}
    assert shares["perceived-1:minutes_saved_per_use"] == shares["usage:active_users"] == 0
    assert sum(each.first_order for each in tornado_of(EXAMPLE).swings) == pytest.approx(1, abs=0.05)


def test_points_have_no_swing():
    found = tornado_of(worked_examples()[1])
    assert (found.base, found.swings) == (pytest.approx(-0.0555), ())
    assert found.finding == "Nothing is uncertain: every number is a single value."


def test_there_is_no_tornado_of_what_can_not_be_worked_out():
    assert tornado_of(replace(EXAMPLE, uses_per_user_per_month="")) is None
    assert tornado_of(replace(EXAMPLE, value=EXAMPLE.value[:1])) is None


@settings(max_examples=10)
@given(st.permutations(EXAMPLE.costs), st.permutations(EXAMPLE.value))
def test_the_order_of_lines_does_not_matter(costs, value):
    before, after = tornado_of(EXAMPLE), tornado_of(replace(EXAMPLE, costs=tuple(costs), value=tuple(value)))
    assert before.swings == after.swings
