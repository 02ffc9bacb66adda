"""A dossier as HTML and CSS for the press, and the hash of what they show."""

import hashlib
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string

from exports.dossier import Dossier
from exports.inks import inks
from exports.rules import papers, rest, sizes
from ui.drawings import SEGMENTS, VERDICTS
from ui.templatetags.icons import segment_hue

ICON_TONES = (("assumption", "unknown"), ("unknown", "unknown"), ("check", "gain"), ("cross", "loss"))
ROOT_SIZE = 9.0
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


def compose(dossier: Dossier) -> Sheets:
    """Return the sheets of a dossier."""
    canvas, poster = dossier.canvas, dossier.poster
    context = {
        "dossier": dossier,
        "poster": poster,
        "canvas": canvas,
        "plan": poster.plan,
        "paper": dossier.paper,
        "foot": f"{_shortened(canvas.title)}  ·  {dossier.version}",
        "version": settings.VERSION,
    }
    return Sheets(render_to_string("exports/pdf.html", context), render_to_string("exports/pdf.css", _style(context)))


def _style(context: dict) -> dict:
    poster, paper = context["poster"], context["paper"]
    return context | {
        "inks": inks(),
        "segment_hues": [(colour, inks()[f"seg-{segment_hue(colour)}"][1:]) for colour in SEGMENTS],
        "verdict_marks": [(name, icon, inks()[tone][1:]) for name, (tone, icon) in VERDICTS.items()],
        "icons": [(icon, tone, inks()[tone][1:]) for icon, tone in ICON_TONES],
        "top": papers.MARGIN_TOP,
        "side": papers.MARGIN_SIDE,
        "bottom": papers.MARGIN_BOTTOM,
        "statement_size": sizes.statement_size(poster.canvas.value_statement, poster.plan.size),
        "root_size": ROOT_SIZE * paper.scale,
        "side_gap": papers.SIDE_GAP * paper.scale,
        "side_room": (papers.SIDE_WIDTH + papers.SIDE_GAP) * paper.scale,
        "flow_size": rest.SIZE,
        "flow_meta": sizes.meta_size(rest.SIZE),
        "flow_columns": poster.rest_columns,
    }


def _shortened(title: str) -> str:
    return title if len(title) <= FOOT_TITLE else f"{title[:FOOT_TITLE].rstrip()}…"
