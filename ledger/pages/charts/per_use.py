"""What a use leaves, as geometry: where the bars of the waterfall and of the histogram start and how long they are."""

from collections.abc import Iterable
from dataclasses import dataclass

from economics.histogram import Histogram
from economics.waterfall import CAPTURED, CONTRIBUTION, COST, FIXED, MARGIN, Bar, Waterfall
from ledger.pages.charts.drawing import GAIN, HEIGHT, INK, LEAST, LOSS, SLATE, WIDTH, Part, part_between, placed, text

ENDS = (CONTRIBUTION, MARGIN)
SUMS = (CAPTURED, *ENDS)


@dataclass(frozen=True, slots=True)
class WaterfallRow:
    """One bar with its label and signed amount; `role` that of the bar, `joint` where the bar before it ended.

    The last bar is the end of it.
    """

    label: str
    amount: float
    role: str
    parts: tuple[Part, ...]
    joint: str
    is_end: bool

    @property
    def is_sum(self) -> bool:
        return self.role in SUMS and not self.is_end

    @property
    def is_signed(self) -> bool:
        return self.role != CAPTURED

    @property
    def is_loss(self) -> bool:
        return self.role in ENDS and self.amount < 0


@dataclass(frozen=True, slots=True)
class WaterfallDrawing:
    """The rows in order, the place of zero, and the sentence that says what they show."""

    rows: tuple[WaterfallRow, ...]
    zero: str
    finding: str

    @property
    def amounts(self) -> list[float]:
        """What the bars come to, of which they have one scale."""
        return [row.amount for row in self.rows]


@dataclass(frozen=True, slots=True)
class HistogramDrawing:
    """The bars, the place of zero where it is in sight, and round numbers for the scale beneath."""

    bars: tuple[Part, ...]
    zero: str
    scale: tuple[float, ...]
    cells: tuple[tuple[float, float, float], ...]

    @property
    def middles(self) -> list[float]:
        """The middles of the bins, of which the column of their ends has its scale."""
        return [(low + high) / 2 for low, high, _ in self.cells]


def draw_waterfall(waterfall: Waterfall) -> WaterfallDrawing:
    """Lay out a waterfall from the value captured to what is left; what lies past zero is a loss."""
    place = placed(end for bar in waterfall.bars for end in (bar.start, bar.end))
    rows = []
    before: Bar | None = None
    for bar in waterfall.bars:
        joint = "" if before is None else text(place(before.end))
        rows.append(
            WaterfallRow(bar.label, bar.amount, bar.role, tuple(_parts(bar, place)), joint, bar is waterfall.bars[-1])
        )
        before = bar
    return WaterfallDrawing(tuple(rows), text(place(0.0)), waterfall.finding)


def draw_histogram(histogram: Histogram) -> HistogramDrawing:
    """Lay out the contribution per use: losses on one side of zero, gains on the other."""
    edges = histogram.edges
    low, reach = edges[0], edges[-1] - edges[0]
    tallest = max(histogram.shares) or 1.0
    cells = tuple(zip(edges, edges[1:], histogram.shares, strict=False))
    bars = tuple(
        _column((left - low) / reach, (right - low) / reach, part / tallest, is_loss=left + right < 0)
        for left, right, part in cells
        if part
    )
    zero = text(WIDTH * -low / reach) if low <= 0 <= edges[-1] else ""
    return HistogramDrawing(bars, zero, histogram.ticks, cells)


def _parts(bar: Bar, place) -> Iterable[Part]:
    low, high = sorted((bar.start, bar.end))
    ink = SLATE if bar.role in (COST, FIXED) else GAIN if bar.role in ENDS else INK
    for start, end, colour in ((low, min(high, 0.0), LOSS), (max(low, 0.0), high, ink)):
        if start < end:
            yield part_between(colour, start, end, place)


def _column(left: float, right: float, part: float, *, is_loss: bool) -> Part:
    height = max(part * (HEIGHT - 10), 1.0)
    return Part(
        LOSS if is_loss else GAIN,
        text(left * WIDTH + 1),
        text(max((right - left) * WIDTH - 2, LEAST)),
        text(HEIGHT - height),
        text(height),
    )
