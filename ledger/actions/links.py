"""Links from notes to what they speak of in the ledger."""

from canvas import changes
from canvas.models import Note
from ledger.models import NoteLink


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
