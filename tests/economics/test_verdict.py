"""The three questions, the five verdicts, and the words for them."""

from dataclasses import replace

import pytest

from economics import evaluate
from economics.break_even import BreakEven
from economics.verdict import judge, percent
from tests.economics.features import complete_feature, line

PERCEIVED = line("perceived", "willingness_to_pay", amount="1")
PRICED = line("monetization", "price_per_use", amount="0.10")


def costing(*lines, **changes):
    return evaluate(complete_feature(costs=lines, **changes))


def fixed(amount):
    return line("other", key="other-2", basis="per_month", amount=amount)


def per_use(amount):
    return line("other", basis="per_use", amount=amount)


def test_healthy():
    verdict = costing(per_use("0.02")).verdict
    assert (verdict.id, verdict.chip, verdict.short, verdict.tone) == ("healthy", "Healthy", "Healthy", "gain")


def test_loses_on_every_use():
    verdict = costing(per_use("0.2")).verdict
    assert (verdict.id, verdict.short, verdict.tone) == ("loses_on_every_use", "Redesign", "loss")
    assert verdict.chip == "Loses money on every use — redesign"
    assert "Volume makes it worse." in verdict.says


def test_volume_is_not_blamed_where_one_more_use_loses_nothing():
    saving = line("monetization", "cost_saving", amount="0")
    lossless = evaluate(complete_feature(value=(PERCEIVED, saving), costs=(fixed("10"),)))
    assert lossless.volume_makes_it_worse is False
    assert "Volume makes it worse." not in lossless.verdict.says


def test_below_break_even_says_how_many_uses_it_needs():
    verdict = costing(per_use("0.02"), fixed("1000")).verdict
    assert (verdict.id, verdict.short, verdict.tone) == ("below_break_even", "Below break-even", "thin")
    assert verdict.chip == "Below break-even — earns per use, needs 12,500 uses a month"


def test_below_break_even_under_a_ceiling_says_so():
    saving = line("monetization", "cost_saving", amount="1000")
    evaluation = evaluate(complete_feature(value=(PERCEIVED, saving), costs=(per_use("0.09"), fixed("400"))))
    assert evaluation.verdict.id == "below_break_even"
    assert evaluation.verdict.chip == "Below break-even — earns only below 6,667 uses a month"


def test_fragile_says_in_how_many_cases_it_loses():
    evaluation = costing(line("other", basis="per_use", amount="0.04 to 0.13"))
    assert 0.1 < evaluation.probability_of_loss_per_use <= 0.5
    cases = round(1 / evaluation.probability_of_loss_per_use)
    assert (evaluation.verdict.id, evaluation.verdict.short) == ("fragile", "Fragile")
    assert evaluation.verdict.chip == f"Fragile — a loss on a use in 1 of {cases} cases"


@pytest.mark.parametrize(
    ("loss_per_use", "monthly_loss", "verdict"),
    [
        (0, 0, "healthy"),
        (0.1, 0.2, "healthy"),
        (0.1, 0.21, "fragile"),
        (0.11, 0, "fragile"),
        (0.5, 0.5, "fragile"),
        (0, 0.51, "below_break_even"),
        (0.5, 0.51, "below_break_even"),
        (0.51, 0, "loses_on_every_use"),
    ],
)
def test_the_limits_of_the_verdicts(loss_per_use, monthly_loss, verdict):
    given = judge(
        loss_per_use=loss_per_use,
        monthly_loss=monthly_loss,
        break_even=BreakEven("floor", 2, 1, 2, 3, never=0),
        volume_makes_it_worse=False,
    )
    assert given.id == verdict


@pytest.mark.parametrize(
    ("per_use", "monthly", "says"),
    [
        (0.5, 0, "on a use in 1 of 2 cases"),
        (0.34, 0.3, "on a use in 1 of 3 cases"),
        (0.22, 0.22, "on a use in 1 of 5 cases"),
        (0.2243, 0.2, "on a use in 1 of 5 cases"),
        (0.08, 0.29, "over a month in 1 of 3 cases"),
        (0.101, 0.25, "over a month in 1 of 4 cases"),
    ],
)
def test_a_fragile_chip_names_the_likelier_loss_and_the_sentence_both_in_per_cent(per_use, monthly, says):
    fragile = judge(loss_per_use=per_use, monthly_loss=monthly, break_even=None, volume_makes_it_worse=False)
    assert fragile.chip == f"Fragile — a loss {says}"
    assert f"{percent(per_use)} of cases and a month in {percent(monthly)}" in fragile.says[0]


@pytest.mark.parametrize(
    ("probability", "words"),
    [(0, "0%"), (0.004, "under 1%"), (0.08, "8%"), (0.996, "over 99%"), (0.999999, "over 99%"), (1, "100%")],
)
def test_a_chance_is_never_rounded_to_certainty(probability, words):
    assert percent(probability) == words


def open_questions(feature):
    evaluation = evaluate(feature)
    return {question.id: question.missing for question in evaluation.questions if not question.is_answered}


def test_a_complete_feature_leaves_no_question_open():
    assert open_questions(complete_feature()) == {}
    assert [question.state for question in evaluate(complete_feature()).questions] == ["answered"] * 3


