"""The brief: six questions asked first on a new canvas, and their answers offered as first notes."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from canvas.access import canvas_access
from canvas.actions import brief as actions
from canvas.forms import BriefForm, FirstNotesForm
from canvas.views.editing import FormEditor
from teams.roles import Permission
from ui.forms import posted
from ui.toasts import toast


class BriefEditor(FormEditor):
    """The editor of the six answers, a page of its own."""

    template = "canvas/brief.html"
    name = "brief"
    pieces = ("foot",)
    css = "brief"

    def find(self):
        return self.canvas.brief

    def form(self, data=None, **initial):
        return BriefForm(data, initial=initial)

    def held(self):
        return BriefForm.held(self.item)

    def write(self, form):
        return actions.answer_brief(**self.saving(form))

    def closed(self):
        return redirect("canvas:first-notes" if self.item.offers else "canvas:page", self.canvas.pk)

    @property
    def url(self):
        return reverse("canvas:brief", args=[self.canvas.pk])


@require_http_methods(["GET", "HEAD", "POST"])
@canvas_access(Permission.EDIT)
def brief(request, canvas):
    """Ask the six questions; saved answers lead on to the notes that they could become."""
    return BriefEditor(request, canvas, canvas.brief.pk).answer()


@require_http_methods(["GET", "HEAD", "POST"])
@canvas_access(Permission.EDIT)
def first_notes(request, canvas):
    """Offer the answers as notes; those ticked are added, in one step that can be undone."""
    form = FirstNotesForm(posted(request), brief=canvas.brief, plan=canvas.plan)
    if form.is_valid():
        notes = actions.take_as_notes(canvas=canvas, by=request.actor, lines=form.cleaned_data["lines"])
        count = "1 note" if len(notes) == 1 else f"{len(notes)} notes"
        toast(request, f"{count} added from the brief", undo=reverse("canvas:undo", args=[canvas.pk]))
        return redirect(canvas)
    context = {"canvas": canvas, "form": form, "alternatives": canvas.brief.alternatives}
    return render(request, "canvas/first-notes.html", context, status=422 if form.is_bound else 200)


@require_POST
@canvas_access(Permission.EDIT)
def skip(request, canvas):
    """Leave the brief for later."""
    actions.skip_brief(canvas=canvas, version=canvas.brief.version, by=request.actor)
    return redirect(canvas)
