"""Editors with fewer abilities, and with more: saved by a button, and shown what would come of it."""

from abc import abstractmethod
from typing import ClassVar

from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from canvas.forms import EditorForm
from canvas.views.editing.editor import TEMPLATE, Editor, errors_of_none


class FormEditor(Editor):
    """An editor that is saved by its button: a form on a page or in a panel, drawn anew with what was wrong.

    Its fields are those of its form, each with its errors, unless it has <name>-fields.
    """

    css = "form"
    saves_itself = False

    def kept(self, form, *, status, refusal=None):
        response = self.sent(self.context(form, refusal), self.frame, status=status)
        return self.placed(response, self.root)

    def errors(self, form):
        return errors_of_none(form)

    def drawn(self, context: dict | None = None) -> SafeString:
        """Return the editor as a piece of a page that shows several; `context` is that of the one being answered."""
        context = Editor.context(self, self.fresh()) if context is None else context
        return render_to_string(self.frame, context, self.request)

    def fragments(self):
        own = super().fragments()
        return own if "fields" in self.pieces else own | {"fields": f"{TEMPLATE}#editor-fields"}


class PreviewedEditor(Editor):
    """An editor that shows what would come of what is typed in it, while it is typed; nothing is written.

    `preview_route` is where that is asked, "" where this one has none; <name>-preview is its fragment.
    """

    preview_route: ClassVar[str] = ""

    @abstractmethod
    def tried(self, form: EditorForm) -> dict:
        """Return what the page shows with what was typed, worked out and not stored."""

    @property
    def preview_url(self) -> str:
        """Where its preview is asked for."""
        return reverse(self.preview_route, args=[self.canvas.pk, self.item_id]) if self.preview_route else ""

    def preview(self) -> HttpResponse:
        """Show what would come of what was typed; what can't be read leaves the page as it is."""
        if self.item is None:
            raise Http404
        form = self.form(self.request.POST)
        if not form.is_valid():
            return self.sent(self.context(form), f"{self.template}#{self.name}-states", status=422)
        context = self.context(form) | self.tried(form) | {"oob": True}
        return self.sent(context, f"{self.template}#{self.name}-preview")
