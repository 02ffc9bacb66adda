"""Ready to pitch: each check passed and failed."""

from dataclasses import replace

import pytest

from economics import evaluate
from economics.gate import gate
from economics.reading import read_feature
from economics.sensitivity import tornado
from tests.economics.features import complete_feature, line, worked_examples


def gate_of(feature):
    read = read_feature(feature)
    return gate(read, evaluate(feature), tornado(read))


def checks_of(feature):
    return {check.id: check for check in gate_of(feature).checks}


def with_evidence(feature, level):
    costs, value = (tuple(replace(each, evidence=level) for each in side) for side in (feature.costs, feature.value))
    return replace(feature, costs=costs, value=value, usage_evidence=level)


READY = with_evidence(complete_feature(), "measured")


def test_a_healthy_feature_that_rests_on_evidence_is_ready():
    found = gate_of(READY)
    assert found.ready
    assert [check.id for check in found.checks] == [
        "cost_per_use",
        "perceived_value",
        "driver",
        "healthy",
        "price_below_value",
        "evidence",
    ]
    assert not any(check.next_step for check in found.checks)


@pytest.mark.parametrize(
    ("changes", "failed"),
    [
        ({"costs": ()}, {"cost_per_use", "healthy", "price_below_value", "evidence"}),
        ({"active_users": ""}, {"cost_per_use", "healthy", "price_below_value", "evidence"}),
        ({"value": READY.value[1:]}, {"perceived_value", "healthy", "price_below_value", "evidence"}),
        ({"value": READY.value[:1]}, {"driver", "healthy", "price_below_value", "evidence"}),
        ({"costs": (line("other", basis="per_use", amount="1", key="other-1"),)}, {"healthy", "evidence"}),
        ({"value": (replace(READY.value[0], inputs={"amount": "0.09"}), READY.value[1])}, {"price_below_value"}),
        ({"usage_evidence": "guess"}, {"evidence"}),
        ({"value": (replace(READY.value[0], evidence=""), READY.value[1])}, {"evidence"}),
    ],
)
def test_each_check_that_fails_says_what_to_do_next(changes, failed):
    found = gate_of(replace(READY, **changes))
    assert not found.ready
    assert {check.id for check in found.checks if not check.passed} == failed
    assert all(check.sentence and check.next_step for check in found.checks if not check.passed)


def test_a_price_that_equals_the_value_is_no_loss_to_who_pays():
    value = (replace(READY.value[0], inputs={"amount": "0.10"}), READY.value[1])
    assert gate_of(replace(READY, value=value)).ready


def test_only_the_three_numbers_that_matter_most_need_evidence():
    feature = worked_examples()[0]
    guessed = checks_of(feature)["evidence"]
    assert not guessed.passed
    assert [str(each.number) for each in guessed.inputs] == [
        "usage:uses_per_user_per_month",
        "retention-1:churn_without",
        "retention-1:churn_with",
    ]
    assert "all three rest on a guess" in guessed.sentence
    assert "Find evidence for Uses per user per month" in guessed.next_step
    known = replace(feature, usage_evidence="measured")
    assert "two rest on a guess" in checks_of(known)["evidence"].sentence
    researched = replace(feature.value[2], evidence="benchmark")
    assert checks_of(replace(known, value=(*feature.value[:2], researched)))["evidence"].passed


def test_with_two_uncertain_numbers_every_line_and_the_usage_need_evidence():
    feature = replace(READY, active_users="900 to 1100", uses_per_user_per_month="9 to 11")
    assert checks_of(feature)["evidence"].passed
    found = checks_of(replace(feature, costs=(replace(feature.costs[0], evidence="guess"),)))["evidence"]
    assert (found.passed, [str(each.number) for each in found.inputs]) == (False, ["other-1:amount"])
    assert "Other cost" in found.sentence
