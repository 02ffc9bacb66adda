"""Notes of a canvas: the editor and its saves, and the gestures move, delete, status and segment."""

import uuid

from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from canvas.access import canvas_access
from canvas.actions import notes as actions
from canvas.changes import Refused
from canvas.forms import MoveForm, VersionForm
from canvas.views.note_editor import LinesEditor, NoteEditor
from canvas.views.replies import announced, changed_blocks, closed, focused, ledger_changed, refused
from canvas.views.steps import undo_url
from teams.roles import Permission
from ui.fragments import page_or_fragment
from ui.toasts import toast


@require_safe
@canvas_access(Permission.EDIT)
def new_note(request, canvas):
    """Open an editor on a note that does not exist yet; its first save creates it under the id promised here."""
    block = canvas.plan.blocks[0].id
    wanted = request.GET.get("block", block)
    if wanted not in {one.id for one in canvas.plan.blocks}:
        return redirect(f"{reverse('canvas:new-note', args=[canvas.pk])}?block={block}")
    return NoteEditor(request, canvas, uuid.uuid4()).opened_on_new(wanted)


@require_http_methods(["GET", "HEAD", "POST"])
@canvas_access(Permission.EDIT)
def note(request, canvas, note_id):
    """Show a note's editor, or save what was typed in it."""
    return NoteEditor(request, canvas, note_id).answer()


@require_POST
@canvas_access(Permission.EDIT)
def lines(request, canvas, note_id):
    """Make a note of every line of what was typed, in one step."""
    return LinesEditor(request, canvas, note_id).answer()


@require_http_methods(["GET", "HEAD", "POST"])
@canvas_access(Permission.EDIT)
def move(request, canvas, note_id):
    """Ask where a note is to go, or put it there."""
    if request.method == "POST":
        return _moved(request, canvas, note_id)
    note = canvas.notes.get(pk=note_id)
    form = MoveForm(plan=canvas.plan, initial={"version": note.version, "block": note.block})
    return _move_panel(request, canvas, note_id, form)


@require_POST
@canvas_access(Permission.EDIT)
def delete(request, canvas, note_id):
    """Delete a note; the toast undoes it."""

    def act(version):
        gone = actions.delete_note(canvas=canvas, note_id=note_id, version=version, by=request.actor)
        toast(request, "Note deleted", undo=undo_url(canvas, request.actor))
        to = f"{canvas.get_absolute_url()}#{canvas.plan.block(gone.block).area}"
        return ledger_changed(changed_blocks(request, canvas, [gone.block], to=to))

    return _gesture(request, canvas, act)


@require_POST
@canvas_access(Permission.EDIT)
def status(request, canvas, note_id):
    """Move a note's status on: assumption, validated, invalidated, and around."""

    def act(version):
        note = actions.cycle_status(canvas=canvas, note_id=note_id, version=version, by=request.actor)
        return announced(closed(request, canvas, note), note.get_status_display())

    return _gesture(request, canvas, act)


@require_POST
@canvas_access(Permission.EDIT)
def segment(request, canvas, note_id):
    """Put a segment on a note, or take it off."""
    chosen = canvas.segments.get(pk=parsed_uuid(request.POST.get("segment")))

    def act(version):
        note, carried = actions.toggle_segment(
            canvas=canvas, note_id=note_id, version=version, segment=chosen, by=request.actor
        )
        said = "added" if carried else "taken off"
        return announced(closed(request, canvas, note), f"{chosen.name} {said}")

    return _gesture(request, canvas, act)


def parsed_uuid(text) -> uuid.UUID | None:
    """Return the id that a field holds, or None where it holds none."""
    try:
        return uuid.UUID(text or "")
    except ValueError:
        return None


def _gesture(request, canvas, act):
    form = VersionForm(request.POST)
    try:
        return act(form.cleaned_data["version"] if form.is_valid() else None)
    except Refused as refusal:
        return refused(request, canvas, refusal)


def _moved(request, canvas, note_id):
    form = MoveForm(request.POST, plan=canvas.plan)
    if not form.is_valid():
        return _move_panel(request, canvas, note_id, form, status=422)
    before = canvas.notes.filter(pk=note_id).values_list("block", flat=True).first()
    fields = {"version": form.cleaned_data["version"], "block": form.cleaned_data["block"], "index": form.index()}
    try:
        note = actions.move_note(canvas=canvas, note_id=note_id, by=request.actor, **fields)
    except Refused as refusal:
        return refused(request, canvas, refusal)
    block = canvas.plan.block(note.block)
    if before != note.block:
        toast(request, f"Moved to {block.title}", undo=undo_url(canvas, request.actor))
    to = f"{canvas.get_absolute_url()}#{note.anchor}"
    response = focused(changed_blocks(request, canvas, {before, note.block}, to=to), note.anchor)
    return announced(response, _place_in_words(canvas, note, block))


def _place_in_words(canvas, note, block) -> str:
    places = list(canvas.notes.filter(block=block.id).in_order().values_list("pk", flat=True))
    return f"Moved to position {places.index(note.pk) + 1} of {len(places)} in {block.title}"


def _move_panel(request, canvas, note_id, form, status=200):
    context = {"canvas": canvas, "note": canvas.notes.get(pk=note_id), "form": form}
    return page_or_fragment(request, "canvas/move.html", context, fragment="move-panel", status=status)
