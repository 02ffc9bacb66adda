"""What days of actuals say of a number: how large it was, and how much it differed from day to day.

Figures are floats: they are compared with estimates, not added up.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Protocol

DAYS_A_MONTH = 365.25 / 12
WEEK = 7
# So many days, or stretches of a week, are enough to say how much a number differs between them.
ENOUGH = 5
DIGITS = 3
FINEST = Decimal(1).scaleb(-12)


class Counted(Protocol):
    """A day as it was counted; None where it was not."""

    @property
    def date(self) -> date: ...


@dataclass(frozen=True, slots=True)
class Measured:
    """A number as counted from one day to another: the whole of it, and the middle 90% of its days.

    `count` is how many days, or stretches of a week (`is_weekly`), it was measured on.
    """

    value: float
    low: float
    high: float
    count: int
    since: date
    until: date
    is_weekly: bool = False

    @property
    def is_enough(self) -> bool:
        """Whether a range can be read from it."""
        return self.count >= ENOUGH


def ratio(days: Sequence[Counted], above: str, below: str, *, factor: float = 1.0) -> Measured | None:
    """Measure `above` for each of `below`, times `factor`, on the days on which both were counted; None without any."""
    pairs = [
        (day.date, float(getattr(day, above)), float(getattr(day, below)))
        for day in days
        if getattr(day, above) is not None and getattr(day, below)
    ]
    if not pairs:
        return None
    whole = sum(top for _, top, _ in pairs) / sum(bottom for _, _, bottom in pairs)
    daily = [top / bottom * factor for _, top, bottom in pairs]
    return _measured(whole * factor, daily, [day for day, _, _ in pairs])


def monthly(days: Sequence[Counted], name: str, *, factor: float = 1.0) -> Measured | None:
    """Measure how much of `name` a month holds, times `factor`; None where no day counted it.

    Where there are enough stretches of seven days in a row, it is they that are compared, so that a weekend is no
    swing.
    """
    counted = {day.date: float(getattr(day, name)) for day in days if getattr(day, name) is not None}
    if not counted:
        return None
    dates = sorted(counted)
    each = DAYS_A_MONTH * factor
    whole = sum(counted.values()) / len(counted) * each
    weeks = [sum(week) / WEEK * each for week in _weeks(counted)]
    if len(weeks) >= ENOUGH:
        return _measured(whole, weeks, dates, is_weekly=True)
    return _measured(whole, [number * each for number in counted.values()], dates)


def _weeks(counted: dict[date, float]) -> Iterable[list[float]]:
    """Every seven days in a row that were all counted."""
    for first in sorted(counted):
        week = [first + timedelta(days=n) for n in range(WEEK)]
        if all(day in counted for day in week):
            yield [counted[day] for day in week]


def _measured(whole: float, values: list[float], dates: list[date], *, is_weekly: bool = False) -> Measured:
    ranked = sorted(values)
    low, high = (_quantile(ranked, share) for share in (0.05, 0.95))
    return Measured(whole, low, high, len(values), min(dates), max(dates), is_weekly)


def _quantile(ranked: list[float], share: float) -> float:
    at = share * (len(ranked) - 1)
    below = int(at)
    above = min(below + 1, len(ranked) - 1)
    return ranked[below] + (ranked[above] - ranked[below]) * (at - below)


def typed_range(low: float, high: float, *, share: bool = False) -> str:
    """Return a range as a person would type it, rounded outward to three digits: `7,920 to 14,100`, `1.2% to 4.5%`.

    A point where both ends round to the same; a share stays within 0% and 100%.
    """
    if share:
        low, high = min(low, 1.0) * 100, min(high, 1.0) * 100
    ends = (_outward(low, ROUND_FLOOR), _outward(high, ROUND_CEILING))
    first, last = (f"{end:,f}" + ("%" if share else "") for end in ends)
    return first if first == last else f"{first} to {last}"


def _outward(number: float, rounding: str) -> Decimal:
    # Ten digits first, so that 0.3 is not 0.30000000000000004 and rounded up for that.
    exact = Decimal(f"{number:.10g}")
    if not exact:
        return Decimal(0)
    step = max(Decimal(1).scaleb(exact.adjusted() - DIGITS + 1), FINEST)
    rounded = (exact / step).to_integral_value(rounding) * step
    whole = rounded.to_integral_value()
    return whole if rounded == whole else rounded.normalize()
