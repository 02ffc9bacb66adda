"""The profit at any volume against the feature evaluated at that volume."""

from dataclasses import replace

import pytest

from economics import evaluate, number_text
from economics.reading import read_feature
from economics.scale import scale
from tests.economics.features import complete_feature, line, worked_examples

SUMMARY, SEARCH = worked_examples()


def scale_of(feature):
    return scale(read_feature(feature))


def with_fixed(amount, **changes):
    costs = (*complete_feature().costs, line("other", key="other-2", basis="per_month", amount=amount))
    return complete_feature(costs=costs, **changes)


def test_each_point_is_the_monthly_profit_of_the_feature_with_so_many_more_users():
    found = scale_of(SUMMARY)
    for point in found.points[1:]:
        low, high = (number_text(users * point.volume / found.present) for users in (2000, 5000))
        profit = evaluate(replace(SUMMARY, active_users=f"{low} to {high}")).results.monthly_profit
        assert (point.mean, point.p5, point.p50, point.p95) == pytest.approx(
            (profit.mean, profit.p5, profit.p50, profit.p95), rel=1e-6, abs=1e-6
        )


def test_today_it_says_what_the_verdict_says_of_a_month():
    found = scale_of(SUMMARY)
    today = next(point for point in found.points if point.volume == found.present)
    profit = evaluate(SUMMARY).results.monthly_profit
    assert found.present == pytest.approx(evaluate(SUMMARY).results.monthly_uses.mean)
    assert (today.mean, today.p5, today.p95) == pytest.approx((profit.mean, profit.p5, profit.p95))


def test_today_and_where_the_expected_profit_is_nought_stand_among_the_volumes():
    found = scale_of(SUMMARY)
    volumes = [point.volume for point in found.points]
    assert found.spacing == "linear"
    assert {found.present, found.break_even} < set(volumes)
    assert volumes == sorted(volumes)
    at_break_even = next(point for point in found.points if point.volume == found.break_even)
    assert at_break_even.mean == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize(
    ("fixed", "spacing", "finding"),
    [
        ("100", "linear", "It earns at today’s volume, and more volume earns more."),
        ("1600", "linear", "It loses at today’s volume, and more volume brings it closer to earning."),
        ("16000000", "log", "It loses at today’s volume, and more volume brings it closer to earning."),
    ],
)
def test_the_curve_reaches_past_today_and_the_break_even(fixed, spacing, finding):
    found = scale_of(with_fixed(fixed))
    uses = f"{int(fixed) / 0.08:,.0f}"
    assert (found.spacing, found.finding) == (
        spacing,
        f"{finding} It breaks even at {uses} uses a month.",
    )
    assert found.break_even == pytest.approx(int(fixed) / 0.08)
    assert found.points[-1].volume > max(found.present, found.break_even)


def test_but_for_the_two_marks_the_volumes_are_round():
    found = scale_of(SUMMARY)
    round_ones = [point.volume for point in found.points if point.volume not in (found.present, found.break_even)]
    assert round_ones[:3] == [0, 4000, 8000]
    assert round_ones[-1] == 100_000
    far = scale_of(with_fixed("16000000"))
    assert [point.volume for point in far.points][:4] == [1000, 2000, 5000, 10_000]
    assert far.points[-1].volume == 1e10


def test_volume_that_only_costs():
    found = scale_of(SEARCH)
    assert found.break_even is None
    assert found.finding == "It loses at today’s volume, and more volume loses more."
    saving = (complete_feature().value[0], line("monetization", "cost_saving", amount="300"))
    ceiling = scale_of(complete_feature(value=saving))
    assert ceiling.break_even == pytest.approx(15_000)
    assert ceiling.finding == (
        "It earns at today’s volume, but more volume eats into it. It breaks even at 15,000 uses a month."
    )


def test_what_has_no_fixed_cost_earns_at_any_volume():
    assert scale_of(complete_feature()).finding == "It earns at any volume."


def test_where_a_use_leaves_nothing_volume_changes_nothing():
    paid = (complete_feature().value[0], line("monetization", "price_per_use", amount="0.02"))
    cost = (line("other", basis="per_use", amount="0.02"), line("other", key="other-2", basis="per_month", amount="5"))
    found = scale_of(complete_feature(costs=cost, value=paid))
    assert {point.mean for point in found.points} == {-5}
    assert found.finding == "Volume makes no difference to what a month leaves."


def test_without_a_profit_there_is_no_curve():
    assert scale_of(complete_feature(costs=())) is None
    assert scale_of(complete_feature(active_users="")) is None
