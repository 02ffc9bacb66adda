"""What to do about a feature and what to check next, in words."""

from dataclasses import replace

import pytest

from economics import advise, evaluate
from economics.bounds import read_bounds
from economics.inputs import MODEL, describe
from economics.levers import ground
from economics.numbers import Number
from economics.proposals import Move
from economics.reading import read_feature
from ledger.figures.sheets import Row
from ledger.models import Feature
from ledger.pages.sections import move_sentences
from ledger.pages.sections.checking import CheckSection
from ledger.pages.sections.moves import change_words
from tests.economics.features import complete_feature, line, worked_examples
from tests.economics.test_moves import FRAGILE, moves_of
from tests.economics.test_plans import HEAVIER, SEARCH, SUMMARY


def said(feature, offered=None):
    moves = moves_of(feature, offered or {})
    return move_sentences.says(moves), move_sentences.plan_says(feature, moves, "USD")


def checked(feature):
    evaluation = evaluate(feature)
    row = Row(Feature(name=feature.name), (), evaluation, plain=feature)
    return CheckSection(advise(feature, evaluation), row, "USD", None)


def test_what_the_three_things_do_is_said_by_what_the_feature_is():
    assert said(SUMMARY)[0].startswith("Each alone halves the chance that a month loses, from 14% to 7%")
    assert said(FRAGILE) == ("Each alone makes it healthy.", "")
    assert said(complete_feature()) == ("At the numbers you typed no month loses.", "")


def test_the_plan_is_one_sentence_that_can_be_said_aloud():
    begins, plan = said(SEARCH)
    assert begins == "None is enough alone. What each would leave:"
    assert plan == (
        "Two moves make it healthy: impressions per use 3.9 instead of 2, and revenue per thousand impressions "
        "$35.00 instead of $18.00. That leaves +$0.045 per use, +$300 a month."
    )


def test_where_nothing_within_reach_does_it_that_is_said():
    assert said(HEAVIER)[1] == "Nothing within reach makes it healthy: change what is offered, or drop it."


@pytest.mark.parametrize("feature", worked_examples(), ids=["summary", "search"])
def test_every_number_that_can_be_proposed_says_what_it_asks_of_people(feature):
    read = read_feature(feature)
    reaches = ground(read, read_bounds(read)[0], is_quantified=True).reaches
    silent = [
        str(number)
        for number, reach in reaches.items()
        for end in reach.ends
        if not move_sentences.asks(feature, Move(describe(feature, number), reach.now, end, ""))
    ]
    assert not silent


def test_two_lines_of_a_kind_are_told_apart_and_a_single_one_is_not_named():
    second = replace(SEARCH.costs[0], key="inference-2", label="Rank")
    two = replace(SEARCH, costs=(*SEARCH.costs, second))
    calls = next(option.move for option in moves_of(SEARCH, {}).options if "calls" in option.move.input.number.field)
    assert move_sentences.name_of(SEARCH, calls) == "Calls per use"
    assert move_sentences.name_of(two, calls) == "Inference: Calls per use"


def test_what_to_check_says_why_and_where_it_would_turn():
    check = checked(SUMMARY)
    assert check.heading == "Check next: uses per user per month"
    assert check.says.startswith("Of all numbers it moves what a use leaves the most, and it is a guess. Above 24.8")
    assert check.says.endswith("you say 8 to 20.")


def test_where_no_check_would_change_the_answer_it_says_so():
    assert checked(SEARCH).says.startswith("At every number you typed it loses")
    assert checked(complete_feature()).says.startswith("Every number is a single value")
    assert checked(replace(SEARCH, value=SEARCH.value[1:])).says == "First answer what is still open."
    assert {checked(SEARCH).heading, checked(complete_feature()).heading} == {"Check next: nothing yet"}


@pytest.mark.parametrize(
    ("change", "unit", "words"),
    [(258.33, "percent", "+258%"), (-2.4, "percentage_points", "−2.4%"), (3.0, "units", "+3"), (0.0, "percent", "0%")],
)
def test_a_change_has_its_sign_and_unit(change, unit, words):
    assert change_words(change, unit) == words


def test_a_price_of_one_s_own_is_called_so_beside_a_model():
    own = line("inference", price_per_million_input="3", price_per_million_output="15", input_tokens="6000")
    move = Move(describe(replace(SEARCH, costs=(own,)), Number(own.key, MODEL)), None, None, "openai/x", "X")
    assert move_sentences.to_instead(SEARCH, move, "USD") == "X instead of your own prices"
