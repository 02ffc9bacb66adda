"""Undo and redo of the person's own steps on a canvas."""

from functools import partial
from urllib.parse import urlencode, urlsplit

from django.urls import reverse
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

from canvas.access import canvas_access
from canvas.actions import steps
from canvas.changes import Refused
from canvas.views.replies import announced, changed_canvas, focused, refused
from teams.roles import Permission
from ui.fragments import wants_fragment
from ui.toasts import toast


@require_POST
@canvas_access(Permission.EDIT)
def undo(request, canvas):
    """Take back the person's latest step; that of a toast only while it is the latest."""
    return _step(request, canvas, partial(steps.undo, step=request.GET.get("step", "")), "Undone")


@require_POST
@canvas_access(Permission.EDIT)
def redo(request, canvas):
    """Do again what was undone last."""
    return _step(request, canvas, steps.redo, "Done again")


def undo_url(canvas, user) -> str:
    """Return where a POST takes back the step that the person has just made."""
    return f"{reverse('canvas:undo', args=[canvas.pk])}?{urlencode({'step': steps.latest_step(canvas, user)})}"


def _step(request, canvas, action, word):
    try:
        taken = action(canvas=canvas, by=request.actor)
    except Refused as refusal:
        return refused(request, canvas, refusal)
    said = f"{word}: {taken.label}"
    if wants_fragment(request) and _was_of(request, taken.gone):
        toast(request, said)
        return HttpResponseClientRedirect(canvas.get_absolute_url())
    if not wants_fragment(request):
        toast(request, said)
    response = changed_canvas(request, canvas, to=f"{canvas.get_absolute_url()}#{taken.anchors[-1]}")
    return announced(focused(response, *taken.anchors), said)


def _was_of(request, gone) -> bool:
    """Whether the page that asks is that of an item which is gone now."""
    path = urlsplit(request.htmx.current_url or "").path
    return any(str(item) in path for item in gone)
