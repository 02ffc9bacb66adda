"""Whole canvases over HTTP."""

from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from canvas.access import canvas_access
from document import actions
from document.parsing import DocumentRefused
from teams.roles import Permission
from ui.toasts import toast


@require_POST
@canvas_access(Permission.EDIT, archived=True)
def duplicate(request, canvas):
    """Copy a canvas and go on to the copy."""
    try:
        copy = actions.duplicate_canvas(canvas=canvas, by=request.user)
    except DocumentRefused as refusal:
        toast(request, f"{canvas.title} can’t be copied. {refusal}")
        return redirect(canvas)
    toast(request, f"{canvas.title} is copied")
    return redirect(copy)
