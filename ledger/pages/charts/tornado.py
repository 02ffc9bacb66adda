"""What the answer hangs on, as geometry: one row for each input, its bar left and right of the base.

A drawing is WIDTH wide and as many times ROW high as it has rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from economics.advice_model import Swing
from ledger.pages.charts.drawing import GAIN, LEAST, LOSS, MARGIN, WIDTH, Part, text

ROW, BAR = 40, 16
LEFT, RIGHT = "left", "right"
# Break-even is drawn where it widens the chart by no more than this, as a multiple of its widest half.
FURTHEST = 1.5


@dataclass(frozen=True, slots=True)
class TornadoDrawing:
    """The bars, the places of the base and of break-even; `beyond` says on which side break-even is out of sight."""

    bars: tuple[Part, ...]
    base: str
    zero: str
    beyond: str
    height: str


def draw_tornado(base: float, swings: Sequence[Swing]) -> TornadoDrawing:
    """Lay out the swings around the base: what takes away from it is left of it, what adds to it right."""
    ends = [base, *(end for swing in swings for end in (swing.low, swing.high))]
    reach = max(abs(end - base) for end in ends)
    in_sight = abs(base) <= FURTHEST * reach
    place = _scale([*ends, 0.0] if in_sight else ends)
    bars = [bar for number, swing in enumerate(swings) for bar in _bars(base, swing, number, place)]
    beyond = "" if in_sight else RIGHT if base < 0 else LEFT
    zero = text(place(0.0)) if in_sight else ""
    return TornadoDrawing(tuple(bars), text(place(base)), zero, beyond, str(ROW * len(swings)))


def _scale(ends: Sequence[float]):
    low = min(ends)
    reach = (max(ends) - low) or 1.0
    return lambda amount: MARGIN + (WIDTH - 2 * MARGIN) * ((amount - low) / reach)


def _bars(base: float, swing: Swing, number: int, place):
    low, high = min(swing.low, swing.high), max(swing.low, swing.high)
    y = text(ROW * number + (ROW - BAR) / 2)
    for start, end, ink in ((low, min(high, base), LOSS), (max(low, base), high, GAIN)):
        if start < end:
            yield Part(ink, text(place(start)), text(max(place(end) - place(start), LEAST)), y, str(BAR))
