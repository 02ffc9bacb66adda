"""Whole canvases over HTTP."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from canvas.access import canvas_access
from document import actions, json_schema
from document.parsing import DocumentRefused
from teams.roles import Permission
from ui.toasts import toast


@require_safe
@login_not_required
def schema(request):
    """Publish the JSON Schema of the document format."""
    return HttpResponse(json_schema.text(), content_type="application/schema+json")


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
