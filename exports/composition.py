"""A canvas as HTML and CSS for the press, and the hash of what they show."""

import hashlib
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string

from exports.inks import inks
from exports.ledger_pages import LedgerPages
from exports.poster import Poster
from exports.rules import fitting, papers
from ui.drawings import SEGMENTS, VERDICTS
from ui.templatetags.icons import segment_hue

ICON_TONES = (("assumption", "unknown"), ("unknown", "unknown"), ("check", "gain"), ("cross", "loss"))
ROOT_SIZE, FLOW_SIZE = 9.0, 8.0
FOOT_TITLE = 70


@dataclass(frozen=True, slots=True)
class Sheets:
    """What the press takes."""

    html: str
    css: str

    @property
    def key(self) -> str:
        """A hash of everything that shows, the version of the product included."""
        parts = (settings.VERSION, self.html, self.css)
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def compose(poster: Poster) -> Sheets:
    """Return the sheets of a canvas."""
    context = {
        "poster": poster,
        "canvas": poster.canvas,
        "plan": poster.plan,
        "paper": poster.paper,
        "title": poster.canvas.title,
        "foot": f"{_shortened(poster.canvas.title)}  ·  {poster.version}",
        "version": settings.VERSION,
        "ledger": LedgerPages(poster.sheet, poster.paper),
    }
    return Sheets(render_to_string("exports/pdf.html", context), render_to_string("exports/pdf.css", _style(context)))


def _style(context: dict) -> dict:
    poster = context["poster"]
    return context | {
        "inks": inks(),
        "segment_hues": [(colour, inks()[f"seg-{segment_hue(colour)}"][1:]) for colour in SEGMENTS],
        "verdict_marks": [(name, icon, inks()[tone][1:]) for name, (tone, icon) in VERDICTS.items()],
        "icons": [(icon, tone, inks()[tone][1:]) for icon, tone in ICON_TONES],
        "top": papers.MARGIN_TOP,
        "side": papers.MARGIN_SIDE,
        "bottom": papers.MARGIN_BOTTOM,
        "statement_size": fitting.statement_size(poster.canvas.value_statement, poster.plan.size),
        "root_size": ROOT_SIZE * poster.paper.scale,
        "panel_width": fitting.PANEL_WIDTH * poster.paper.scale,
        "panel_room": (fitting.PANEL_WIDTH + fitting.PANEL_GAP) * poster.paper.scale,
        "flow_size": FLOW_SIZE,
        "flow_meta": fitting.meta_size(FLOW_SIZE),
        "flow_columns": 3 if poster.paper.is_wide else 2,
    }


def _shortened(title: str) -> str:
    return title if len(title) <= FOOT_TITLE else f"{title[:FOOT_TITLE].rstrip()}…"
