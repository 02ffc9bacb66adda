"""Levers against brute force: what was found is typed into the feature, and the feature evaluated again."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from economics import Limit, Price, evaluate, number_text
from economics.bounds import read_bounds
from economics.evaluation import median_inputs, sample_inputs
from economics.levers import ground, levers
from economics.numbers import Number
from economics.reading import read_feature
from economics.sampling import samples
from economics.totals import work_out
from economics.verdict import SOUND_MONTH, SOUND_USE
from tests.economics.features import complete_feature, line, worked_examples

SUMMARY, SEARCH = worked_examples()
FRAGILE = replace(SUMMARY, uses_per_user_per_month="15 to 40")
TIERED = Price(
    input=((0, 1.25), (200_000, 2.5)), cached_input=((0, 0.125), (200_000, 0.25)), output=((0, 10), (200_000, 15))
)


def ground_of(feature):
    read = read_feature(feature)
    return ground(read, read_bounds(read)[0], is_quantified=evaluate(feature).is_quantified)


def levers_of(feature):
    found = ground_of(feature)
    return {} if found is None else {str(lever.input.number): lever for lever in levers(found)}


def is_met_at(stands, lever, value):
    """Whether the feature is healthy with the whole estimate moved so that its median is this value."""
    number, estimate = lever.input.number, dict(stands.read.estimates())[lever.input.number]
    moved = np.float64(value)
    if not estimate.is_point and lever.now:
        moved = samples(number, estimate) * (value / lever.now)
        moved = np.minimum(moved, 1) if estimate.share else moved
    with np.errstate(all="ignore"):
        found = work_out(stands.read, {**sample_inputs(stands.read), number: moved}).results
    return (
        np.mean(found["contribution_per_use"] < 0) <= SOUND_USE and np.mean(found["monthly_profit"] < 0) <= SOUND_MONTH
    )


def typed(feature, lever, value):
    """The feature with this value typed into the input of a lever."""
    number, text = lever.input.number, number_text(value)
    if number.is_of_usage:
        return replace(feature, **{number.field: text})

    def edited(lines):
        return tuple(
            replace(each, inputs={**each.inputs, number.field: text}) if each.key == number.key else each
            for each in lines
        )

    return replace(feature, costs=edited(feature.costs), value=edited(feature.value))


def contribution_at(feature, lever, value):
    read = read_feature(feature)
    values = median_inputs(read) | {lever.input.number: np.float64(value)}
    with np.errstate(all="ignore"):
        return float(work_out(read, values).results["contribution_per_use"])


def assert_all_true(feature):
    """What every lever says holds where its target is typed in, and a little short of it not yet."""
    stands = ground_of(feature)
    scale = sum(abs(each.summary.mean) for each in evaluate(feature).lines if each.summary and each.per == "use")
    for lever in levers(stands):
        if lever.break_even is not None:
            assert contribution_at(feature, lever, lever.break_even) == pytest.approx(0, abs=1e-9 * scale)
        assert_turns(stands, lever)


def assert_turns(stands, lever):
    if lever.healthy_at is not None:
        assert is_met_at(stands, lever, lever.healthy_at)
        assert not is_met_at(stands, lever, slightly_back(lever))


def slightly_back(lever):
    """A little of the way back to where it stands now, and more than rounding."""
    way = lever.now - lever.healthy_at
    return lever.healthy_at + math.copysign(max(1e-5 * abs(way), 1e-8 * abs(lever.healthy_at)), way)


@pytest.mark.parametrize("feature", [SUMMARY, SEARCH], ids=lambda feature: feature.name)
def test_every_lever_of_the_worked_examples_holds_when_typed_in(feature):
    found = levers_of(feature)
    assert set(found) == {str(number) for number, _ in read_feature(feature).estimates()}
    assert_all_true(feature)


def test_the_levers_of_the_search_by_hand():
    found = levers_of(SEARCH)
    impressions = found["monetization-1:impressions_per_use"]
    assert impressions.break_even == pytest.approx(0.0915 / 18 * 1000)
    assert impressions.healthy_at == pytest.approx((0.0915 + 1500 / 40_000) / 18 * 1000)
    assert (impressions.change_unit, impressions.reach_used) == ("percent", None)
    assert impressions.change == pytest.approx(258.33, abs=0.01)
    calls = found["inference-1:calls_per_use"]
    assert calls.break_even == pytest.approx((0.036 - 0.015) / 0.0255)
    assert (calls.healthy_at, calls.reach_used) == (None, None)
    assert found["inference-1:retry_rate"].change_unit == "percentage_points"


def test_the_whole_estimate_moves_and_keeps_its_spread():
    """At 1.6 uses lose in 10%: P10 of the price is then the cost."""
    price = line("monetization", "price_per_use", amount="0.10 to 0.40")
    feature = complete_feature(
        costs=(line("other", basis="per_use", amount="0.2"),), value=(complete_feature().value[0], price)
    )
    lever = levers_of(feature)["monetization-1:amount"]
    deviation = math.log(4) / 2 / 1.6448536
    assert lever.healthy_at == pytest.approx(0.2 * math.exp(1.2815516 * deviation), rel=1e-3)
    assert lever.reach_used == pytest.approx(math.log(lever.healthy_at / 0.2) / math.log(2))


def test_the_nearest_by_the_share_of_its_reach_comes_first_and_what_is_beyond_it_after():
    order = list(levers_of(FRAGILE).values())
    within = [each.reach_used for each in order if each.reach_used is not None]
    assert within == sorted(within)
    assert [each.reach_used is None for each in order] == sorted(each.reach_used is None for each in order)
    never = [each.healthy_at is None for each in order]
    assert never == sorted(never)
    assert any(each.healthy_at and each.reach_used is None for each in order)


def test_whole_calls_and_never_less_than_one():
    price = line("monetization", "price_per_use", amount="0.07")
    dear = replace(SEARCH, value=(*SEARCH.value, replace(price, key="monetization-2")))
    calls = levers_of(dear)["inference-1:calls_per_use"]
    assert (calls.healthy_at, calls.reach_used) == (2, 0.5)
    less = replace(price, key="monetization-2", inputs={"amount": "0.025"})
    calls = levers_of(replace(SEARCH, value=(*SEARCH.value, less)))["inference-1:calls_per_use"]
    assert calls.healthy_at == pytest.approx((0.061 - 0.015 - 0.0375) / 0.0255)
    assert calls.reach_used is None


def test_a_healthy_feature_has_no_value_at_which_it_becomes_so():
    assert not any(lever.healthy_at or lever.reach_used for lever in levers_of(SUMMARY).values())


def test_what_the_user_perceives_is_no_lever_on_what_a_use_earns():
    lever = levers_of(SEARCH)["perceived-1:amount"]
    assert (lever.target, lever.change, lever.reach_used) == (None, None, None)


def test_a_fixed_input_has_no_lever_and_limits_take_the_place_of_reach():
    def with_limit(**limit):
        return levers_of(replace(SEARCH, limits={Number("monetization-1", "impressions_per_use"): Limit(**limit)}))

    assert "monetization-1:impressions_per_use" not in with_limit(fixed=True)
    assert with_limit(most="6")["monetization-1:impressions_per_use"].healthy_at is None
    wide = with_limit(most="20")["monetization-1:impressions_per_use"]
    assert wide.reach_used == pytest.approx(math.log(wide.healthy_at / 2) / math.log(10))
    enough = with_limit(least="8", most="20")["monetization-1:impressions_per_use"]
    assert enough.healthy_at == 8
    assert "monetization-1:impressions_per_use" not in with_limit(least="3", most="3")


def test_a_limit_that_can_not_be_read_does_not_count_and_is_named():
    limits = {
        Number("monetization-1", "impressions_per_use"): Limit(most="many"),
        Number("human_review-1", "share_reviewed"): Limit(least="5%", most="2%"),
        Number("human_review-1", "hourly_rate"): Limit(most="20 to 30"),
        Number("human_review-1", "no such field"): Limit(fixed=True),
        Number("no such line", "amount"): Limit(fixed=True),
    }
    bounds, problems = read_bounds(read_feature(replace(SEARCH, limits=limits)))
    assert [(each.key, each.field) for each in problems] == [
        ("human_review-1", "share_reviewed"),
        ("human_review-1", "hourly_rate"),
        ("monetization-1", "impressions_per_use"),
        ("human_review-1", "no such field"),
        ("no such line", "amount"),
    ]
    assert "Swap them" in problems[0].sentence
    assert (
        bounds[Number("human_review-1", "share_reviewed")].low,
        bounds[Number("human_review-1", "share_reviewed")].high,
    ) == (0, 1)
    assert levers_of(replace(SEARCH, limits=limits)) == levers_of(SEARCH)


def test_at_a_tier_of_a_price_a_lever_stops_at_the_last_value_before_the_jump():
    model = line("inference", price=TIERED, model="m", input_tokens="100k to 250k", output_tokens="1000")
    feature = complete_feature(
        costs=(model,), value=(complete_feature().value[0], line("monetization", "price_per_use", amount="0.4"))
    )
    lever = levers_of(feature)["inference-1:input_tokens"]
    assert lever.break_even == 200_000
    assert_turns(ground_of(feature), lever)
    dearer = replace(feature, value=(feature.value[0], line("monetization", "price_per_use", amount="0.2")))
    assert levers_of(dearer)["inference-1:input_tokens"].break_even == pytest.approx(190 / 1.25 * 1000)
    richer = replace(feature, value=(feature.value[0], line("monetization", "price_per_use", amount="2")))
    assert levers_of(richer)["inference-1:input_tokens"].break_even == pytest.approx((2e6 - 15_000) / 2.5)


def test_users_and_uses_of_a_saving_a_month():
    value = (complete_feature().value[0], line("monetization", "cost_saving", amount="4,000 to 6,000"))
    costs = (
        line("other", basis="per_use", amount="0.5 to 0.8"),
        line("other", key="other-2", basis="per_month", amount="10 to 500"),
    )
    feature = complete_feature(costs=costs, value=value, uses_per_user_per_month="8 to 12")
    found = levers_of(feature)
    users = found["usage:active_users"]
    assert users.break_even == pytest.approx(24**0.5 * 1000 / 96**0.5 / 0.4**0.5)
    assert_all_true(feature)


def test_a_margin_that_loses_with_some_churns_and_earns_with_others_is_sorted_out():
    retention = line(
        "retention", margin_per_user_per_month="-1 to 30", churn_without="3% to 6%", churn_with="2% to 5.5%"
    )
    feature = complete_feature(value=(complete_feature().value[0], retention), uses_per_user_per_month="8 to 12")
    found = levers_of(feature)
    assert found["retention-1:churn_without"].healthy_at is not None
    assert_all_true(feature)


def test_without_a_contribution_there_are_no_levers_and_without_answers_none_is_healthy():
    assert levers_of(replace(SEARCH, value=SEARCH.value[:1])) == {}
    assert levers_of(replace(SEARCH, active_users="")) == {}
    found = levers_of(replace(SEARCH, value=SEARCH.value[1:]))
    assert found["monetization-1:impressions_per_use"].break_even == pytest.approx(5.0833, abs=1e-4)
    assert not any(lever.healthy_at for lever in found.values())


amounts = st.floats(0.01, 5)
spreads = st.floats(1, 3)
shares = st.floats(0.01, 0.6)


@st.composite
def features(draw):
    def amount(scale=1.0):
        low = scale * draw(amounts)
        return f"{number_text(round(low, 6))} to {number_text(round(low * draw(spreads), 6))}"

    def share():
        low = draw(shares)
        return f"{number_text(round(low, 5))} to {number_text(round(min(0.99, low * draw(spreads)), 5))}"

    costs = [
        line(
            "inference",
            price_per_million_input=amount(),
            price_per_million_output=amount(4),
            input_tokens=amount(5000),
            output_tokens=amount(500),
            cached_share=share(),
            retry_rate=share(),
        ),
        line("human_review", share_reviewed=share(), minutes_per_review=amount(), hourly_rate=amount(10)),
        line("data_acquisition", basis=draw(st.sampled_from(["per_use", "per_month"])), amount=amount(0.05)),
        line("other", basis="one_off", amount=amount(500), months=amount(10)),
    ]
    drivers = [
        line("monetization", "price_per_use", amount=amount(0.1)),
        line("monetization", "subscription", key="monetization-2", price_per_month=amount(5), attach_rate=share()),
        line("monetization", "cost_saving", key="monetization-3", amount=amount(2000)),
        line("retention", margin_per_user_per_month=amount(5), churn_without=share(), churn_with=share()),
    ]
    chosen = draw(st.lists(st.sampled_from(drivers), min_size=1, unique_by=id))
    value = (complete_feature().value[0], *chosen)
    costs = tuple(draw(st.lists(st.sampled_from(costs), min_size=1, unique_by=id)))
    return complete_feature(
        costs=costs, value=value, active_users=amount(1000), uses_per_user_per_month=amount(10), uses_ai=False
    )


@settings(max_examples=12)
@given(features())
def test_every_lever_of_any_feature_holds_when_typed_in(feature):
    assert_all_true(feature)
