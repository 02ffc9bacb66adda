"""What must always hold, whatever is typed."""

import json
import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from economics import Evaluation, Limit, Price, evaluate, inputs_key, number_text
from economics.evaluation import median_inputs, sample_inputs
from economics.numbers import Number
from economics.reading import read_feature
from economics.totals import work_out
from tests.economics.features import complete_feature, line, worked_examples

EXAMPLE = worked_examples()[0]

amounts = st.floats(0.001, 1e6).map(number_text)
intervals = st.tuples(st.floats(0.001, 1e6), st.floats(1.01, 5)).map(
    lambda pair: f"{number_text(pair[0])} to {number_text(pair[0] * pair[1])}"
)
three_points = st.lists(st.integers(0, 10**6), min_size=3, max_size=3).map(
    lambda values: " / ".join(number_text(value) for value in sorted(values))
)
estimates = amounts | intervals | three_points
shares = st.tuples(st.integers(1, 99), st.integers(0, 40)).map(lambda pair: f"{pair[0]}% to {min(99, sum(pair))}%")


def with_line(feature, side, added):
    return replace(feature, **{side: (*getattr(feature, side), added)})


@settings(max_examples=25)
@given(estimates, st.sampled_from(["per_use", "per_month"]))
def test_a_cost_never_helps(amount, basis):
    before = evaluate(EXAMPLE)
    after = evaluate(with_line(EXAMPLE, "costs", line("other", key="other-9", basis=basis, amount=amount)))
    assert after.results.monthly_profit.mean <= before.results.monthly_profit.mean
    assert after.results.contribution_per_use.mean <= before.results.contribution_per_use.mean
    assert after.probability_of_loss_per_use >= before.probability_of_loss_per_use
    assert after.probability_of_monthly_loss >= before.probability_of_monthly_loss


@settings(max_examples=25)
@given(estimates, estimates, shares)
def test_doubling_a_price_doubles_its_cost(tokens, output, cached):
    def cost(price):
        given_line = line(
            "inference",
            input_tokens=tokens,
            output_tokens=output,
            cached_share=cached,
            price_per_million_input=number_text(price),
            price_per_million_output=number_text(5 * price),
        )
        return evaluate(complete_feature(costs=(given_line,))).results.variable_cost_per_use

    once, twice = cost(3), cost(6)
    for name in ("mean", "p5", "p50", "p95"):
        assert getattr(twice, name) == pytest.approx(2 * getattr(once, name), rel=1e-9)


def test_the_same_feature_gives_the_same_bytes():
    stored = {json.dumps(evaluate(worked_examples()[0]).as_json()) for _ in range(5)}
    assert len(stored) == 1


def test_editing_one_input_leaves_the_samples_of_the_others_alone():
    before = sample_inputs(read_feature(EXAMPLE))
    edited = replace(EXAMPLE.costs[2], inputs={**EXAMPLE.costs[2].inputs, "hourly_rate": "50 to 90"})
    after = sample_inputs(read_feature(replace(EXAMPLE, costs=(*EXAMPLE.costs[:2], edited, EXAMPLE.costs[3]))))
    changed = {number for number in before if not np.array_equal(before[number], after[number])}
    assert changed == {Number("human_review-1", "hourly_rate")}


def test_a_line_that_goes_leaves_the_samples_of_the_others_alone():
    before = sample_inputs(read_feature(EXAMPLE))
    after = sample_inputs(read_feature(replace(EXAMPLE, costs=EXAMPLE.costs[1:])))
    assert set(before) - set(after) == {number for number in before if number.key == "inference-1"}
    assert all(np.array_equal(before[number], after[number]) for number in after)


@given(st.permutations(EXAMPLE.costs), st.permutations(EXAMPLE.value))
@settings(max_examples=15)
def test_reordering_changes_nothing(costs, value):
    before = evaluate(EXAMPLE)
    after = evaluate(replace(EXAMPLE, costs=tuple(costs), value=tuple(value)))
    assert after.results == before.results
    assert after.verdict == before.verdict
    assert after.break_even_uses_per_month == before.break_even_uses_per_month
    assert sorted(after.lines, key=lambda each: each.key) == sorted(before.lines, key=lambda each: each.key)


