"""What every chart of the ledger is drawn with: rectangles in whole units of a drawing WIDTH wide, and their inks."""

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
