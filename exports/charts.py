"""Charts for paper: SVG whose colours are attributes, since a page's CSS does not reach inside it.

The geometry is that of the screen. Each carries a title that says what it shows, which becomes its alternative text in
the PDF.
"""

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from exports.inks import inks
from ledger.pages.charts import HEIGHT, WIDTH, HistogramDrawing, Part

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


def _rectangles(parts: Iterable[Part]) -> SafeString:
    return format_html_join(
        "",
        '<rect fill="{}" x="{}" width="{}" y="{}" height="{}"/>',
        ((inks()[INKS[part.ink]], part.x, part.width, part.y, part.height) for part in parts),
    )
