"""The editor of one note: opening it, saving from it while it stays open, closing it, and what a conflict asks."""

from django_htmx.http import reswap, retarget

from canvas.actions import notes as actions
from canvas.changes import Refused
from canvas.forms import NoteForm
from canvas.models import Note
from canvas.views.cards import in_order
from canvas.views.replies import changed_blocks, closed, contested, is_gone, kept_editor
from ui.fragments import page_or_fragment, wants_fragment

TEMPLATE = "canvas/note.html"


def held(note: Note) -> dict:
    """Return what a note's fields hold, as the form takes it."""
    segments = [str(segment.pk) for segment in note.segments.all()]
    return {"text": note.text, "status": note.status, "segments": segments}


def opened(request, canvas, note_id, form: NoteForm):
    """Show the editor: a page of its own, or in place of the note's card."""
    context = editor_context(request, canvas, note_id, form)
    return page_or_fragment(request, TEMPLATE, context, fragment="note-editor")


def posted(request, canvas, note_id):
    """Save what was typed, or do what the person chose after a conflict."""
    form = NoteForm(request.POST, canvas=canvas)
    way = request.POST.get("way")
    if way == "theirs":
        return _let_go(request, canvas, note_id, form)
    if not form.is_valid():
        return _kept(request, canvas, note_id, form, status=422)
    if way == "again":
        note = in_order(canvas).get(pk=note_id)
        return opened(request, canvas, note_id, form.rebased(version=note.version, **held(note)))
    try:
        note = _save(canvas, note_id, form, by=request.user)
    except Refused as refusal:
        return _kept(request, canvas, note_id, form, status=409, refusal=refusal)
    return _saved(request, canvas, note, form)


def editor_context(request, canvas, note_id, form: NoteForm, refusal: Refused | None = None) -> dict:
    """Return what the editor shows."""
    chosen = set(form["segments"].value() or ())
    segments = [(segment, str(segment.pk) in chosen) for segment in canvas.segments.in_order()]
    return {
        "canvas": canvas,
        "form": form,
        "note_id": note_id,
        "home": _block_of(canvas, form),
        "segments": segments,
        "chosen": [segment for segment, is_chosen in segments if is_chosen],
        "is_saved": str(form["version"].value()) != "0",
        "in_place": wants_fragment(request),
        "refusal": refusal,
        "contested": contested(canvas, refusal),
        "gone": is_gone(refusal),
    }


def _block_of(canvas, form):
    """Return the block that the form names, or the first where it names none."""
    named = form["block"].value()
    return next((block for block in canvas.plan.blocks if block.id == named), canvas.plan.blocks[0])


def _save(canvas, note_id, form, *, by) -> Note:
    typed = form.cleaned_data
    if typed["version"] == 0 and not canvas.notes.filter(pk=note_id).exists():
        fields = {"text": typed["text"], "status": typed["status"], "segments": typed["segments"] or ()}
        return actions.add_note(
            canvas=canvas, note_id=note_id, block=typed["block"], step=typed["step"], by=by, **fields
        )
    return actions.edit_note(
        canvas=canvas, note_id=note_id, version=form.seen(), step=typed["step"], by=by, **form.changes()
    )


def _saved(request, canvas, note, form):
    if "keep_open" in request.POST:
        return _still_open(request, canvas, note, form)
    if form.cleaned_data["is_new"]:
        return changed_blocks(request, canvas, [note.block], to=f"{canvas.get_absolute_url()}#{note.anchor}")
    return closed(request, canvas, note)


def _still_open(request, canvas, note, form):
    """Answer a save from an open editor with what the next save stands on; the field itself is left alone."""
    typed = form.cleaned_data
    fields = {name: typed[name] for name in ("text", "status", "step", "block", "is_new")}
    fields["segments"] = form["segments"].value()
    fields["version"] = form.next_basis(note.version)
    fresh = NoteForm(canvas=canvas, initial=fields)
    context = editor_context(request, canvas, note.pk, fresh) | {"oob": True}
    response = page_or_fragment(request, TEMPLATE, context, fragment="note-kept-open")
    return reswap(retarget(response, f"#basis-{note.pk}"), "outerHTML") if wants_fragment(request) else response


def _kept(request, canvas, note_id, form, *, status, refusal=None):
    context = editor_context(request, canvas, note_id, form, refusal)
    notice = f"notice-{note_id}"
    return kept_editor(request, TEMPLATE, context, fragment=_part(request), notice=notice, status=status)


def _part(request) -> str:
    return "note-notice" if wants_fragment(request) else "note-editor"


def _let_go(request, canvas, note_id, form):
    note = in_order(canvas).filter(pk=note_id).first()
    if note:
        return closed(request, canvas, note)
    block = form["block"].value()
    known = [one.id for one in canvas.plan.blocks if one.id == block]
    return changed_blocks(request, canvas, known, to=canvas.get_absolute_url())
