"""The badges of notes: what in the ledger each is linked to, and where its text drifts from that."""

from collections.abc import Iterable
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple
from uuid import UUID

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from economics import LineResult
from ledger.figures.sheets import Row, Sheet
from ledger.models import Line, NoteLink
from ledger.pages.drift import drifts

TEMPLATE = "ledger/strip.html"


def badges(canvas, links: Iterable[NoteLink], sheet: Sheet) -> dict[UUID, SafeString]:
    """Draw the badges of notes from figures as they are read for the whole page."""
    links = list(links)
    features = {row.feature.pk: (row.feature.pk, row.feature.name) for row in sheet.rows}
    lines = {line.pk: (row, line) for row in sheet.rows for line in row.lines}
    figures = {link.line_id: _line_figure(*lines[link.line_id]) for link in links if link.line_id}
    return _drawn(canvas, links, features, figures, drifts(links, sheet))


def stored_badges(canvas, links: Iterable[NoteLink]) -> dict[UUID, SafeString]:
    """Draw the badges of notes from figures as they are stored, which `links` have read along."""
    features = {link.feature_id: (link.of_feature, link.of_feature_named) for link in links if link.feature_id}
    figures = {link.line_id: _stored_figure(link) for link in links if link.line_id}
    return _drawn(canvas, links, features, figures)


def _drawn(canvas, links, features_by_id, figures_by_line, drifting=MappingProxyType({})) -> dict[UUID, SafeString]:
    linked: dict[UUID, tuple[list, list]] = {}
    for link in links:
        features, figures = linked.setdefault(link.note_id, ([], []))
        if link.feature_id:
            features.append(features_by_id[link.feature_id])
        else:
            figures.append(figures_by_line[link.line_id])
    return {
        note_id: _badge(canvas.pk, canvas.currency, tuple(features), tuple(figures), drifting.get(note_id))
        for note_id, (features, figures) in linked.items()
    }


@lru_cache(maxsize=4096)
def _badge(canvas_id, currency, features, figures, drift) -> SafeString:
    """Draw the badges of a note, kept by what they show: it is the same at every save of the note and on every page."""
    context = {"canvas_id": canvas_id, "currency": currency, "features": features, "figures": figures}
    return render_to_string(f"{TEMPLATE}#note-badge", context | {"drift": drift})


class Figure(NamedTuple):
    """A line as a badge shows it: where it stands, what it is called, and its expected amount per use or month."""

    feature_id: UUID
    feature: str
    line_id: UUID
    name: str
    amount: float | None
    per: str


def _stored_figure(link: NoteLink) -> Figure:
    return Figure(link.of_feature, link.of_feature_named, link.line_id, link.line_named, *_amount(link.stored_result))


def _line_figure(row: Row, line: Line) -> Figure:
    return Figure(row.feature.pk, row.feature.name, line.pk, str(line), *_amount(row.evaluation.line(line.key)))


def _amount(result: LineResult | None) -> tuple[float | None, str]:
    return result.summary.mean if result and result.summary else None, result.per if result else "use"
