"""Notes: add, edit, move, delete, and the one-key changes of status and segment."""

import uuid

from canvas import changes
from canvas.actions.positions import position_after, position_at
from canvas.models import Note, NoteSegment
from canvas.rules import next_status


class AddedAlready(changes.Refused):
    """This note was added by another window meanwhile. Copy your text, reload the page and open the note there."""


def add_note(*, canvas, block, text, by, status="assumption", segments=(), step=None, note_id=None) -> Note:
    """Add a note at the end of a block; `note_id` is the id that the page has promised it, none taken yet."""
    with changes.record(canvas, by=by, step=step) as change:
        if note_id:
            _check_free(change, note_id)
        position = position_after(canvas.notes.filter(block=block))
        note = Note(id=note_id or uuid.uuid4(), block=block, text=text, status=status, position=position)
        change.create(note)
        put_on(change, note, segments)
        return note


def edit_note(*, canvas, note_id, version, by, step=None, put_on_segments=(), take_off=(), **fields) -> Note:
    """Change a note's text or status; only the fields given are touched.

    Segments are put on and taken off, each by itself, so that two people who choose segments of one note, or one who
    chooses them while the other writes, are in nobody's way. `take_off` holds ids.
    """
    with changes.record(canvas, by=by, step=step) as change:
        note = change.update(change.get(Note, note_id), version=version, **fields)
        if put_on_segments or take_off:
            carried = {link.segment_id: link for link in note.segment_links.labelled()}
            for link in (carried[pk] for pk in take_off if pk in carried):
                change.delete(link, version=link.version)
            put_on(change, note, [segment for segment in put_on_segments if segment.pk not in carried])
        return note


def note_per_line(*, canvas, note_id, version, block, lines, by, step=None, status="assumption", segments=()) -> Note:
    """Make a note of every line: the first one is the note's own text, the others stand after it in their order."""
    with changes.record(canvas, by=by, step=step) as change:
        first = _first_line(change, note_id, version, block, lines[0], status, segments)
        notes = [note for note in canvas.notes.filter(block=first.block).in_order() if note.pk != first.pk]
        at = sum(note.position <= first.position for note in notes)
        notes.insert(at, first)
        for place, line in enumerate(lines[1:], start=at + 1):
            if place < len(notes):
                # Where there is no room between two, those that were just made are moved, too.
                change.flush()
            note = Note(block=first.block, text=line, status=first.status, position=position_at(change, notes, place))
            put_on(change, change.create(note), segments)
            notes.insert(place, note)
        return first


def _first_line(change, note_id, version, block, text, status, segments) -> Note:
    if version or change.canvas.notes.filter(pk=note_id).exists():
        return change.update(change.get(Note, note_id), version=version, text=text)
    _check_free(change, note_id)
    position = position_after(change.canvas.notes.filter(block=block))
    note = change.create(Note(id=note_id, block=block, text=text, status=status, position=position))
    put_on(change, note, segments)
    return note


def put_on(change, note, segments) -> None:
    """Put segments on a note that carries none of them, inside a change."""
    for segment in segments:
        change.create(NoteSegment(note=note, segment=segment))


def cycle_status(*, canvas, note_id, version, by) -> Note:
    """Move a note's status on: assumption, validated, invalidated, and around."""
    with changes.record(canvas, by=by) as change:
        note = change.get(Note, note_id)
        return change.update(note, version=version, status=next_status(note.status))


def toggle_segment(*, canvas, note_id, version, segment, by) -> tuple[Note, bool]:
    """Put a segment on a note, or take it off where the note carries it; say whether the note carries it now."""
    with changes.record(canvas, by=by) as change:
        note = change.update(change.get(Note, note_id), version=version)
        link = note.segment_links.labelled().filter(segment=segment).first()
        if link:
            change.delete(link, version=link.version)
        else:
            put_on(change, note, [segment])
        return note, not link


def move_note(*, canvas, note_id, version, block, index, by) -> Note:
    """Put a note at a place of a block: `index` counts from 0 among the block's other notes; past the end is last."""
    with changes.record(canvas, by=by) as change:
        note = change.get(Note, note_id)
        others = list(canvas.notes.filter(block=block).exclude(pk=note.pk).in_order())
        position = position_at(change, others, index)
        if block == note.block:
            return change.place(note, position=position)
        return change.update(note, version=version, block=block, position=position)


def delete_note(*, canvas, note_id, version, by) -> Note:
    """Delete a note with its links."""
    with changes.record(canvas, by=by) as change:
        note = change.get(Note, note_id)
        change.delete(note, version=version)
        return note


def _check_free(change, note_id) -> None:
    """Refuse an id that a note of any canvas has, or that one of this canvas had."""
    try:
        change.get(Note, note_id)
    except Note.DoesNotExist:
        if Note.objects.filter(pk=note_id).exists():
            raise
    else:
        raise AddedAlready
