"""Swapped models and shocked prices against the feature with that model or price typed in."""

from dataclasses import replace

import pytest

from economics import Price, evaluate
from economics.swaps import at_volume, shocked, swap
from tests.economics.features import complete_feature, line, worked_examples

SUMMARY, SEARCH = worked_examples()
CANDIDATES = [
    ("acme", "large", Price(((0, 15.0),), ((0, 75.0),), ((0, 1.5),), name="Acme Large")),
    ("acme", "small", Price(((0, 0.25),), ((0, 1.25),))),
    ("bolt", "tiered", Price(((0, 1.25), (10_000, 2.5)), ((0, 10.0), (10_000, 15.0)))),
    ("bolt", "free", Price(((0, 0.0),), ((0, 0.0),))),
    ("cove", "no output price", Price(((0, 1.0),), ())),
]


def with_model(feature, candidate):
    provider, model, price = candidate
    first = feature.costs[0]
    inputs = {name: text for name, text in first.inputs.items() if not name.startswith("price_")}
    return replace(
        feature, costs=(replace(first, inputs=inputs, provider=provider, model=model, price=price), *feature.costs[1:])
    )


@pytest.mark.parametrize("share", [1.0, 0.4])
@pytest.mark.parametrize("feature", [SUMMARY, SEARCH], ids=lambda feature: feature.name)
@pytest.mark.parametrize("currency", [{}, {"currency": "EUR", "usd_rate": 0.9}], ids=["dollars", "euros"])
def test_each_swap_says_what_the_feature_with_that_model_says(feature, share, currency):
    feature = replace(feature, costs=(replace(feature.costs[0], share=share), *feature.costs[1:]), **currency)
    found = {each.model: each for each in swap(feature, "inference-1", CANDIDATES)}
    assert set(found) == {"large", "small", "tiered", "free"}
    for candidate in CANDIDATES[:4]:
        evaluation = evaluate(with_model(feature, candidate))
        each = found[candidate[1]]
        assert each.cost_per_use == pytest.approx(evaluation.line("inference-1").summary.mean, rel=1e-9)
        assert each.contribution == pytest.approx(evaluation.results.contribution_per_use.mean, rel=1e-9)
        assert each.probability_of_loss == pytest.approx(evaluation.probability_of_loss_per_use, abs=1e-4)
        assert each.verdict == evaluation.verdict.id
    costs = [each.cost_per_use for each in swap(feature, "inference-1", CANDIDATES)]
    assert costs == sorted(costs)
    assert found["large"].name == "Acme Large"


def test_a_line_without_a_known_price_may_be_swapped_all_the_same():
    unknown = with_model(SUMMARY, ("nobody", "unheard-of", None))
    assert swap(unknown, "inference-1", CANDIDATES) == swap(SUMMARY, "inference-1", CANDIDATES)


def test_what_can_not_be_swapped_gives_nothing():
    assert swap(SUMMARY, "human_review-1", CANDIDATES) == ()
    assert swap(SUMMARY, "no such line", CANDIDATES) == ()
    assert swap(SUMMARY, "inference-1", []) == ()
    assert swap(replace(SUMMARY, currency="EUR"), "inference-1", CANDIDATES) == ()
    assert swap(replace(SUMMARY, active_users=""), "inference-1", CANDIDATES) == ()


def test_no_verdict_is_given_while_a_question_is_open():
    open_question = replace(SEARCH, value=SEARCH.value[1:])
    assert {each.verdict for each in swap(open_question, "inference-1", CANDIDATES)} == {"not_quantified"}


@pytest.mark.parametrize("factor", [0.5, 3])
def test_shocked_prices_scale_the_cost_of_inference_and_nothing_else(factor):
    for feature in (SUMMARY, with_model(SUMMARY, CANDIDATES[2])):
        before, after = evaluate(feature), evaluate(shocked(feature, factor))
        for line_before, line_after in zip(before.lines, after.lines, strict=True):
            times = factor if line_before.kind == "inference" else 1
            assert line_after.summary.mean == pytest.approx(times * line_before.summary.mean, rel=1e-9)


@pytest.mark.parametrize("typed", ["0.1", "0.1 to 0.3", "0.1 / 0.2 / 0.7", "0 to 1,000"])
def test_a_factor_holds_for_every_form_of_an_estimate(typed):
    feature = complete_feature(active_users="1000", costs=(line("inference", price_factor=typed),))
    (shock,) = shocked(feature, 3).costs
    before, after = (
        evaluate(complete_feature(costs=(line("other", basis="per_use", amount=text),)))
        for text in (typed, shock.inputs["price_factor"])
    )
    assert after.line("other-1").summary.p95 == pytest.approx(3 * before.line("other-1").summary.p95, rel=1e-9)


def test_more_volume_is_more_users():
    assert at_volume(SUMMARY, 2).active_users == "4000 to 10000"
    assert at_volume(replace(SUMMARY, active_users="many"), 2).active_users == "many"
    more = evaluate(at_volume(SUMMARY, 2)).results.monthly_contribution.mean
    assert more == pytest.approx(2 * evaluate(SUMMARY).results.monthly_contribution.mean, rel=1e-9)
