"""Links from notes of the canvas to what they speak of in the ledger."""

import json

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast, Coalesce

from canvas.models import Canvas, ItemQuerySet, Link, Note
from economics import Evaluation, LineResult, kinds
from ledger.models.items import Feature, Line


class NoteLinkQuerySet(ItemQuerySet):
    def of_notes(self, note_ids):
        return self.filter(note_id__in=list(note_ids))

    def with_texts(self):
        """Links with the text of their notes, in the same query."""
        return self.annotate(text=F("note__text"))

    def with_stored_figures(self):
        """Links with what a badge shows of where they go, and the figures stored of it, in the same query."""
        return self.with_texts().annotate(
            line_kind=F("line__kind"),
            line_method=F("line__method"),
            line_label=F("line__label"),
            line_key=F("line__key"),
            of_feature=Coalesce("feature_id", "line__feature_id"),
            of_feature_named=Coalesce("feature__name", "line__feature__name"),
            stored=Cast("line__feature__figures__payload", models.TextField()),
        )


class NoteLink(Link):
    """That a note of the canvas speaks of a feature, or of one line of a feature."""

    tracked = ("note_id", "feature_id", "line_id")
    ends = ("note", "feature", "line")

    canvas = models.ForeignKey(Canvas, on_delete=models.CASCADE, related_name="note_links")
    # A link says nothing without both its ends.
    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="ledger_links")
    feature = models.ForeignKey(Feature, on_delete=models.CASCADE, null=True, related_name="note_links")
    line = models.ForeignKey(Line, on_delete=models.CASCADE, null=True, related_name="note_links")

    objects = NoteLinkQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(feature__isnull=False, line__isnull=True) | Q(feature__isnull=True, line__isnull=False),
                name="note_link_to_one_thing",
            ),
            models.UniqueConstraint("note", "feature", name="note_link_to_feature_once"),
            models.UniqueConstraint("note", "line", name="note_link_to_line_once"),
        )

    def __str__(self):
        return "a link from a note"

    @property
    def is_worked_out(self) -> bool:
        """Whether figures are stored of the line that this goes to; a feature needs none."""
        return self.line_id is None or self.stored is not None

    @property
    def line_named(self) -> str:
        """What the line that this goes to is called, as `with_stored_figures` read it."""
        return self.line_label or kinds.line_type(self.line_kind, self.line_method).words

    @property
    def stored_result(self) -> LineResult | None:
        """What the figures that `with_stored_figures` read say of the line."""
        return Evaluation.line_from_json(json.loads(self.stored), self.line_key)
