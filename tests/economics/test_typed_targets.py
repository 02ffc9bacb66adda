"""What levers and pairs say to type is typed in, and the feature evaluated again: it is healthy, and only just."""

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from economics import Limit, advise, evaluate
from economics.inputs import field_of
from economics.numbers import Number
from economics.reading import read_field
from tests.economics.features import complete_feature, line, worked_examples

SUMMARY, SEARCH = worked_examples()
FRAGILE = replace(SUMMARY, uses_per_user_per_month="15 to 40")
LOSING = replace(SUMMARY, uses_per_user_per_month="30 to 80")
BELOW = replace(SUMMARY, active_users="300 to 900")
ALL = [SUMMARY, SEARCH, FRAGILE, LOSING, BELOW]
each_feature = pytest.mark.parametrize("feature", ALL, ids=["healthy", "search", "fragile", "losing", "below"])


def advice_of(feature):
    return advise(feature, evaluate(feature))


def written(feature, held, text):
    """The feature with this text typed into an input."""
    if held.number.is_of_usage:
        return replace(feature, **{held.number.field: text})

    def edited(lines):
        return tuple(
            replace(each, inputs={**each.inputs, held.number.field: text}) if each.key == held.number.key else each
            for each in lines
        )

    return replace(feature, costs=edited(feature.costs), value=edited(feature.value))


def assert_works(feature, lever):
    """Both texts of a lever keep what they promise, and leave the margin that is said."""
    for target in (lever.typed_certain, lever.typed_spread):
        if target is not None:
            after = evaluate(written(feature, lever.input, target.text))
            assert after.verdict.id == "healthy", (str(lever.input.number), target)
            assert after.results.contribution_per_use.mean == pytest.approx(target.margin, rel=1e-9, abs=1e-12)


def estimate(feature, held, text):
    return read_field(field_of(feature, held.number), text)


@each_feature
def test_what_a_lever_says_to_type_makes_the_feature_healthy(feature):
    levers = [lever for lever in advice_of(feature).levers if lever.healthy_at is not None]
    assert levers
    for lever in levers:
        assert lever.typed_certain is not None, str(lever.input.number)
        assert_works(feature, lever)


@each_feature
def test_a_lever_without_a_target_says_nothing_to_type(feature):
    for lever in advice_of(feature).levers:
        if lever.healthy_at is None:
            assert (lever.typed_certain, lever.typed_spread) == (None, None)


@each_feature
def test_a_number_is_a_hair_from_where_it_is_healthy(feature):
    for lever in advice_of(feature).levers:
        if lever.typed_certain is not None:
            typed = estimate(feature, lever.input, lever.typed_certain.text).mid
            assert typed == pytest.approx(lever.healthy_at, rel=0.01)
            assert typed >= lever.healthy_at if lever.side == "at_least" else typed <= lever.healthy_at


@each_feature
def test_an_interval_keeps_its_form_and_its_spread(feature):
    for lever in advice_of(feature).levers:
        now = estimate(feature, lever.input, lever.input.text)
        if lever.typed_spread is None or now.is_point:
            continue
        then = estimate(feature, lever.input, lever.typed_spread.text)
        assert then.form == now.form
        odds = (lambda x: x / (1 - x)) if now.share else float
        assert odds(then.high) / odds(then.low) == pytest.approx(odds(now.high) / odds(now.low), rel=0.02)


@each_feature
def test_both_texts_of_a_pair_make_the_feature_healthy(feature):
    pair = advice_of(feature).pair
    if pair is None:
        assert feature is SUMMARY
        return
    one, other = pair.moves
    after = evaluate(written(written(feature, one.input, one.text), other.input, other.text))
    assert after.verdict.id == "healthy"
    assert after.results.contribution_per_use.mean == pytest.approx(pair.typed_margin, rel=1e-9, abs=1e-12)


