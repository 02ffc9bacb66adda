"""What a use costs in cases from the field, by the prices of the installed catalogue."""

from pathlib import Path

import pytest

from document.command_line import price_today
from document.evaluating import as_data, evaluate_document
from document.reading import read

CASES = Path(__file__).parent / "cases"
COSTS = {
    "voice": 0.64,
    "picture": 0.03879,
    "research": 0.104,
    "cache-write": 0.054399,
    "batch": 0.019,
    "alias": 0.005,
    "by-the-hour": 0.0034333333333,
}


def evaluated(name) -> dict:
    document = read((CASES / f"{name}.json").read_bytes())
    return as_data(document, evaluate_document(document, price_of=price_today))["features"][0]


@pytest.mark.parametrize(("name", "cost"), COSTS.items())
def test_a_use_costs_what_its_model_bills(name, cost):
    assert evaluated(name)["results"]["variable_cost_per_use"]["mean"] == pytest.approx(cost, rel=1e-9)


def test_a_line_that_says_nothing_of_audio_is_not_quantified_where_its_model_bills_it_apart():
    found = evaluated("voice-unasked")
    assert found["verdict"] == "not_quantified"
    assert found["open_questions"] == ["cost_per_use"]
    assert found["results"]["variable_cost_per_use"] is None


def test_it_is_said_what_a_name_was_taken_for_and_what_an_average_is_of():
    (alias,) = evaluated("alias")["models"]
    assert alias["input"] == "costs.0.model"
    assert alias["typed"] == "mistral mistral-large-latest"
    assert alias["taken_for"] == "Mistral Large"
    assert alias["said"] == ["You typed mistral-large-latest; today that is Mistral Large. What you typed is kept."]
    assert evaluated("by-the-hour")["models"][0]["said"] == [
        "$0.27 in for 16 hours of the day, $0.135 for 8. The average is used: $0.225."
    ]


def test_an_answer_of_none_is_an_answer_and_what_is_not_given_besides_is_said():
    found = evaluated("picture")
    assert found["verdict"] != "not_quantified"
    assert "models" not in found