@pytest.mark.parametrize("field", ["active_users", "uses_per_user_per_month"])
def test_the_cost_is_open_without_usage(field):
    (missing,) = open_questions(complete_feature(**{field: " "}))["cost_per_use"]
    assert "type an estimate" in missing


def test_the_cost_is_open_without_a_cost_line_even_where_none_applies():
    assert open_questions(complete_feature(costs=()))["cost_per_use"] == ("Add at least one cost line.",)


def test_a_feature_that_uses_ai_must_cover_its_three_costs_or_say_why_not():
    feature = complete_feature(not_applicable={"inference": "runs on the phone", "human_review": "  "})
    assert open_questions(feature)["cost_per_use"] == (
        "Add a line for data acquisition, or say why it does not apply.",
        "Add a line for human review, or say why it does not apply.",
    )
    assert open_questions(replace(feature, uses_ai=False)) == {}


@pytest.mark.parametrize("kind", ["inference", "data_acquisition", "human_review"])
def test_an_ai_cost_that_is_neither_filled_nor_excused_leaves_the_cost_unknown(kind):
    reasons = {each: "none here" for each in complete_feature().not_applicable if each != kind}
    results = evaluate(complete_feature(not_applicable=reasons)).results
    assert results.variable_cost_per_use is None
    assert (results.fixed_cost_per_month is None) == (kind == "data_acquisition")


def test_the_perceived_value_is_open_without_a_line():
    assert list(open_questions(complete_feature(value=(PRICED,)))) == ["perceived_value"]


def test_the_driver_is_open_without_a_line_and_answered_by_neither_with_a_reason():
    feature = complete_feature(value=(PERCEIVED,))
    assert list(open_questions(feature)) == ["driver"]
    assert open_questions(replace(feature, neither_driver="a proof of concept")) == {}


def test_neither_beside_a_driver_is_refused():
    feature = complete_feature(neither_driver="a proof of concept")
    assert list(open_questions(feature)) == ["driver"]
    assert evaluate(feature).results.captured_value_per_use is None


@pytest.mark.parametrize(
    ("side", "broken", "question", "lost"),
    [
        ("costs", line("human_review", share_reviewed="2%"), "cost_per_use", "variable_cost_per_use"),
        ("costs", line("other", key="other-9", amount="3"), "cost_per_use", "fixed_cost_per_month"),
        ("costs", line("other", key="other-9", basis="per_month"), "cost_per_use", "fixed_cost_per_month"),
        ("costs", line("inference", input_tokens="1", output_tokens="1"), "cost_per_use", "variable_cost_per_use"),
        ("costs", line("magic"), "cost_per_use", "variable_cost_per_use"),
        (
            "value",
            line("perceived", "money_saved", key="p", amount="lots"),
            "perceived_value",
            "perceived_value_per_use",
        ),
        ("value", line("retention", churn_with="1%"), "driver", "captured_value_per_use"),
        ("value", line("monetization", "price_per_use", key="m"), "driver", "price_to_payer_per_use"),
    ],
)
def test_an_incomplete_line_opens_its_question_and_its_results_are_none_with_a_reason(side, broken, question, lost):
    feature = complete_feature()
    feature = replace(feature, **{side: (*getattr(feature, side), broken)})
    evaluation = evaluate(feature)
    assert list(open_questions(feature)) == [question]
    assert getattr(evaluation.results, lost) is None
    assert evaluation.reasons[lost]
    assert evaluation.line(broken.key).is_complete is False
    assert {problem.key for problem in evaluation.problems} == {broken.key}
    assert (evaluation.verdict.id, evaluation.verdict.short) == ("not_quantified", "Don’t pitch yet")
    assert evaluation.verdict.chip == "Not quantified — don’t pitch yet"
    assert evaluation.verdict.says[0] in {each.words for each in evaluation.questions}


def test_a_missing_fixed_cost_leaves_the_contribution_known():
    evaluation = evaluate(complete_feature(costs=(per_use("0.02"), fixed(""))))
    assert evaluation.results.contribution_per_use.mean == pytest.approx(0.08)
    assert evaluation.results.monthly_profit is None
    assert evaluation.probability_of_monthly_loss is None


def test_a_model_and_own_prices_together_are_refused():
    both = line("inference", model="m", price_per_million_input="1", input_tokens="1", output_tokens="1")
    (problem,) = costing(both).problems
    assert "not both" in problem.sentence


def test_a_model_without_a_known_price_is_not_quantified():
    (problem,) = costing(line("inference", model="new", input_tokens="1", output_tokens="1")).problems
    assert (problem.field, "No price is known" in problem.sentence) == ("model", True)


def test_two_lines_with_one_key_are_refused():
    evaluation = costing(per_use("0.01"), per_use("0.02"))
    assert evaluation.results.variable_cost_per_use is None
    assert "same key" in evaluation.problems[0].sentence


def test_a_cost_among_the_values_is_refused():
    feature = complete_feature(value=(PERCEIVED, PRICED, fixed("1")))
    assert "wrong side" in evaluate(feature).problems[0].sentence


def test_what_was_only_not_filled_is_told_from_what_is_wrong():
    broken = line("human_review", share_reviewed="200%", minutes_per_review="3")
    problems = {problem.field: problem.missing for problem in costing(broken).problems}
    assert problems == {"share_reviewed": False, "hourly_rate": True}
