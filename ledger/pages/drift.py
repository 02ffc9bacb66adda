"""What a note says that no line it is linked to does."""

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from ledger.coherence import amounts_in, note_number_drift
from ledger.figures.ranges import Range, money_ranges
from ledger.figures.sheets import Sheet
from ledger.models import NoteLink


class Drift(NamedTuple):
    """The amounts of a note that lie outside its lines, with the names of these and where the first stands."""

    amounts: str
    lines: str
    feature_id: UUID
    line_id: UUID


def names_money(links: Iterable[NoteLink], currency: str) -> bool:
    """Say whether the text of a note that is linked to a line names an amount of money."""
    return any(link.line_id and amounts_in(link.text, currency) for link in links)


def drifts(links: Iterable[NoteLink], sheet: Sheet) -> dict[UUID, Drift]:
    """Return what drifts, by the note; nothing of a note whose lines are being worked out."""
    lines = {line.pk: (row, line) for row in sheet.rows for line in row.lines}
    speaking: dict[UUID, list[NoteLink]] = {}
    for link in links:
        if link.line_id in lines and amounts_in(link.text, sheet.canvas.currency):
            speaking.setdefault(link.note_id, []).append(link)
    found = {note_id: _drift(of_note, lines, sheet.canvas.currency) for note_id, of_note in speaking.items()}
    return {note_id: drift for note_id, drift in found.items() if drift}


def _drift(links: list[NoteLink], lines: dict, currency: str) -> Drift | None:
    held = [lines[link.line_id] for link in links]
    if not all(row.is_worked_out for row, _ in held):
        return None
    ranges: list[Range] = [each for row, line in held for each in money_ranges(row, line)]
    outside = note_number_drift(links[0].text, currency, ranges)
    row, first = held[0]
    named = " and ".join(str(line) for _, line in held)
    return Drift(" and ".join(outside), named, row.feature.pk, first.pk) if outside else None
