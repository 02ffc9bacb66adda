"""Rows of the log from before segments of a note were items of their own, as they would be written today.

Until then a note's state held the ids of its segments. Such a row says as much as a row of the note and one for each
segment put on or taken off. The id of a link is made of both its ends, as it was when present links became items, so
that the log from its first row to its last speaks of one and the same link.
"""

from collections.abc import Iterable, Iterator
from copy import copy
from uuid import UUID, uuid5

from canvas.models import Change, Note, NoteSegment

HELD = "segments"


def todays(rows: Iterable[Change]) -> Iterator[Change]:
    """Return rows of the log, oldest first, in today's words; again changes nothing."""
    return (part for row in rows for part in _parts(row))


def written_as(labels: set[str]) -> set[str]:
    """Return the labels of the models whose rows speak of items of these, then or now."""
    return labels | {Note._meta.label} if NoteSegment._meta.label in labels else labels


def link_id(note_id: UUID, segment_id: UUID | str) -> UUID:
    """Return the id of the link of a note to a segment that was made before links had ids."""
    return uuid5(note_id, str(segment_id))


def _parts(row: Change) -> list[Change]:
    if row.model != Note._meta.label or not _holds(row.before, row.after):
        return [row]
    before, after = _held(row.before), _held(row.after)
    off = [_of_link(row, segment, "delete") for segment in sorted(before - after)]
    on = [_of_link(row, segment, "create") for segment in sorted(after - before)]
    # A link goes before its note and comes after it.
    return [*off, _alone(row), *on]


def _holds(*states: dict | None) -> bool:
    return any(HELD in state for state in states if state)


def _held(state: dict | None) -> set[str]:
    return set(state.get(HELD, ())) if state else set()


def _alone(row: Change) -> Change:
    alone = copy(row)
    alone.before, alone.after = _without(row.before), _without(row.after)
    return alone


def _without(state: dict | None) -> dict | None:
    return state and {name: value for name, value in state.items() if name != HELD}


def _of_link(row: Change, segment_id: str, verb: str) -> Change:
    link = copy(row)
    link.model, link.item_id, link.item_version, link.verb = (
        NoteSegment._meta.label,
        link_id(row.item_id, segment_id),
        1,
        verb,
    )
    state = {"id": str(link.item_id), "version": 1, "note_id": str(row.item_id), "segment_id": segment_id}
    link.before, link.after = (state, None) if verb == "delete" else (None, state)
    return link
