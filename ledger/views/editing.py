"""What the editors on a feature's page have in common: the sheet is drawn anew when they close, and tried meanwhile."""

from abc import abstractmethod
from typing import ClassVar

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from canvas.views.editing import PreviewedEditor
from ledger.figures.sheets import Row
from ledger.views.feature import changed, page_context
from ui.fragments import wants_fragment


class SheetEditor(PreviewedEditor):
    """An editor that opens on a feature's page, beneath what it changes."""

    pieces: ClassVar[tuple[str, ...]] = ("states",)

    @property
    @abstractmethod
    def feature_id(self):
        """The id of the feature, None where that is gone."""

    @abstractmethod
    def row(self, form) -> Row:
        """Return the feature as it would be with what was typed, worked out and not stored."""

    @property
    def to(self) -> str:
        """Where a browser goes when the editor closes."""
        return self.back or self.item.get_absolute_url()

    @property
    def target(self):
        return f"#feature-{self.feature_id}"

    def tried(self, form):
        return page_context(self.request, self.canvas, self.row(form))

    def closed(self) -> HttpResponse:
        if self.item:
            return changed(self.request, self.canvas, self.feature_id, to=self.to, extra={"closing": self.key})
        ledger = reverse("ledger:page", args=[self.canvas.pk])
        return HttpResponseClientRedirect(ledger) if wants_fragment(self.request) else redirect(ledger)

    def extras(self, form):
        return {"feature_id": self.feature_id}