def test_two_numbers_of_which_one_would_do_with_less_alone_are_no_pair():
    feature = complete_feature(
        active_users="800 to 1500",
        costs=(
            line("other", basis="per_use", amount="0.073 to 0.146"),
            line("human_review", share_reviewed="2% to 6%", minutes_per_review="2 to 5", hourly_rate="30"),
        ),
        value=(
            complete_feature().value[0],
            line("monetization", "price_per_use", amount="0.132 to 0.198"),
            line(
                "monetization", "subscription", key="monetization-2", price_per_month="0.2", attach_rate="1.8% to 3.6%"
            ),
        ),
    )
    advice = advice_of(feature)
    assert any(lever.alone for lever in advice.levers)
    assert advice.pair is None


def price_of(text, **limit):
    """A feature that costs 0.10 and is paid by this; the lever of its price."""
    feature = complete_feature(
        costs=(line("other", basis="per_use", amount="0.10"),),
        value=(complete_feature().value[0], line("monetization", "price_per_use", amount=text)),
        limits={Number("monetization-1", "amount"): Limit(**limit)} if limit else {},
    )
    return feature, next(each for each in advice_of(feature).levers if each.input.number.key == "monetization-1")


@pytest.mark.parametrize("now", ["0.05", "0.02 to 0.08", "0 to 0.08", "0.02 / 0.04 / 0.08"])
def test_every_form_of_estimate_is_moved_as_it_was_typed(now):
    feature, lever = price_of(now)
    assert estimate(feature, lever.input, lever.typed_spread.text).form == estimate(feature, lever.input, now).form
    assert_works(feature, lever)


def test_a_limit_is_not_passed_by_any_end_of_what_is_said_to_type():
    feature, lever = price_of("0.02 to 0.08", most="0.2")
    assert lever.typed_certain.text == "0.101"
    assert lever.typed_spread is None
    assert_works(feature, lever)
    feature, lever = price_of("0.02 to 0.08", most="0.6")
    assert estimate(feature, lever.input, lever.typed_spread.text).high <= 0.6


def test_a_margin_that_may_be_below_nothing_is_moved_by_a_distance():
    retention = line("retention", margin_per_user_per_month="-1 to 3", churn_without="5%", churn_with="4%")
    feature = complete_feature(value=(complete_feature().value[0], retention))
    lever = next(each for each in advice_of(feature).levers if each.input.number.field == "margin_per_user_per_month")
    then = estimate(feature, lever.input, lever.typed_spread.text)
    assert then.high - then.low == pytest.approx(4, rel=0.02)
    assert_works(feature, lever)


amounts = st.floats(0.001, 0.5).map(lambda amount: f"{amount:.4f}")
ranges = st.builds(lambda low, by: f"{low:.4f} to {low * by:.4f}", st.floats(0.001, 0.3), st.floats(1.05, 8))
shares = st.builds(lambda low, by: f"{low:.2f}% to {low * by:.2f}%", st.floats(0.1, 40), st.floats(1.05, 2.4))


@settings(max_examples=25)
@given(cost=amounts | ranges, price=amounts | ranges, attach=shares, fixed=st.integers(0, 3000))
@example(cost="0.5000", price="0.5000", attach="1.00% to 2.00%", fixed=1)  # cancel out but for rounding
def test_whatever_is_typed_the_advice_works(cost, price, attach, fixed):
    feature = complete_feature(
        active_users="800 to 1500",
        costs=(
            line("other", basis="per_use", amount=cost),
            line("other", key="other-2", basis="per_month", amount=str(fixed)),
        ),
        value=(
            complete_feature().value[0],
            line("monetization", "price_per_use", amount=price),
            line("monetization", "subscription", key="monetization-2", price_per_month="0.2", attach_rate=attach),
        ),
    )
    advice = advice_of(feature)
    for lever in advice.levers:
        assert (lever.healthy_at is None) == (lever.typed_certain is None), str(lever.input.number)
        assert_works(feature, lever)
    if advice.pair and all(move.text for move in advice.pair.moves):
        one, other = advice.pair.moves
        after = written(written(feature, one.input, one.text), other.input, other.text)
        assert evaluate(after).verdict.id == "healthy"
