"""The customer segments of a canvas: one panel in which they are added, renamed, recoloured and deleted.

To htmx each change answers with its own row, so that what is typed in another row stays.
"""

from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import retarget

from canvas.access import canvas_access
from canvas.actions import segments as actions
from canvas.changes import Conflict, Gone, Refused
from canvas.forms import SegmentEditForm, SegmentForm, VersionForm
from canvas.rules import SEGMENT_LIMIT
from canvas.views.replies import announced, canvas_changed, focused
from canvas.views.steps import undo_url
from teams.roles import Permission
from ui.fragments import fragment_or_redirect, page_or_fragment, wants_fragment
from ui.toasts import toast

TEMPLATE = "canvas/segments.html"


@require_http_methods(["GET", "HEAD", "POST"])
@canvas_access(Permission.EDIT)
def segments(request, canvas):
    """Show the segments, or add one."""
    if request.method != "POST":
        return _shown(request, _context(canvas))
    form = SegmentForm(request.POST, prefix="new")
    if not form.is_valid():
        return _not_added(request, canvas, form, status=422)
    try:
        added = actions.add_segment(canvas=canvas, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        form.add_error("name", str(refusal))
        return _not_added(request, canvas, form, status=_status_of(refusal))
    return _changed(request, canvas, f"{added.name} added", fragment="segment-added", segment=added)


@require_http_methods(["GET", "HEAD", "POST"])
@canvas_access(Permission.EDIT)
def segment(request, canvas, segment_id):
    """Rename or recolour a segment."""
    held = canvas.segments.get(pk=segment_id)
    if request.method != "POST":
        return _shown(request, _context(canvas))
    form = SegmentEditForm(request.POST, prefix=str(segment_id), taken=_marks_beside(canvas, held))
    if not form.is_valid():
        return _not_saved(request, canvas, held, form, status=422)
    try:
        saved = actions.edit_segment(canvas=canvas, segment_id=segment_id, by=request.user, **form.cleaned_data)
    except Gone as refusal:
        return _refused(request, canvas, refusal)
    except Refused as refusal:
        _explain(form, refusal)
        return _not_saved(request, canvas, held, form, status=_status_of(refusal))
    return _changed(request, canvas, f"{saved.name} saved", fragment="segment-saved", segment=saved)


@require_POST
@canvas_access(Permission.EDIT)
def delete(request, canvas, segment_id):
    """Take a segment off all notes and delete it; the toast undoes it."""
    version = VersionForm(request.POST, prefix=str(segment_id)).version_seen
    try:
        gone = actions.delete_segment(canvas=canvas, segment_id=segment_id, version=version, by=request.user)
    except Refused as refusal:
        return _refused(request, canvas, refusal)
    toast(request, f"{gone.name} deleted", undo=undo_url(canvas, request.user))
    return focused(_changed(request, canvas, f"{gone.name} deleted", fragment="segment-gone"), "id_new-name")


def _status_of(refusal) -> int:
    """A name that is taken is bad input; anything else is a matter of what stands there."""
    return 422 if isinstance(refusal, actions.NameTaken) else 409


def _marks_beside(canvas, held) -> dict[int, str]:
    """Return who carries each mark that is not this segment's own."""
    others = canvas.segments.in_order()
    return {other.colour: other.name for other in others if other.colour != held.colour}


def _explain(form, refusal):
    """Say why a segment was not saved; after a conflict the form carries the present version, so saving keeps mine."""
    if not isinstance(refusal, Conflict):
        form.add_error("name", str(refusal))
        return
    theirs = ", ".join(str(theirs) for theirs, _ in refusal.fields.values())
    form.add_error("name", f"{refusal.by_name} changed this to “{theirs}” meanwhile. Save again to keep yours.")
    form.data = form.data.copy()
    form.data[form.add_prefix("version")] = refusal.item.version


def _changed(request, canvas, said, *, fragment, segment=None):
    context = _context(canvas) | {"oob": True}
    if segment:
        context |= {"segment": segment, "form": _form_of(segment)}
    to = reverse("canvas:segments", args=[canvas.pk])
    response = fragment_or_redirect(request, TEMPLATE, context, fragment=fragment, to=to)
    return announced(canvas_changed(response), said)


def _shown(request, context, *, fragment="segments-panel", status=200):
    return page_or_fragment(request, TEMPLATE, context, fragment=fragment, status=status)


def _not_added(request, canvas, form, *, status):
    return _shown(request, _context(canvas, adding=form), fragment="segment-add", status=status)


def _not_saved(request, canvas, segment, form, *, status):
    context = _context(canvas, editing=(segment.pk, form)) | {"segment": segment, "form": form}
    return _shown(request, context, fragment="segment-row", status=status)


def _refused(request, canvas, refusal):
    response = _shown(request, _context(canvas) | {"sentence": str(refusal)}, status=409)
    return retarget(response, "#segments-panel") if wants_fragment(request) else response


def _context(canvas, adding=None, editing=None) -> dict:
    found = list(canvas.segments.in_order())
    held = dict([editing] if editing else [])
    return {
        "canvas": canvas,
        "rows": [(segment, held.get(segment.pk) or _form_of(segment)) for segment in found],
        "adding": adding or (SegmentForm(prefix="new") if len(found) < SEGMENT_LIMIT else None),
        "limit": SEGMENT_LIMIT,
    }


def _form_of(segment):
    held = {"name": segment.name, "colour": segment.colour, "version": segment.version}
    return SegmentEditForm(prefix=str(segment.pk), initial=held)
