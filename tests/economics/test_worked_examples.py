"""The two worked examples against figures of an independent program."""

import json

import pytest

from economics import Evaluation, evaluate
from tests.economics.features import expected_figures, worked_examples

CASES = list(zip(worked_examples(), expected_figures(), strict=True))
FIGURES = [
    (feature, name, figures)
    for feature, expected in CASES
    for name, figures in expected.items()
    if isinstance(figures, dict)
]


def tolerance(figures, which):
    if figures["p5"] == figures["p95"]:
        return 1e-9 * abs(figures[which])
    return 0.02 * max(abs(figures[which]), figures["p95"] - figures["p5"])


@pytest.mark.parametrize(
    ("feature", "name", "figures"), FIGURES, ids=lambda each: each if isinstance(each, str) else ""
)
def test_a_result_agrees_with_the_independent_program(feature, name, figures):
    summary = getattr(evaluate(feature).results, name)
    for which, figure in figures.items():
        assert getattr(summary, which) == pytest.approx(figure, rel=0, abs=tolerance(figures, which)), which


@pytest.mark.parametrize(("feature", "expected"), CASES, ids=["summary", "search"])
def test_the_probabilities_and_the_verdict_agree(feature, expected):
    evaluation = evaluate(feature)
    assert evaluation.probability_of_loss_per_use == pytest.approx(expected["probability_of_loss_per_use"], abs=0.015)
    assert evaluation.probability_of_monthly_loss == pytest.approx(expected["probability_of_monthly_loss"], abs=0.015)
    assert evaluation.verdict.id == expected["verdict"]


def test_the_search_by_hand():
    evaluation = evaluate(worked_examples()[1])
    assert evaluation.line("inference-1").summary.mean == pytest.approx(0.0765)
    assert evaluation.line("human_review-1").summary.mean == pytest.approx(0.015)
    assert evaluation.results.contribution_per_use.mean == pytest.approx(-0.0555)
    assert evaluation.verdict.chip == "Loses money on every use — redesign"
    assert "Volume makes it worse." in evaluation.verdict.says
    assert evaluation.waterfall.finding == "Value runs out partway through inference. Everything after it is loss."


@pytest.mark.parametrize("feature", worked_examples(), ids=lambda feature: feature.name)
def test_an_evaluation_survives_being_stored_as_json(feature):
    evaluation = evaluate(feature)
    stored = json.loads(json.dumps(evaluation.as_json(), allow_nan=False))
    assert Evaluation.from_json(stored) == evaluation
    assert [Evaluation.line_from_json(stored, line.key) for line in evaluation.lines] == list(evaluation.lines)
    assert Evaluation.line_from_json(stored, "no such line") is None


def test_at_least_16384_points_are_worked_out_and_said():
    assert evaluate(worked_examples()[0]).points >= 16_384
