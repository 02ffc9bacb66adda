"""The smallest plan against the feature with its moves made, and against every other plan of a small feature."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from economics import Limit, Price, advise, evaluate
from economics.bounds import read_bounds
from economics.inputs import place
from economics.levers import ground, levers
from economics.model_steps import choices
from economics.numbers import Number
from economics.plans import plan_for
from economics.reading import read_feature
from economics.steps import fit_together, number_steps, taken
from economics.ways import HEALTHY
from tests.economics.features import complete_feature, line, worked_examples

SUMMARY, SEARCH = worked_examples()
HEAVY = replace(SUMMARY, uses_per_user_per_month="30 to 80")
HEAVIER = replace(SUMMARY, uses_per_user_per_month="80 to 280")


def model(name, input, output, **options):
    searches = {"web_searches": ((0.0, 0.01),)} if options.pop("is_general", True) else {}
    return Price(((0.0, input),), ((0.0, output),), name=name, units=searches)


MODELS = {
    "inference-1": (
        ("openai", "gpt-4.1", model("GPT-4.1", 2, 8)),
        ("openai", "gpt-5-mini", model("GPT-5 mini", 0.25, 2)),
        ("openai", "tiny", model("Tiny", 0.01, 0.02)),
        ("openai", "gpt-4.1-code", model("Code", 0.24, 1.9, is_general=False)),
    )
}


def grounds(feature):
    read = read_feature(feature)
    return ground(read, read_bounds(read)[0], is_quantified=evaluate(feature).is_quantified)


def plan_of(feature, offered=None):
    stands = grounds(feature)
    return plan_for(stands, levers(stands), choices(stands, offered or {}))


def moved(plan):
    steps, share = plan
    return {str(step.number): getattr(step, "model", None) or step.to(share) for step in steps}


def typed(feature, move):
    number = move.input.number
    if move.is_model:
        price = next(price for _, name, price in MODELS["inference-1"] if f"openai/{name}" == move.typed)
        own = {"price_per_million_input", "price_per_million_cached_input", "price_per_million_output"}
        costs = tuple(
            replace(
                each,
                provider="openai",
                model="m",
                price=price,
                inputs={name: text for name, text in each.inputs.items() if name not in own},
            )
            if each.key == number.key
            else each
            for each in feature.costs
        )
        return replace(feature, costs=costs)
    if number.is_of_usage:
        return replace(feature, **{number.field: move.typed})

    def edited(lines):
        return tuple(
            replace(each, inputs={**each.inputs, number.field: move.typed}) if each.key == number.key else each
            for each in lines
        )

    return replace(feature, costs=edited(feature.costs), value=edited(feature.value))


def test_the_plan_of_the_search_by_hand():
    """Without a model: 2 and 18 both times f, 0.036 f^2 = 0.129; with GPT-5 mini: 0.036 f = 0.06."""
    assert moved(plan_of(SEARCH)) == pytest.approx(
        {"monetization-1:impressions_per_use": 2 * 2**0.93, "monetization-1:revenue_per_thousand": 18 * 2**0.93}
    )
    with_model = moved(plan_of(SEARCH, MODELS))
    assert with_model.pop("inference-1:model") == "openai/gpt-5-mini"
    assert with_model == pytest.approx({"monetization-1:impressions_per_use": 2 * 2**0.74})


@pytest.mark.parametrize("feature", [SEARCH, HEAVY, HEAVIER], ids=["search", "heavy", "heavier"])
def test_what_is_to_be_typed_makes_it_healthy_and_leaves_what_is_said(feature):
    plan = advise(feature, evaluate(feature), MODELS).moves.plan
    assert len(plan.moves) in (2, 3)
    for move in plan.moves:
        feature = typed(feature, move)
    after = evaluate(feature)
    assert after.verdict.id == "healthy"
    assert after.results.contribution_per_use.mean == pytest.approx(plan.outcome.contribution, rel=1e-9)
    assert after.results.monthly_profit.mean == pytest.approx(plan.outcome.monthly_profit, rel=1e-9)
    assert after.probability_of_monthly_loss == plan.outcome.monthly_loss


@pytest.mark.parametrize("feature", [HEAVY, SEARCH, HEAVIER], ids=["heavy", "search", "heavier"])
def test_the_share_is_the_least_and_no_fewer_moves_do(feature):
    stands = grounds(feature)
    steps, share = plan_of(feature, MODELS)
    assert HEALTHY.is_met(taken(stands.sampled, steps, share))
    assert not HEALTHY.is_met(taken(stands.sampled, steps, share - 0.01))
    for fewer in combinations(steps, len(steps) - 1):
        assert not HEALTHY.is_met(taken(stands.sampled, fewer, 1.0))


def test_no_other_two_moves_do_with_a_smaller_share():
    stands = grounds(HEAVY)
    chosen, share = plan_for(stands, levers(stands), [])
    smaller = [
        pair
        for pair in combinations(number_steps(stands), 2)
        if fit_together(pair) and HEALTHY.is_met(taken(stands.sampled, pair, share - 0.01))
    ]
    assert not smaller
    places = [place(HEAVY, step.number) for step in chosen]
    assert places == sorted(places)


def test_of_plans_of_one_share_the_one_with_fewer_uncertain_inputs_is_smaller():
    """Any two of three costs of 0.04 have to go to 0.025 for a price of 0.09."""
    value = (complete_feature().value[0], line("monetization", "price_per_use", amount="0.09"))
    costs = tuple(
        line("other", key=f"other-{n}", basis="per_use", amount=amount)
        for n, amount in enumerate(["0.0399999 to 0.0400001", "0.04", "0.04"], start=1)
    )
    limits = {Number("monetization-1", "amount"): Limit(fixed=True)}
    steps, share = plan_of(complete_feature(value=value, costs=costs, limits=limits))
    assert [step.number.key for step in steps] == ["other-2", "other-3"]
    assert share == 0.68


def test_there_is_none_where_one_lever_does_it_where_none_is_needed_and_where_none_helps():
    assert plan_of(SUMMARY) is None
    assert plan_of(replace(SUMMARY, uses_per_user_per_month="15 to 40")) is None
    assert plan_of(replace(SEARCH, value=SEARCH.value[1:])) is None
    numbers = [number for number, _ in read_feature(SEARCH).estimates()]
    assert plan_of(replace(SEARCH, limits=dict.fromkeys(numbers, Limit(fixed=True)))) is None


def test_limits_are_kept_to():
    limits = {
        Number("monetization-1", "impressions_per_use"): Limit(most="3"),
        Number("monetization-1", "revenue_per_thousand"): Limit(most="50"),
        Number("inference-1", "calls_per_use"): Limit(fixed=True),
    }
    steps, share = plan_of(replace(SEARCH, limits=limits))
    found = {step.number: step.to(share) for step in steps}
    assert Number("inference-1", "calls_per_use") not in found
    assert found.get(Number("monetization-1", "impressions_per_use"), 0) <= 3
    assert HEALTHY.is_met(taken(grounds(SEARCH).sampled, steps, share))


def test_a_plan_makes_no_fewer_calls_than_it_must():
    """With GPT-5 mini a call costs 0.0025 and the rest 0.0525, against 0.058: two calls will do."""
    value = (*SEARCH.value, line("monetization", "price_per_use", key="monetization-2", amount="0.022"))
    plan = plan_of(replace(SEARCH, value=value), {"inference-1": MODELS["inference-1"][1:2]})
    assert moved(plan) == {"inference-1:model": "openai/gpt-5-mini", "inference-1:calls_per_use": 2}


def test_the_same_feature_gives_the_same_plan():
    assert len({repr(moved(plan_of(HEAVY, MODELS))) for _ in range(3)}) == 1


def test_a_model_far_cheaper_is_of_another_class_until_nothing_else_helps():
    stands = grounds(SEARCH)
    (choice,) = choices(stands, MODELS)
    assert choice.best().model == "openai/gpt-5-mini"
    assert choice.cheapest().model == "openai/tiny"
    assert choice.enough(HEALTHY) is None
    margins = taken(stands.sampled, (choice.best(),), 1.0)
    assert float(np.mean(margins.contribution)) == pytest.approx(0.0135)