EXTREMES = st.sampled_from(
    ["0", "0.000000000000000000000000000001", "1,000,000,000,000,000", "0.000001 to 1,000,000,000,000,000", "0 to 1"]
    + ["0 / 0 / 1000000000000000", "100%", "0%", "0% to 100%", "1", "-1,000,000,000,000,000", "", "x", "\x00"]
    + ["0.0000000000000000000000000000000000000000000001 to 1000000"]
)


def numbers_in(data):
    if isinstance(data, dict):
        data = list(data.values())
    if isinstance(data, list | tuple):
        return [number for each in data for number in numbers_in(each)]
    return [data] if isinstance(data, float | int) else []


@settings(max_examples=60)
@given(st.data())
def test_every_figure_is_finite_or_missing_for_a_reason(data):
    def retyped(each):
        return replace(each, inputs={name: data.draw(EXTREMES | st.just(text)) for name, text in each.inputs.items()})

    feature = replace(
        EXAMPLE,
        active_users=data.draw(EXTREMES),
        uses_per_user_per_month=data.draw(EXTREMES),
        costs=tuple(retyped(each) for each in EXAMPLE.costs),
        value=tuple(retyped(each) for each in EXAMPLE.value),
    )
    evaluation = evaluate(feature)
    stored = evaluation.as_json()
    assert all(math.isfinite(number) for number in numbers_in(stored))
    results = {**stored["results"], **stored["results"]["means"]}
    assert set(evaluation.reasons) == {name for name, result in results.items() if result is None}
    assert Evaluation.from_json(json.loads(json.dumps(stored, allow_nan=False))) == evaluation


def test_figures_too_large_to_work_with_are_named_and_not_judged():
    beyond = Price(input=((0, 1e308),), output=((0, 1.0),))
    model = line("inference", model="m", price=beyond, input_tokens="1M to 2M", output_tokens="1")
    evaluation = evaluate(complete_feature(costs=(model,)))
    (problem,) = evaluation.problems
    assert (problem.key, "too large" in problem.sentence) == ("inference-1", True)
    assert evaluation.results.variable_cost_per_use is None
    assert evaluation.verdict.id == "not_quantified"


def test_a_result_too_large_to_work_with_is_named_though_no_line_is():
    beyond = Price(input=((0, 1e308),), output=((0, 1.0),))
    model = line("inference", model="m", price=beyond, input_tokens="1", output_tokens="1")
    evaluation = evaluate(complete_feature(costs=(model,), active_users="1B"))
    assert evaluation.results.variable_cost_per_use.mean == pytest.approx(1e302)
    assert evaluation.results.monthly_profit is None
    assert "too large" in evaluation.reasons["monthly_profit"]
    assert (evaluation.verdict.id, "too large" in evaluation.verdict.says[0]) == ("not_quantified", True)


def test_medians_may_stand_in_for_samples_and_any_input_be_replaced():
    read = read_feature(EXAMPLE)
    medians = median_inputs(read)
    at_medians = work_out(read, medians).results["contribution_per_use"]
    dearer = work_out(read, medians | {Number("human_review-1", "hourly_rate"): np.float64(70)})
    review = 0.0317336479621341 * math.sqrt(8) / 60 * (70 - math.sqrt(1200))
    assert at_medians - dearer.results["contribution_per_use"] == pytest.approx(review, rel=1e-9)


def test_the_key_changes_with_what_is_typed_and_with_nothing_else():
    assert inputs_key(EXAMPLE) == inputs_key(worked_examples()[0])
    assert len(inputs_key(EXAMPLE)) == 64
    others = [
        replace(EXAMPLE, active_users="2000 to 5001"),
        replace(EXAMPLE, uses_ai=False),
        replace(EXAMPLE, usd_rate=1.1),
        replace(EXAMPLE, not_applicable={"inference": "none"}),
        replace(EXAMPLE, costs=EXAMPLE.costs[::-1]),
        replace(EXAMPLE, costs=(replace(EXAMPLE.costs[0], share=0.5), *EXAMPLE.costs[1:])),
        replace(EXAMPLE, limits={Number("usage", "active_users"): Limit(fixed=True)}),
        replace(EXAMPLE, limits={Number("usage", "active_users"): Limit(most="9k")}),
        replace(EXAMPLE, per_user={"median": "10", "p90": "40", "p99": "100"}),
        replace(EXAMPLE, costs=(replace(EXAMPLE.costs[0], label="\ud800"), *EXAMPLE.costs[1:])),
    ]
    assert len({inputs_key(each) for each in [EXAMPLE, *others]}) == len(others) + 1
