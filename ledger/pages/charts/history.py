"""An estimate as it changed, in steps, and what was counted by week, as points, on one axis of time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from economics import Summary
from ledger.pages.charts.curves import along, upwards
from ledger.pages.charts.drawing import LEAST, text

# What is left free on both sides, so that no point is cut off.
ROOM = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Step:
    """One rectangle of the band, and the height of its expected value."""

    x: str
    x_end: str
    width: str
    y: str
    height: str
    expected: str


@dataclass(frozen=True, slots=True)
class Point:
    """One week: where it stands, and whether it lies inside the estimate of its time."""

    x: str
    y: str
    is_inside: bool


@dataclass(frozen=True, slots=True)
class HistoryDrawing:
    """The steps and points, the least and most of the height, and the days along it from left to right."""

    steps: tuple[Step, ...]
    points: tuple[Point, ...]
    low: float
    high: float
    days: tuple[date, ...]


def draw_history(
    steps: Sequence[tuple[date, date, Summary]], points: Sequence[tuple[date, float, bool]]
) -> HistoryDrawing:
    """Lay out estimates, each from one day to another, and values, each of a day; at least one of either."""
    first = min([since for since, _, _ in steps] + [day for day, _, _ in points])
    last = max([until for _, until, _ in steps] + [day for day, _, _ in points])
    first, last = first - ROOM, last + ROOM
    across = along(first.toordinal(), last.toordinal())
    ends = [end for _, _, found in steps for end in (found.p5, found.p95)]
    height, low, high = upwards([*ends, *(value for _, value, _ in points)])

    def step(since: date, until: date, found: Summary) -> Step:
        x, x_end = across(since.toordinal()), across(until.toordinal())
        y, bottom = height(found.p95), height(found.p5)
        return Step(
            *(text(each) for each in (x, x_end, max(x_end - x, LEAST), y, max(bottom - y, LEAST), height(found.mean)))
        )

    return HistoryDrawing(
        steps=tuple(step(*each) for each in steps),
        points=tuple(
            Point(text(across(day.toordinal())), text(height(value)), inside) for day, value, inside in points
        ),
        low=low,
        high=high,
        days=tuple(first + timedelta(days=round((last - first).days * part / 3)) for part in range(4)),
    )
