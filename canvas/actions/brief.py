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


def take_as_notes(*, canvas, questions, by) -> list[Note]:
    """Add a note for each of these answers to the block that it belongs to, and close the brief: one step."""
    with changes.record(canvas, by=by) as change:
        brief = _brief(change, canvas)
        notes = [_note(change, canvas, brief, question) for question in questions if getattr(brief, question)]
        change.update(brief, version=brief.version, skipped=True)
        return notes


def _brief(change, canvas) -> Brief:
    return change.get(Brief, canvas.brief.pk)


def _note(change, canvas, brief, question) -> Note:
    block = BRIEF_TO_BLOCK[question]
    change.flush()
    position = position_after(canvas.notes.filter(block=block))
    return change.create(Note(block=block, text=getattr(brief, question), position=position))
