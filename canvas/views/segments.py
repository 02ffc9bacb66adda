"""The customer segments of a canvas: one panel in which they are added, renamed, recoloured and deleted.

To htmx each change answers with its own row, so that what is typed in another row stays.
"""

from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import retarget

from canvas.access import canvas_access
from canvas.actions import segments as actions
from canvas.changes import Refused
from canvas.forms import SegmentEditForm, SegmentForm, VersionForm
from canvas.rules import SEGMENT_LIMIT
from canvas.views.editing import FormEditor
from canvas.views.replies import announced, canvas_changed, focused
from canvas.views.steps import undo_url
from teams.roles import Permission
from ui.fragments import fragment_or_redirect, page_or_fragment, wants_fragment
from ui.toasts import toast

TEMPLATE = "canvas/segments.html"


class SegmentEditor(FormEditor):
    """The editor of a segment's name and mark, a row of the panel."""

    template = TEMPLATE
    name = "segment"
    route = "canvas:segment"
    pieces = ("fields", "foot")
    css = "segment-row"

    def find(self):
        return self.canvas.segments.filter(pk=self.item_id).first()

    def form(self, data=None, **initial):
        mine = self.item.colour if self.item else None
        taken = {other.colour: other.name for other in self.canvas.segments.in_order() if other.colour != mine}
        return SegmentEditForm(data, initial=initial, taken=taken, auto_id=f"segment-%s-{self.item_id}")

    def held(self):
        return {"name": self.item.name, "colour": self.item.colour}

    def write(self, form):
        return actions.edit_segment(segment_id=self.item_id, **self.saving(form))

    def field_of(self, refusal):
        return "name" if isinstance(refusal, actions.NameTaken) else None

    def closed(self):
        if self.item is None:
            return focused(_changed(self.request, self.canvas, "", fragment="segment-gone"), "id_new-name")
        said = f"{self.item.name} saved" if self.was_saved else ""
        return _changed(self.request, self.canvas, said, fragment="segment-saved", segment=self.item)

    def context(self, form, refusal=None):
        own = super().context(form, refusal)
        if wants_fragment(self.request):
            return own
        return _panel(self.request, self.canvas, {self.item_id: self.drawn(own)})

    @property
    def root(self):
        return self.key


@require_http_methods(["GET", "HEAD", "POST"])
@canvas_access(Permission.EDIT)
def segments(request, canvas):
    """Show the segments, or add one."""
    if request.method != "POST":
        return _shown(request, _panel(request, canvas))
    form = SegmentForm(request.POST, prefix="new")
    if not form.is_valid():
        return _not_added(request, canvas, form, status=422)
    try:
        added = actions.add_segment(canvas=canvas, by=request.actor, **form.cleaned_data)
    except Refused as refusal:
        form.add_error("name", str(refusal))
        return _not_added(request, canvas, form, status=_status_of(refusal))
    return _changed(request, canvas, f"{added.name} added", fragment="segment-added", segment=added)


@require_http_methods(["GET", "HEAD", "POST"])
@canvas_access(Permission.EDIT)
def segment(request, canvas, segment_id):
    """Rename or recolour a segment."""
    return SegmentEditor(request, canvas, segment_id).answer()


@require_POST
@canvas_access(Permission.EDIT)
def delete(request, canvas, segment_id):
    """Take a segment off all notes and delete it; the toast undoes it."""
    version = VersionForm(request.POST).version_seen
    try:
        gone = actions.delete_segment(canvas=canvas, segment_id=segment_id, version=version, by=request.actor)
    except Refused as refusal:
        return _refused(request, canvas, refusal)
    toast(request, f"{gone.name} deleted", undo=undo_url(canvas, request.actor))
    return focused(_changed(request, canvas, f"{gone.name} deleted", fragment="segment-gone"), "id_new-name")


def _status_of(refusal) -> int:
    """A name that is taken is bad input; anything else is a matter of what stands there."""
    return 422 if isinstance(refusal, actions.NameTaken) else 409


def _changed(request, canvas, said, *, fragment, segment=None):
    context = {"canvas": canvas, "oob": True, "adding": _adding(canvas), "limit": SEGMENT_LIMIT}
    if segment:
        context["row"] = SegmentEditor(request, canvas, segment.pk).drawn()
    to = reverse("canvas:segments", args=[canvas.pk])
    response = fragment_or_redirect(request, TEMPLATE, context, fragment=fragment, to=to)
    return announced(canvas_changed(response), said) if said else canvas_changed(response)


def _shown(request, context, *, fragment="segments-panel", status=200):
    return page_or_fragment(request, TEMPLATE, context, fragment=fragment, status=status)


def _not_added(request, canvas, form, *, status):
    return _shown(request, _panel(request, canvas) | {"adding": form}, fragment="segment-add", status=status)


def _refused(request, canvas, refusal):
    response = _shown(request, _panel(request, canvas) | {"sentence": str(refusal)}, status=409)
    return retarget(response, "#segments-panel") if wants_fragment(request) else response


def _panel(request, canvas, answered: dict | None = None) -> dict:
    """Return what the panel shows; `answered` are rows as they are to be drawn, by segment id, the others are fresh."""
    rows = {segment.pk: None for segment in canvas.segments.in_order()} | (answered or {})
    return {
        "canvas": canvas,
        "rows": [row or SegmentEditor(request, canvas, pk).drawn() for pk, row in rows.items()],
        "adding": _adding(canvas),
        "limit": SEGMENT_LIMIT,
    }


def _adding(canvas) -> SegmentForm | None:
    return SegmentForm(prefix="new") if canvas.segments.count() < SEGMENT_LIMIT else None
