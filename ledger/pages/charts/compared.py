"""An estimate above what was measured, on one scale: a band with its expected value, a line with its middle."""

from dataclasses import dataclass

from economics import Summary
from ledger.pages.charts.drawing import LEAST, MARGIN, WIDTH, text


@dataclass(frozen=True, slots=True)
class ComparedDrawing:
    """Where the band and its mark stand, "" without an estimate, and where the line and its point do."""

    band: str
    band_width: str
    expected: str
    line: str
    line_end: str
    point: str


def draw_compared(estimate: Summary | None, low: float, value: float, high: float) -> ComparedDrawing:
    """Lay out an estimate and a measured value with the middle 90% of its days."""
    ends = [low, value, high, *((estimate.p5, estimate.mean, estimate.p95) if estimate else ())]
    least, reach = min(ends), (max(ends) - min(ends)) or 1.0

    def place(number: float) -> float:
        return MARGIN + (WIDTH - 2 * MARGIN) * (number - least) / reach

    line, line_end, point = (text(place(number)) for number in (low, high, value))
    if not estimate:
        return ComparedDrawing("", "", "", line, line_end, point)
    width = max(place(estimate.p95) - place(estimate.p5), LEAST)
    return ComparedDrawing(text(place(estimate.p5)), text(width), text(place(estimate.mean)), line, line_end, point)
