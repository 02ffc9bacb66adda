"""How far a number can go: the default of its field, what a person says instead, and the share of it that is used."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from economics import Limit, evaluate
from economics.bounds import read_bounds
from economics.levers import ground
from economics.numbers import Number
from economics.reach import Reach
from economics.reading import read_feature
from tests.economics.features import complete_feature, line, worked_examples

SUMMARY, SEARCH = worked_examples()


def reaches_of(feature):
    read = read_feature(feature)
    found = ground(read, read_bounds(read)[0], is_quantified=evaluate(feature).is_quantified).reaches
    return {str(number): reach for number, reach in found.items()}


def factors(reach):
    return (reach.low / reach.now, reach.high / reach.now)


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("usage:active_users", 1, 3),
        ("inference-1:price_per_million_input", 0.3, 1),
        ("inference-1:input_tokens", 0.25, 1),
        ("inference-1:output_tokens", 0.25, 1),
        ("human_review-1:share_reviewed", 0.1, 1),
        ("human_review-1:minutes_per_review", 0.5, 1),
        ("human_review-1:hourly_rate", 0.8, 1),
        ("data_acquisition-1:amount", 0.5, 1),
        ("data_acquisition-1:months", 1, 2),
        ("other-1:amount", 0.5, 1),
        ("monetization-1:price_per_month", 1, 2),
        ("monetization-1:attach_rate", 1, 2),
        ("retention-1:margin_per_user_per_month", 1, 1.5),
        ("retention-1:churn_with", 0.7, 1),
        ("retention-1:churn_without", 1, 1),
        ("perceived-1:minutes_saved_per_use", 1, 1),
        ("perceived-1:hourly_value", 1, 1),
    ],
)
def test_the_default_reach_of_a_number_is_a_factor_of_its_median(name, low, high):
    assert factors(reaches_of(SUMMARY)[name]) == pytest.approx((low, high))


def test_cached_shares_reach_nine_tenths_and_calls_are_whole():
    found = reaches_of(SEARCH)
    assert (found["inference-1:cached_share"].low, found["inference-1:cached_share"].high) == (0, 0.9)
    assert found["inference-1:cached_share"].used(0.45) == pytest.approx(0.5)
    calls = found["inference-1:calls_per_use"]
    assert (calls.low, calls.high, calls.is_whole) == (1, 3, True)
    assert (calls.whole(2.9), calls.whole(1.2), calls.whole(0.9)) == (2, 1, None)
    assert calls.used(2) == pytest.approx(0.5)


def test_uses_of_a_user_are_capped_only_where_a_use_costs_more_than_it_brings():
    assert factors(reaches_of(SUMMARY)["usage:uses_per_user_per_month"]) == pytest.approx((0.5, 2))
    paid_by_the_use = complete_feature()
    assert factors(reaches_of(paid_by_the_use)["usage:uses_per_user_per_month"]) == pytest.approx((1, 2))


def test_a_share_reaches_all_of_it_at_most_and_a_median_of_nothing_reaches_nothing():
    dear = replace(SUMMARY.value[1], inputs={**SUMMARY.value[1].inputs, "attach_rate": "70%"})
    assert reaches_of(replace(SUMMARY, value=(SUMMARY.value[0], dear)))["monetization-1:attach_rate"].high == 1
    nothing = line("monetization", "price_per_use", key="monetization-2", amount="0")
    assert reaches_of(replace(SEARCH, value=(*SEARCH.value, nothing)))["monetization-2:amount"].ends == ()


def test_a_margin_below_nothing_comes_nearer_to_it_by_as_much():
    retention = line("retention", margin_per_user_per_month="-4", churn_without="5%", churn_with="4%")
    found = reaches_of(replace(SEARCH, value=(*SEARCH.value, retention)))["retention-1:margin_per_user_per_month"]
    assert (found.low, found.high) == (-4, -2)
    assert found.at(-2, 0.5) == pytest.approx(-math.sqrt(8))


def test_a_persons_limits_take_the_place_of_an_end_both_ways():
    limits = {
        Number("monetization-1", "revenue_per_thousand"): Limit(most="20"),
        Number("monetization-1", "impressions_per_use"): Limit(most="9"),
        Number("human_review-1", "hourly_rate"): Limit(least="6"),
        Number("perceived-1", "amount"): Limit(least="0.05"),
    }
    found = reaches_of(replace(SEARCH, limits=limits))
    assert found["monetization-1:revenue_per_thousand"].high == 20
    assert found["monetization-1:impressions_per_use"].high == 9
    assert found["human_review-1:hourly_rate"].low == 6
    assert found["perceived-1:amount"].low == 0.05


positive = st.floats(0.001, 1e6)


@given(now=positive, factor=st.floats(1.01, 10), share=st.floats(0.001, 1))
def test_a_share_of_the_way_and_the_way_there_are_each_others_inverse(now, factor, share):
    reach = Reach(now, now / factor, now * factor)
    for end in reach.ends:
        assert reach.used(reach.at(end, share)) == pytest.approx(share, abs=1e-6)
        assert reach.used(reach.at(end, 1) * (1.1 if end > now else 0.9)) is None
