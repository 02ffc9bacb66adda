"""The round numbers of axes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from economics.round_numbers import around, ladder, step_for

NUMBERS = st.floats(-1e15, 1e15)


@pytest.mark.parametrize(
    ("low", "high", "marks"),
    [
        (0, 86_465, [0, 20_000, 40_000, 60_000, 80_000, 100_000]),
        (-1828, 9183, [-5000, 0, 5000, 10_000]),
        (-0.05, 0.4, [-0.1, 0, 0.1, 0.2, 0.3, 0.4]),
        (0, 100, [0, 20, 40, 60, 80, 100]),
        (7, 7, [6, 8]),
    ],
)
def test_an_axis_ends_at_round_numbers(low, high, marks):
    assert around(low, high, 5) == pytest.approx(marks)


@given(NUMBERS, NUMBERS)
def test_an_axis_holds_what_it_is_for(one, other):
    low, high = sorted((one, other))
    marks = around(low, high, 5)
    slack = 1e-6 * max(abs(low), abs(high))
    assert marks[0] <= low + slack
    assert marks[-1] >= high - slack
    assert 2 <= len(marks) <= 8


@given(st.floats(1e-9, 1e12), st.floats(1, 1e6))
def test_a_ladder_rises_from_below_to_above(low, times):
    rungs = ladder(low, low * times)
    assert rungs == sorted(rungs)
    assert rungs[0] <= low * 1.000001
    assert rungs[-1] >= low * times * 0.999999


def test_a_step_is_one_two_or_five():
    assert [step_for(reach, 5) for reach in (5, 6, 11, 26)] == pytest.approx([1, 2, 5, 10])
