"""The dashboard of a workspace: its canvases as cards; create, rename, archive, restore, search."""

from functools import partial

from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from canvas import slots, thumbnails
from canvas.access import canvas_access
from canvas.actions import canvases as actions
from canvas.forms import NewCanvasForm, RenameForm, SearchForm
from canvas.views.refusals import saved_or_status
from canvas.views.replies import focused
from teams.access import workspace_access
from teams.roles import Permission, allows
from ui.forms import posted
from ui.fragments import fragment_or_redirect, page_or_fragment
from ui.toasts import toast

PAGE_SIZE = 24
PORTFOLIO = "portfolio"


@require_safe
@workspace_access(Permission.VIEW)
def dashboard(request, workspace):
    """Show the workspace's canvases, newest change first; `q` searches, `archived` shows the archive."""
    search = SearchForm(request.GET)
    context = _cards(request, workspace, search.words()) | {"search": search}
    fragment = "dashboard-portfolio" if request.htmx.target == PORTFOLIO else "canvas-cards"
    return page_or_fragment(request, "canvas/dashboard.html", context, fragment=fragment)


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_access(Permission.EDIT)
def new_canvas(request, workspace):
    """Ask for a title and a currency, create the canvas, and go on to its brief."""
    form = NewCanvasForm(posted(request))
    if form.is_valid():
        canvas = actions.create_canvas(workspace=workspace, by=request.user, **form.cleaned_data)
        return redirect("canvas:brief", canvas.pk)
    status = 422 if form.is_bound else 200
    return render(request, "canvas/new.html", {"form": form, "workspace": workspace}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@canvas_access(Permission.EDIT)
def rename(request, canvas):
    """Rename a canvas in place of its card's title."""
    form = RenameForm(posted(request), initial={"title": canvas.title, "version": canvas.version})
    renamed, status = saved_or_status(form, partial(actions.edit_canvas, canvas=canvas, by=request.user))
    if renamed:
        return _renamed(request, renamed)
    context = {"canvas": canvas, "form": form}
    return page_or_fragment(request, "canvas/rename.html", context, fragment="card-rename", status=status)


@require_POST
@canvas_access(Permission.EDIT)
def archive(request, canvas):
    """Archive a canvas."""
    actions.archive_canvas(canvas=canvas, by=request.user)
    toast(request, f"{canvas.title} is archived", undo=reverse("canvas:restore", args=[canvas.pk]))
    return redirect(canvas.workspace)


@require_POST
@canvas_access(Permission.EDIT, archived=True)
def restore(request, canvas):
    """Bring an archived canvas back."""
    actions.restore_canvas(canvas=canvas, by=request.user)
    toast(request, f"{canvas.title} is back")
    return redirect(canvas.workspace)


def _renamed(request, canvas):
    toast(request, f"Renamed to {canvas.title}", undo=reverse("canvas:undo", args=[canvas.pk]))
    response = fragment_or_redirect(
        request, "canvas/rename.html", {"canvas": canvas}, fragment="card-title", to=canvas.workspace
    )
    return focused(response, f"canvas-link-{canvas.pk}")


def _overview(page) -> dict:
    """Return what the slots put around the cards."""
    return {
        "heading": page.place("dashboard-heading"),
        "sentence": page.place("dashboard-sentence"),
        "portfolio": page.place("dashboard"),
    }


def _cards(request, workspace, words):
    archived = "archived" in request.GET
    canvases = workspace.canvases
    found = (canvases.archived() if archived else canvases.active()).titled_like(words).recent_first()
    shown = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    slotted = slots.Page(workspace, request.GET)
    return {
        "workspace": workspace,
        "page": shown,
        "overview": {} if archived else _overview(slotted),
        "cards": _with_previews(shown.object_list, None if archived else slotted),
        "words": words,
        "archived": archived,
        "archived_count": canvases.archived().count(),
        "can_edit": allows(request.role, Permission.EDIT),
    }


def _with_previews(canvases, slotted):
    notes = canvases.note_lines()
    figures = slotted.fill("canvas-card", [canvas.pk for canvas in canvases]) if slotted else {}
    return [_with_preview(canvas, notes.get(canvas.pk, []), figures.get(canvas.pk, "")) for canvas in canvases]


def _with_preview(canvas, lines, figures):
    cells = thumbnails.preview(lines, has_statement=bool(canvas.value_statement))
    return {"canvas": canvas, "cells": cells, "note_count": len(lines), "figures": figures}
