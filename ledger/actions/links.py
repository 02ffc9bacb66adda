"""Links from notes to what they speak of in the ledger."""

from canvas import changes
from canvas.models import Note
from ledger.models import Feature, Line, NoteLink


def link_note(*, canvas, note_id, by, feature_id=None, line_id=None) -> NoteLink:
    """Link a note to one feature or to one line; a link that stands already is returned as it is."""
    with changes.record(canvas, by=by) as change:
        ends = _ends(change, note_id, feature_id, line_id)
        return canvas.note_links.filter(**ends).first() or change.create(NoteLink(**ends))


def unlink_note(*, canvas, link_id, by) -> NoteLink:
    """Take a link away."""
    with changes.record(canvas, by=by) as change:
        link = change.get(NoteLink, link_id)
        change.delete(link, version=link.version)
        return link


def choose_links(*, canvas, note_id, seen, chosen, by) -> Note:
    """Link a note to what was ticked and unlink it from what was unticked: one step.

    `seen` holds the ids of the features and lines that the note was linked to when the person opened the choice,
    `chosen` those ticked when it was sent: a link that somebody else made or took away meanwhile is left alone.
    """
    with changes.record(canvas, by=by) as change:
        note = change.get(Note, note_id)
        links = {link.feature_id or link.line_id: link for link in canvas.note_links.of_notes([note.pk])}
        for gone in set(seen) - set(chosen):
            if gone in links:
                change.delete(links[gone], version=links[gone].version)
        added = [pk for pk in chosen if pk not in seen and pk not in links]
        for feature in canvas.features.filter(pk__in=added).in_order():
            change.create(NoteLink(note=note, feature=feature))
        for line in canvas.lines.filter(pk__in=added).in_order():
            change.create(NoteLink(note=note, line=line))
        return note


def _ends(change, note_id, feature_id, line_id) -> dict:
    return {
        "note": change.get(Note, note_id),
        "feature": change.get(Feature, feature_id) if feature_id else None,
        "line": change.get(Line, line_id) if line_id else None,
    }
