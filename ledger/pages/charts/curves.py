"""What the charts of curves are drawn with: places along two axes as text, and the points of lines and areas."""

import math
from collections.abc import Callable, Iterable, Sequence

from economics.round_numbers import around
from ledger.pages.charts.drawing import WIDTH, text

type Place = Callable[[float], float]
type Point = tuple[float, float]

CURVE_HEIGHT = 280
EDGE = 8
PARTS = 5


def along(low: float, high: float, *, log: bool = False) -> Place:
    """Return where a number between `low` and `high` stands from left to right."""
    at = math.log if log else float
    reach = (at(high) - at(low)) or 1.0
    return lambda number: WIDTH * (at(number) - at(low)) / reach


def upwards(amounts: Iterable[float]) -> tuple[Place, float, float]:
    """Return where an amount stands from the top, and the round ends of the axis that holds them all and nought."""
    found = [0.0, *amounts]
    marks = around(min(found), max(found), PARTS)
    low, high = marks[0], marks[-1]
    return lambda amount: EDGE + (CURVE_HEIGHT - 2 * EDGE) * (high - amount) / (high - low), low, high


def line(points: Iterable[Point]) -> str:
    """Return the points of a line as a drawing holds them."""
    return " ".join(f"{text(x)},{text(y)}" for x, y in points)


def area(upper: Sequence[Point], lower: Sequence[Point]) -> str:
    """Return the points around what lies between two lines."""
    return line([*upper, *reversed(lower)])
