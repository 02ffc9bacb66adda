"""The three things to do: each does what its aim says when typed in, and leaves what is said."""

from dataclasses import replace

import pytest

from economics import Limit, advise, evaluate
from economics.numbers import Number
from economics.reading import read_feature
from tests.economics.features import complete_feature, line
from tests.economics.test_plans import HEAVY, MODELS, SEARCH, SUMMARY, typed

FRAGILE = replace(SUMMARY, uses_per_user_per_month="15 to 40")


def moves_of(feature, offered=MODELS):
    return advise(feature, evaluate(feature), offered).moves


def told(option):
    return {option.move.input.number.field: option.move.typed}


@pytest.mark.parametrize("feature", [SUMMARY, FRAGILE, HEAVY, SEARCH], ids=["healthy", "fragile", "heavy", "search"])
def test_each_leaves_what_is_said_when_it_is_typed_in(feature):
    moves = moves_of(feature)
    assert len(moves.options) == 3
    for option in moves.options:
        after = evaluate(typed(feature, option.move))
        assert after.verdict.id == option.outcome.verdict
        assert after.results.contribution_per_use.mean == pytest.approx(option.outcome.contribution, rel=1e-9)
        assert after.results.monthly_profit.mean == pytest.approx(option.outcome.monthly_profit, rel=1e-9)
        assert after.probability_of_loss_per_use == option.outcome.loss_per_use


def test_while_healthy_each_halves_the_chance_of_a_losing_month_nearest_first():
    moves = moves_of(SUMMARY)
    assert moves.aim == "halved"
    assert moves.now.monthly_loss == evaluate(SUMMARY).probability_of_monthly_loss
    assert all(option.outcome.monthly_loss <= moves.now.monthly_loss / 2 for option in moves.options)
    shares = [option.reach_used for option in moves.options]
    assert shares == sorted(shares)
    assert {"model": "openai/gpt-4.1"} not in [told(option) for option in moves.options]


def test_where_levers_do_it_alone_the_nearest_three_make_it_healthy_and_there_is_no_plan():
    moves = moves_of(FRAGILE, {})
    assert (moves.aim, moves.plan) == ("each_healthy", None)
    assert {option.outcome.verdict for option in moves.options} == {"healthy"}
    assert [option.move.input.number.field for option in moves.options] == [
        *("churn_with", "share_reviewed", "uses_per_user_per_month")
    ]


def test_where_none_does_they_come_nearest_at_the_end_of_their_reach_and_the_plan_does_it():
    moves = moves_of(SEARCH)
    assert moves.aim == "together"
    assert [told(option) for option in moves.options] == [
        *({"model": "openai/gpt-5-mini"}, {"calls_per_use": "1"}, {"input_tokens": "1,500"})
    ]
    assert [option.reach_used for option in moves.options] == [0.3, 1, 1]
    assert moves.plan.outcome.verdict == "healthy"


def test_what_is_beyond_reach_stands_apart_with_what_it_would_need():
    far = {each.input.number.field: (each.needs, each.best) for each in moves_of(SEARCH).too_far}
    assert far["impressions_per_use"] == (pytest.approx(7.1667, abs=1e-3), None)
    assert far["revenue_per_thousand"][0] == pytest.approx(64.5, abs=1e-3)
    assert (None, 0.0) in far.values()
    assert "input_tokens" not in far


def test_nothing_within_reach():
    limits = {number: Limit(fixed=True) for number, _ in read_feature(SEARCH).estimates()}
    del limits[Number("human_review-1", "hourly_rate")]
    moves = moves_of(replace(SEARCH, limits=limits), {})
    assert (moves.aim, moves.plan) == ("never", None)
    assert [told(option) for option in moves.options] == [{"hourly_rate": "24"}]


def test_a_month_that_hardly_ever_loses_needs_nothing():
    assert moves_of(complete_feature()).aim == "certain"
    spread = line("monetization", "price_per_use", amount="0.05 to 0.2")
    rare = complete_feature(value=(complete_feature().value[0], spread))
    moves = moves_of(rare)
    assert 0 < moves.now.monthly_loss < 0.01
    assert (moves.aim, moves.options) == ("certain", ())


def test_an_estimate_keeps_its_spread_and_a_text_stays_within_reach():
    moves = moves_of(HEAVY, {})
    review = next(option.move for option in moves.options if option.move.input.number.field == "share_reviewed")
    assert review.typed == "0.2% to 0.5%"
    assert review.to == pytest.approx(review.now / 10)


def test_while_a_question_is_open_there_is_nothing_to_do_yet():
    moves = moves_of(replace(SEARCH, value=SEARCH.value[1:]))
    assert (moves.aim, moves.options, moves.plan) == ("open", (), None)
