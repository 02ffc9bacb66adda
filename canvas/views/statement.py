"""The value statement at the head of the value proposition, edited in place."""

from typing import ClassVar

from django.urls import reverse
from django.views.decorators.http import require_http_methods

from canvas.access import canvas_access
from canvas.actions import canvases as actions
from canvas.forms import StatementForm
from canvas.views.editing import Editor
from canvas.views.replies import PAGE
from teams.roles import Permission
from ui.fragments import fragment_or_redirect


class StatementEditor(Editor):
    """The editor of the value statement, a field of the canvas itself."""

    template = "canvas/statement.html"
    name = "statement"
    pieces = ("foot",)
    labels: ClassVar = {"value_statement": ""}  # the heading above it says what it is
    key = root = "statement"

    def find(self):
        return self.canvas

    def form(self, data=None, **initial):
        return StatementForm(data, initial=initial, auto_id="statement-%s")

    def held(self):
        return {"value_statement": self.canvas.value_statement}

    def write(self, form):
        saved = actions.edit_canvas(**self.saving(form))
        self.canvas.value_statement, self.canvas.version = saved.value_statement, saved.version
        return self.canvas

    def closed(self):
        context = {"canvas": self.canvas, "can_edit": True, "oob": True}
        to = f"{self.canvas.get_absolute_url()}#statement"
        return fragment_or_redirect(self.request, PAGE, context, fragment="statement-closed", to=to)

    @property
    def url(self):
        return reverse("canvas:statement", args=[self.canvas.pk])


@require_http_methods(["GET", "HEAD", "POST"])
@canvas_access(Permission.EDIT)
def statement(request, canvas):
    """Show the statement's editor, or save what was typed in it."""
    return StatementEditor(request, canvas, canvas.pk).answer()
