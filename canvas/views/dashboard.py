"""The dashboard of a workspace: its canvases as cards; create, rename, archive, restore, search."""

from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from canvas import slots, thumbnails
from canvas.access import canvas_access
from canvas.actions import canvases as actions
from canvas.forms import NewCanvasForm, RenameForm, SearchForm, WorkspaceCurrencyForm
from canvas.models import Canvas
from canvas.views.replies import focused
from canvas.views.settings import SettingsEditor, by_way_of_rate
from teams.access import workspace_access
from teams.actions.workspaces import set_currency
from teams.roles import Permission, allows
from ui.forms import posted
from ui.fragments import fragment_or_redirect, page_or_fragment
from ui.toasts import toast

PAGE_SIZE = 24
PORTFOLIO = "portfolio"
OF_EXAMPLES = {
    "heading": "Examples",
    "sentence": "Invented products to look at and take apart. Their money counts nowhere.",
}


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
    form = new_canvas_form(request, workspace)
    if form.is_valid():
        canvas = actions.create_canvas(workspace=workspace, by=request.actor, **form.cleaned_data)
        return redirect(by_way_of_rate(canvas, reverse("canvas:brief", args=[canvas.pk])))
    status = 422 if form.is_bound else 200
    return render(request, "canvas/new.html", {"form": form, "workspace": workspace}, status=status)


def new_canvas_form(request, workspace) -> NewCanvasForm:
    """Return the form of a new canvas, in the currency of its workspace."""
    return NewCanvasForm(posted(request), initial={"currency": workspace.currency or NewCanvasForm.USUAL})


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_access(Permission.MANAGE)
def currency(request, workspace):
    """Show and save in which currency new canvases of the workspace count."""
    form = WorkspaceCurrencyForm(posted(request), initial={"currency": workspace.currency or NewCanvasForm.USUAL})
    if form.is_valid():
        set_currency(workspace=workspace, **form.cleaned_data)
        toast(request, f"New canvases of {workspace.name} count in {workspace.currency}.")
        return redirect("teams:workspaces")
    context = {"form": form, "workspace": workspace}
    return render(request, "canvas/currency.html", context, status=422 if form.is_bound else 200)


class RenameEditor(SettingsEditor):
    """The editor of a canvas's title, in place of it on its card."""

    template = "canvas/rename.html"
    name = "rename"
    form_class = RenameForm

    def closed(self):
        renamed, title = self.item, "canvas/rename.html"
        if self.was_saved:
            toast(self.request, f"Renamed to {renamed.title}", undo=reverse("canvas:undo", args=[renamed.pk]))
        to = self.canvas.workspace
        response = fragment_or_redirect(self.request, title, {"canvas": renamed}, fragment="card-title", to=to)
        return focused(response, f"canvas-link-{renamed.pk}")

    @property
    def root(self):
        return f"canvas-title-{self.canvas.pk}"


@require_http_methods(["GET", "HEAD", "POST"])
@canvas_access(Permission.EDIT)
def rename(request, canvas):
    """Rename a canvas in place of its card's title."""
    return RenameEditor(request, canvas, canvas.pk).answer()


@require_POST
@canvas_access(Permission.EDIT)
def archive(request, canvas):
    """Archive a canvas."""
    actions.archive_canvas(canvas=canvas, by=request.actor)
    toast(request, f"{canvas.title} is archived", undo=reverse("canvas:restore", args=[canvas.pk]))
    return redirect(canvas.workspace)


@require_POST
@canvas_access(Permission.EDIT, archived=True)
def restore(request, canvas):
    """Bring an archived canvas back."""
    actions.restore_canvas(canvas=canvas, by=request.actor)
    toast(request, f"{canvas.title} is back")
    return redirect(canvas.workspace)


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
    is_plain = archived or workspace.is_of_examples
    is_empty = not (is_plain or words or shown.object_list)
    return {
        "workspace": workspace,
        "page": shown,
        "overview": OF_EXAMPLES if workspace.is_of_examples else {} if archived else _overview(slotted),
        "of_examples": OF_EXAMPLES,
        "welcome": new_canvas_form(request, workspace) if is_empty else None,
        "examples": [] if is_plain else list(Canvas.of_examples(request.user)),
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
