"""Whole canvases over HTTP."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header, urlencode
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from canvas.access import canvas_access
from document import actions, json_schema
from document.forms import ImportForm
from document.gathering import gather
from document.parsing import DocumentRefused
from document.writing import write
from teams.access import personal, workspace_access
from teams.actions.workspaces import show_examples
from teams.roles import Permission
from ui.forms import posted
from ui.rules import own_page
from ui.toasts import toast


@require_safe
@login_not_required
def schema(request):
    """Publish the JSON Schema of the document format."""
    return HttpResponse(json_schema.text(), content_type="application/schema+json")


@require_POST
@personal
def examples(request):
    """Bring the person's examples, or bring them back; then to them, or to where they were hidden."""
    workspace = actions.bring_examples(to=request.user)
    return redirect(own_page(request.GET.get("back", "")) or workspace)


@require_POST
@personal
def hide_examples(request):
    """Put the person's examples out of sight; the toast takes that back."""
    show_examples(to=request.user, shown=False)
    undo = f"{reverse('document:examples')}?{urlencode({'back': reverse('teams:home')})}"
    toast(request, "The examples are hidden. “Show examples” in your menu brings them back.", undo=undo)
    return redirect("teams:home")


@require_POST
@canvas_access(Permission.EDIT, archived=True)
def duplicate(request, canvas):
    """Copy a canvas and go on to the copy."""
    try:
        copy = actions.duplicate_canvas(canvas=canvas, by=request.actor)
    except DocumentRefused as refusal:
        toast(request, f"{canvas.title} can’t be copied. {refusal}")
        return redirect(canvas)
    toast(request, f"{canvas.title} is copied")
    return redirect(copy)


@require_safe
@canvas_access(Permission.VIEW)
def export(request, canvas):
    """Send a canvas as a document, to be kept as a file."""
    name = f"{slugify(canvas.title) or 'untitled'}.canvas.json"
    headers = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=name),
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-cache",
    }
    return HttpResponse(write(gather(canvas)), content_type="application/json", headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_access(Permission.EDIT)
def import_document(request, workspace):
    """Ask for a document, make a canvas of it, and go on to that."""
    form = ImportForm(posted(request), request.FILES or None)
    if form.is_valid():
        canvas = actions.import_canvas(document=form.cleaned_data["document"], workspace=workspace, by=request.actor)
        toast(request, f"{canvas.title} is imported")
        return redirect(canvas)
    status = 422 if form.is_bound else 200
    return render(request, "document/import.html", {"form": form, "workspace": workspace}, status=status)
