from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from economics import parse
from ledger.actuals.measuring import DAYS_A_MONTH, monthly, ratio, typed_range
from ledger.tables import Day

FIRST = date(2026, 11, 2)


def counted(*days):
    """Days in a row, each a pair of uses and cost."""
    return [Day(FIRST + timedelta(days=n), uses=uses, cost=cost) for n, (uses, cost) in enumerate(days)]


def test_a_ratio_weighs_days_by_how_much_they_were_used():
    found = ratio(counted((100, 10), (300, 60)), "cost", "uses")
    assert found.value == pytest.approx(70 / 400)
    assert found.low == pytest.approx(0.1 + 0.05 * 0.1)
    assert found.high == pytest.approx(0.2 - 0.05 * 0.1)
    assert (found.count, found.since, found.until) == (2, FIRST, FIRST + timedelta(days=1))
    assert not found.is_enough


def test_days_on_which_one_of_both_was_not_counted_are_left_out():
    found = ratio(counted((100, 10), (None, 60), (100, None), (0, 5)), "cost", "uses")
    assert (found.value, found.count) == (0.1, 1)
    assert ratio(counted((None, 1), (0, 1)), "cost", "uses") is None


def test_a_month_of_a_few_days_compares_the_days():
    found = monthly(counted(*[(n, None) for n in (10, 20, 30)]), "uses")
    assert found.value == pytest.approx(20 * DAYS_A_MONTH)
    assert not found.is_weekly
    assert monthly(counted((None, 1)), "uses") is None


def test_over_weeks_a_weekend_is_no_swing():
    weekdays = [(0, None) if n % 7 in (5, 6) else (100, None) for n in range(28)]
    found = monthly(counted(*weekdays), "uses")
    assert found.is_weekly
    assert found.low == found.high == pytest.approx(found.value)


@pytest.mark.parametrize(
    ("low", "high", "share", "typed"),
    [
        (7923.1, 14081, False, "7,920 to 14,100"),
        (0.012345, 0.0456, False, "0.0123 to 0.0456"),
        (0.3, 0.30000000000000004, False, "0.3"),
        (120, 120, False, "120"),
        (0, 5, False, "0 to 5"),
        (0.0231, 0.0405, True, "2.31% to 4.05%"),
        (0.5, 1.2, True, "50% to 100%"),
        (1234567, 1234567, False, "1,230,000 to 1,240,000"),
        (1e-9, 2e-9, False, "0.000000001 to 0.000000002"),
    ],
)
def test_a_range_is_rounded_outward_and_typed(low, high, share, typed):
    assert typed_range(low, high, share=share) == typed


@given(st.floats(0, 1e12), st.floats(0, 1e12))
def test_every_range_is_one_that_can_be_typed_and_holds_both_ends(one, other):
    low, high = sorted((one, other))
    read = parse(typed_range(low, high), name="x")
    assert read.low <= low * (1 + 1e-8)
    assert read.high >= high * (1 - 1e-8)
    assert read.low >= low * 0.98 - 1e-12


@given(st.floats(0, 1), st.floats(0, 1))
def test_every_share_is_one_that_can_be_typed(one, other):
    low, high = sorted((one, other))
    assert parse(typed_range(low, high, share=True), name="x", share=True).high >= high * (1 - 1e-8)
