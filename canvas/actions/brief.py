"""The brief: the six questions asked first, and their answers offered as first notes."""

from canvas import changes
from canvas.actions.positions import position_after
from canvas.models import Brief, Note
from canvas.rules import BRIEF_TO_BLOCK


def answer_brief(*, canvas, version, by, step=None, **answers) -> Brief:
    """Save answers of the brief."""
    with changes.record(canvas, by=by, step=step) as change:
        return change.update(_brief(change, canvas), version=version, **answers)


def skip_brief(*, canvas, version, by) -> Brief:
    """Close the brief on the canvas page; its answers stay and it can be opened again."""
    with changes.record(canvas, by=by) as change:
        return change.update(_brief(change, canvas), version=version, skipped=True)


def take_as_notes(*, canvas, lines, by) -> list[Note]:
    """Add a note for each of these lines of the answers to the block that it belongs to, and close the brief: one step.

    `lines` are named as `Brief.offered_lines` names them.
    """
    with changes.record(canvas, by=by) as change:
        brief = _brief(change, canvas)
        offered = brief.offered_lines
        notes = [_note(change, canvas, *offered[name]) for name in lines if name in offered]
        change.update(brief, version=brief.version, skipped=True)
        return notes


def _brief(change, canvas) -> Brief:
    return change.get(Brief, canvas.brief.pk)


def _note(change, canvas, question, line) -> Note:
    block = BRIEF_TO_BLOCK[question]
    change.flush()
    position = position_after(canvas.notes.filter(block=block))
    return change.create(Note(block=block, text=line, position=position))
