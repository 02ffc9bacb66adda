"""The smallest pair against the feature with both numbers typed in, and against all pairs of a small feature."""

from dataclasses import replace
from itertools import permutations

import pytest

from economics import Limit, evaluate
from economics.bounds import read_bounds
from economics.levers import ground, levers
from economics.numbers import Number
from economics.pair import smallest_pair
from economics.reading import read_feature
from tests.economics.features import complete_feature, line, worked_examples
from tests.economics.test_levers import typed

SUMMARY, SEARCH = worked_examples()
FRAGILE = replace(SUMMARY, uses_per_user_per_month="15 to 40")
LOSING = replace(SUMMARY, uses_per_user_per_month="30 to 80")


def grounds(feature):
    read = read_feature(feature)
    return ground(read, read_bounds(read)[0], is_quantified=evaluate(feature).is_quantified)


def pair_of(feature):
    stands = grounds(feature)
    return smallest_pair(stands, levers(stands))


@pytest.mark.parametrize("feature", [SEARCH, FRAGILE, LOSING], ids=["search", "fragile", "losing"])
def test_both_numbers_typed_in_make_it_healthy_and_neither_does_alone(feature):
    found = pair_of(feature)
    first, second = found.moves
    assert evaluate(feature).verdict.id != "healthy"
    one, other = typed(feature, first, first.to), typed(feature, second, second.to)
    both = evaluate(typed(one, second, second.to))
    assert both.verdict.id == "healthy"
    assert both.results.contribution_per_use.mean == pytest.approx(found.margin, rel=1e-9)
    assert evaluate(one).verdict.id != "healthy"
    assert evaluate(other).verdict.id != "healthy"
    assert found.distance == first.distance + second.distance
    assert min(first.distance, second.distance) > 0


@pytest.mark.parametrize("amounts", [("0.02 to 0.08", "0.02 to 0.08"), ("0.01 to 0.09", "0.02 to 0.07")])
def test_the_second_number_goes_further_than_being_certain_about_it(amounts):
    costs = tuple(line("other", key=f"other-{n}", basis="per_use", amount=each) for n, each in enumerate(amounts, 1))
    feature = complete_feature(costs=costs)
    first, second = pair_of(feature).moves
    certain = typed(typed(feature, first, first.to), second, second.now)
    assert evaluate(certain).verdict.id != "healthy"
    assert second.to < second.now or second.input.number.key == "monetization-1"


def test_the_pair_of_the_search_by_hand():
    """Calls do most for their way, 0.0765 of a use for all of it; then the fixed cost, 0.0375 for all of it."""
    found = pair_of(SEARCH)
    assert {str(move.input.number): move.to for move in found.moves} == pytest.approx(
        {"inference-1:calls_per_use": 0, "data_acquisition-1:amount": (0.036 - 0.015) * 40_000}
    )
    assert found.distance == pytest.approx(1.44)


def test_no_pair_on_a_grid_is_smaller():
    value = (complete_feature().value[0], line("monetization", "price_per_use", amount="0.02 to 0.04"))
    costs = tuple(
        line("other", key=f"other-{n}", basis="per_use", amount=amount)
        for n, amount in enumerate(["0.02 to 0.03", "0.01 to 0.03", "0.005 to 0.02"], start=1)
    )
    feature = complete_feature(value=value, costs=costs)
    stands = grounds(feature)
    known = levers(stands)
    found = smallest_pair(stands, known)
    smaller = []
    for first, second in permutations([each for each in known if not each.healthy_now], 2):
        bounds = stands.bounds[first.input.number]
        for step in range(1, 20, 3):
            direction = 1 if first.input.number.key == "monetization-1" else -1
            distance = step / 20 * (1 if direction < 0 else 2)
            value_there = first.now + direction * distance * bounds.measure(first.now)
            after = levers(grounds(typed(feature, first, value_there)))
            lever = next(each for each in after if str(each.input.number) == str(second.input.number))
            if lever.healthy_at is not None and not lever.healthy_now and lever.distance + distance < found.distance:
                smaller.append((str(first.input.number), str(second.input.number), distance + lever.distance))
    assert not [each for each in smaller if each[2] < 0.97 * found.distance]


def test_limits_and_what_can_not_be_changed_are_respected():
    limits = {
        Number("inference-1", "calls_per_use"): Limit(least="1"),
        Number("data_acquisition-1", "amount"): Limit(fixed=True),
        Number("monetization-1", "revenue_per_thousand"): Limit(most="40"),
    }
    found = pair_of(replace(SEARCH, limits=limits))
    moved = {str(move.input.number): move.to for move in found.moves}
    assert "data_acquisition-1:amount" not in moved
    assert moved.get("inference-1:calls_per_use", 1) >= 1
    assert moved.get("monetization-1:revenue_per_thousand", 40) <= 40


def test_there_is_none_where_none_is_needed_or_none_helps():
    assert pair_of(SUMMARY) is None
    assert pair_of(replace(SEARCH, value=SEARCH.value[1:])) is None
    numbers = [number for number, _ in read_feature(SEARCH).estimates()]
    allowed = [Number("inference-1", "output_tokens"), Number("human_review-1", "hourly_rate")]
    fixed = {number: Limit(fixed=True) for number in numbers if number not in allowed}
    assert pair_of(replace(SEARCH, limits=fixed)) is None
    assert pair_of(replace(SEARCH, limits=dict.fromkeys(numbers, Limit(fixed=True)))) is None
