"""Levers against brute force: what was found is typed into the feature, and the feature evaluated again."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from economics import Limit, Price, evaluate, number_text
from economics.bounds import read_bounds
from economics.evaluation import median_inputs
from economics.levers import ground, levers
from economics.numbers import Number
from economics.reading import read_feature
from economics.totals import work_out
from tests.economics.features import complete_feature, line, worked_examples

SUMMARY, SEARCH = worked_examples()
TIERED = Price(
    input=((0, 1.25), (200_000, 2.5)), cached_input=((0, 0.125), (200_000, 0.25)), output=((0, 10), (200_000, 15))
)


def levers_of(feature):
    read = read_feature(feature)
    found = ground(read, read_bounds(read)[0], is_quantified=evaluate(feature).is_quantified)
    return {} if found is None else {str(lever.input.number): lever for lever in levers(found)}


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


def verdict_at(feature, lever, value):
    return evaluate(typed(feature, lever, value)).verdict.id


def contribution_at(feature, lever, value):
    read = read_feature(feature)
    values = median_inputs(read) | {lever.input.number: np.float64(value)}
    with np.errstate(all="ignore"):
        return float(work_out(read, values).results["contribution_per_use"])


def beyond(lever, value, by=1e-6):
    """A little to the side where the lever no longer holds."""
    step = by * (abs(value) or 1)
    return value - step if lever.side == "at_least" else value + step


def assert_true(feature, lever):
    """What the lever says holds where its target is typed in, and a little beyond it no more."""
    if lever.break_even is not None:
        scale = sum(abs(each.summary.mean) for each in evaluate(feature).lines if each.summary and each.per == "use")
        assert contribution_at(feature, lever, lever.break_even) == pytest.approx(0, abs=1e-9 * scale)
    if lever.healthy_at is not None:
        assert verdict_at(feature, lever, lever.healthy_at) == "healthy"
        wrong = beyond(lever, lever.healthy_at)
        assert verdict_at(feature, lever, wrong) != "healthy"
    elif not lever.alone and lever.best is not None:
        assert verdict_at(feature, lever, lever.best) != "healthy"
    now = typed(feature, lever, lever.now)
    assert (evaluate(now).verdict.id == "healthy") == lever.healthy_now


@pytest.mark.parametrize("feature", [SUMMARY, SEARCH], ids=lambda feature: feature.name)
def test_every_lever_of_the_worked_examples_holds_when_typed_in(feature):
    found = levers_of(feature)
    assert set(found) == {str(number) for number, _ in read_feature(feature).estimates()}
    for lever in found.values():
        assert_true(feature, lever)


def test_the_levers_of_the_search_by_hand():
    found = levers_of(SEARCH)
    impressions = found["monetization-1:impressions_per_use"]
    assert impressions.break_even == pytest.approx(0.0915 / 18 * 1000)
    assert impressions.healthy_at == pytest.approx((0.0915 + 1500 / 40_000) / 18 * 1000)
    assert (impressions.change_unit, impressions.side) == ("percent", "at_least")
    assert impressions.change == pytest.approx(258.33, abs=0.01)
    calls = found["inference-1:calls_per_use"]
    assert calls.break_even == pytest.approx((0.036 - 0.015) / 0.0255)
    assert (calls.healthy_at, calls.alone, calls.best, calls.margin) == (None, False, 0, pytest.approx(0.021))
    assert calls.covers == pytest.approx(0.0765 / (0.0555 + 0.0375))
    assert found["inference-1:retry_rate"].change_unit == "percentage_points"


def test_nearest_first_and_what_can_not_do_it_last():
    order = list(levers_of(SUMMARY).values())
    assert str(order[0].input.number) == "retention-1:churn_with"
    targets = [each.healthy_at is not None for each in order]
    assert targets == sorted(targets, reverse=True)
    assert any(each.break_even is None for each in order if each.healthy_at is not None)
    for can_do_it in (True, False):
        found = [each.distance for each in order if (each.healthy_at is not None) == can_do_it]
        distances = [math.inf if distance is None else distance for distance in found]
        assert distances == sorted(distances)


def test_what_the_user_perceives_is_no_lever_on_what_a_use_earns():
    lever = levers_of(SEARCH)["perceived-1:amount"]
    assert (lever.target, lever.distance, lever.best, lever.covers, lever.side) == (None, None, None, 0, "")


def test_a_fixed_input_has_no_lever_and_limits_are_respected():
    def with_limit(**limit):
        return levers_of(replace(SEARCH, limits={Number("monetization-1", "impressions_per_use"): Limit(**limit)}))

    assert "monetization-1:impressions_per_use" not in with_limit(fixed=True)
    short = with_limit(most="6")["monetization-1:impressions_per_use"]
    assert (short.healthy_at, short.best) == (None, 6)
    assert short.break_even == pytest.approx(5.0833, abs=1e-4)
    assert short.distance == pytest.approx((short.break_even - 2) / 6)
    assert short.margin == pytest.approx(6 * 0.018 - 0.0915)
    assert 0 < short.covers < 1
    enough = with_limit(least="8", most="20")["monetization-1:impressions_per_use"]
    assert (enough.healthy_at, enough.alone) == (8, True)
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
    assert (lever.break_even, lever.side) == (200_000, "at_most")
    assert lever.healthy_at == pytest.approx(200_000, rel=1e-8)
    assert verdict_at(feature, lever, lever.healthy_at) == "healthy"
    assert verdict_at(feature, lever, 200_001) != "healthy"
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
    assert users.side == "at_most"
    assert users.break_even == pytest.approx(24**0.5 * 1000 / 96**0.5 / 0.4**0.5)
    for lever in found.values():
        assert_true(feature, lever)


def test_a_margin_that_loses_with_some_churns_and_earns_with_others_is_sorted_out():
    retention = line(
        "retention", margin_per_user_per_month="-1 to 30", churn_without="3% to 6%", churn_with="2% to 5.5%"
    )
    feature = complete_feature(value=(complete_feature().value[0], retention), uses_per_user_per_month="8 to 12")
    found = levers_of(feature)
    assert found["retention-1:churn_without"].healthy_at is not None
    for lever in found.values():
        assert_true(feature, lever)


def test_without_a_contribution_there_are_no_levers_and_without_answers_none_is_healthy():
    assert levers_of(replace(SEARCH, value=SEARCH.value[:1])) == {}
    assert levers_of(replace(SEARCH, active_users="")) == {}
    found = levers_of(replace(SEARCH, value=SEARCH.value[1:]))
    assert found["monetization-1:impressions_per_use"].break_even == pytest.approx(5.0833, abs=1e-4)
    assert not any(lever.alone or lever.healthy_at for lever in found.values())


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
    for lever in levers_of(feature).values():
        assert_true(feature, lever)
