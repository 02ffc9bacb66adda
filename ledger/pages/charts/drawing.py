"""What every chart of the ledger is drawn with: rectangles in whole units of a drawing WIDTH wide, and their inks."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

WIDTH, HEIGHT = 1000, 150
MARGIN = 6
LEAST = 2.0
INK, SLATE, LOSS, GAIN = "ink", "cost", "loss", "gain"


@dataclass(frozen=True, slots=True)
class Part:
    """One rectangle: `ink` is ink, cost, loss or gain."""

    ink: str
    x: str
    width: str
    y: str = "7"
    height: str = "16"


def text(length: float) -> str:
    """Return a length as an attribute of a drawing holds it."""
    return f"{length:.1f}"


def placed(ends: Iterable[float]) -> Callable[[float], float]:
    """Return where an amount stands from left to right, for bars with these ends; nought is among them."""
    found = [0.0, *ends]
    low, high = min(found), max(found)
    reach = (high - low) or 1.0
    return lambda amount: MARGIN + (WIDTH - 2 * MARGIN) * ((amount - low) / reach)


def part_between(ink: str, start: float, end: float, place: Callable[[float], float]) -> Part:
    """Return a bar from one amount to another, wide enough to be seen."""
    left, right = sorted((place(start), place(end)))
    return Part(ink, text(left), text(max(right - left, LEAST)))
