"""A canvas in small: its blocks as cells and its notes as bars, for the cards of the dashboard.

The drawing is 161 units wide and 101 high. A bar is as long as its note's text is; solid is validated, dashed assumed,
a struck line invalidated. What does not fit its cell is left out: it is a picture, the canvas is one click away.
"""

from dataclasses import dataclass

CELLS = {
    "key_activities": (0.5, 0.5, 50, 31),
    "key_resources": (0.5, 31.5, 50, 31),
    "value_proposition": (50.5, 0.5, 60, 62),
    "target_market": (110.5, 0.5, 50, 62),
    "cost_structure": (0.5, 62.5, 80, 38),
    "revenue_streams": (80.5, 62.5, 80, 38),
}
TWO_COLUMNS = ("cost_structure", "revenue_streams")
KINDS = {"validated": "k", "assumption": "a", "invalidated": "x"}
INSET, FIRST_ROW, ROW, LONG_TEXT = 4.5, 10.5, 6, 80


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a cell: `kind` is h (heading), k, a or x; lengths in the drawing's units."""

    kind: str
    x: float
    y: float
    width: float


@dataclass(frozen=True, slots=True)
class Cell:
    """One block of the preview with its bars."""

    x: float
    y: float
    width: float
    height: float
    bars: tuple[Bar, ...]


def preview(notes, *, has_statement: bool) -> list[Cell]:
    """Return the cells of a canvas; `notes` are (block, status, length of the text) in the order of their blocks."""
    return [_cell(block, [note for note in notes if note[0] == block], has_statement) for block in CELLS]


def _cell(block, notes, has_statement) -> Cell:
    x, y, width, height = CELLS[block]
    columns = 2 if block in TWO_COLUMNS else 1
    across = (width - 2 * INSET) / columns
    bars = [Bar("h", x + INSET, y + INSET, width * 0.42)]
    top = y + FIRST_ROW
    if block == "value_proposition" and has_statement:
        bars += [Bar("h", x + INSET, top + 4 * n, width * share) for n, share in enumerate((0.8, 0.72, 0.5))]
        top += 15
    rows = int((y + height - 2 - top) // ROW)
    for n, (_, status, length) in enumerate(notes[: rows * columns]):
        long = across * (0.35 + 0.6 * min(length, LONG_TEXT) / LONG_TEXT)
        bars.append(Bar(KINDS[status], x + INSET + across * (n % columns), top + ROW * (n // columns), round(long, 1)))
    return Cell(x, y, width, height, tuple(bars))
