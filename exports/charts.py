"""Charts for paper: SVG whose colours are attributes, since a page's CSS does not reach inside it.

The geometry is that of the screen. Each carries a title that says what it shows, which becomes its alternative text in
the PDF.
"""

from collections.abc import Iterable, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from economics import Summary
from economics.advice_model import Swing
from exports.inks import inks
from ledger.pages.charts import HEIGHT, WIDTH, HistogramDrawing, Part, draw_tornado
from ledger.pages.charts.drawing import placed

INKS = {"ink": "ink-2", "cost": "unknown-fill", "loss": "loss-fill", "gain": "gain-fill"}


def running_total(parts: Iterable[Part], zero: str, *, title: str) -> SafeString:
    """Draw one bar of the waterfall, what lies below zero in the colour of a loss, with the line of zero."""
    return format_html(
        '<svg class="bar" viewBox="0 4 {} 22" preserveAspectRatio="none"><title>{}</title>'
        '<line stroke="{}" stroke-width="2.7" x1="{}" x2="{}" y1="-2" y2="34"/>{}</svg>',
        WIDTH,
        title,
        inks()["ink-3"],
        zero,
        zero,
        _rectangles(parts),
    )


def spread(drawing: HistogramDrawing, *, title: str) -> SafeString:
    """Draw the histogram of the contribution per use, losses left of the line of zero."""
    zero = f"M{drawing.zero} 0v{HEIGHT}" if drawing.zero else ""
    return format_html(
        '<svg class="spread" viewBox="0 0 {} {}" preserveAspectRatio="none"><title>{}</title>{}'
        '<path fill="none" stroke="{}" stroke-width="1.4" d="{}"/></svg>',
        WIDTH,
        HEIGHT + 2,
        title,
        _rectangles(drawing.bars),
        inks()["ink-3"],
        f"M0 {HEIGHT}h{WIDTH}{zero}",
    )


def swings(base: float, found: Sequence[Swing]) -> list[SafeString]:
    """Draw the bars of the tornado one by one, all on one scale: what takes away from the base, and what adds to it."""
    return [_swing(base, found, place) for place in range(len(found))]


def _swing(base: float, found: Sequence[Swing], place: int) -> SafeString:
    # Each is drawn among all, so that the scale is theirs; its own bars are those at its height.
    drawing = draw_tornado(base, found)
    top = 40 * place
    bars = [part for part in drawing.bars if top <= float(part.y) < top + 40]
    lines = format_html_join(
        "",
        '<line stroke="{}" stroke-width="2.4" x1="{}" x2="{}" y1="{}" y2="{}" stroke-dasharray="{}"/>',
        (
            (inks()["ink-3"], x, x, top, top + 40, dashes)
            for x, dashes in ((drawing.base, "none"), (drawing.zero, "6 5"))
            if x
        ),
    )
    return format_html(
        '<svg class="bar" viewBox="0 {} {} 24" preserveAspectRatio="none"><title>{}</title>{}{}</svg>',
        top + 8,
        WIDTH,
        f"Swing of {found[place].input.words}",
        _rectangles(bars),
        lines,
    )


def interval(summary: Summary) -> SafeString:
    """Draw a range: a line from low to high, red below zero, a thick tick where it is expected, a thin one at zero."""
    place = placed((summary.p5, summary.p95, summary.mean))
    low, high, zero, mean = (f"{place(amount):.1f}" for amount in (summary.p5, summary.p95, 0.0, summary.mean))
    below = f"{place(min(summary.p95, 0.0)):.1f}" if summary.p5 < 0 else low
    return format_html(
        '<svg class="interval" viewBox="0 0 {} 60" preserveAspectRatio="none"><title>Middle 90%</title>'
        '<g stroke-width="6"><line stroke="{}" x1="{}" x2="{}" y1="30" y2="30"/>'
        '<line stroke="{}" x1="{}" x2="{}" y1="30" y2="30"/></g>'
        '<line stroke="{}" stroke-width="4" x1="{}" x2="{}" y1="8" y2="52"/>'
        '<line stroke="{}" stroke-width="18" x1="{}" x2="{}" y1="12" y2="48"/></svg>',
        WIDTH,
        *(inks()["ink-3"], low, high),
        *(inks()["loss-fill"], low, below),
        *(inks()["ink-3"], zero, zero),
        *(inks()["ink"], mean, mean),
    )


def _rectangles(parts: Iterable[Part]) -> SafeString:
    return format_html_join(
        "",
        '<rect fill="{}" x="{}" width="{}" y="{}" height="{}"/>',
        ((inks()[INKS[part.ink]], part.x, part.width, part.y, part.height) for part in parts),
    )
