"""What of the ledger belongs to a canvas: features with their lines, links from notes, and stored figures.

Features, lines and links are items, written by canvas.changes alone. Figures are a cache that can be dropped.
"""

import json
from functools import reduce
from operator import or_

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast, Coalesce, Lower
from django.urls import reverse

from canvas.models import Canvas, Item, ItemQuerySet, Note
from ledger import rules
from ledger.economics import Evaluation, LineResult, kinds
from ui.constraints import lengths
from ui.rules import LINK_LENGTH

_KIND_AND_METHOD = reduce(or_, (Q(kind=kind, method=method) for kind, method in rules.KINDS_AND_METHODS))


_TYPED = [name for name in rules.LINE_FIELDS if name not in ("provider", "model", "basis")]
_EVIDENCE = {"evidence_source": rules.SOURCE_LENGTH, "evidence_url": LINK_LENGTH}


def _typed() -> models.CharField:
    """A column that keeps a number as it was typed; ledger.economics reads it."""
    return models.CharField(max_length=rules.ESTIMATE_LENGTH, blank=True)


class Evidence(models.Model):
    """How well a number is known; without a level it counts as a guess."""

    evidence_level = models.CharField(
        max_length=20, blank=True, choices=[(level, level) for level in rules.EVIDENCE_LEVELS]
    )
    evidence_source = models.CharField(max_length=rules.SOURCE_LENGTH, blank=True)
    evidence_url = models.CharField(max_length=LINK_LENGTH, blank=True)
    evidence_date = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


class FeatureQuerySet(ItemQuerySet):
    def with_figures(self):
        """Features with their stored figures, where there are any, in the same query."""
        return self.select_related("figures")

    def with_lines(self):
        """Features with their lines in order, one query more."""
        return self.prefetch_related(models.Prefetch("lines", Line.objects.in_order()))


class Feature(Evidence, Item):
    """One product feature: its usage, and by its lines what it costs and what it is worth."""

    tracked = (
        "name",
        "description",
        "uses_ai",
        "active_users",
        "uses_per_user_per_month",
        *rules.EVIDENCE_FIELDS,
        "neither_driver",
        *rules.NOT_APPLICABLE.values(),
        "position",
    )

    canvas = models.ForeignKey(Canvas, on_delete=models.CASCADE, related_name="features")
    name = models.CharField(max_length=rules.NAME_LENGTH)
    description = models.CharField(max_length=rules.DESCRIPTION_LENGTH, blank=True)
    uses_ai = models.BooleanField(default=True)
    active_users = _typed()
    uses_per_user_per_month = _typed()
    neither_driver = models.CharField(max_length=rules.REASON_LENGTH, blank=True)
    inference_na = models.CharField(max_length=rules.REASON_LENGTH, blank=True)
    data_acquisition_na = models.CharField(max_length=rules.REASON_LENGTH, blank=True)
    human_review_na = models.CharField(max_length=rules.REASON_LENGTH, blank=True)
    position = models.BigIntegerField()

    objects = FeatureQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint("canvas", Lower("name"), name="feature_name_unique_in_canvas"),
            models.CheckConstraint(condition=~Q(name=""), name="feature_named"),
            models.CheckConstraint(
                condition=Q(evidence_level="") | Q(evidence_level__in=rules.EVIDENCE_LEVELS),
                name="feature_evidence_level_known",
            ),
            *lengths(
                "feature",
                name=rules.NAME_LENGTH,
                description=rules.DESCRIPTION_LENGTH,
                active_users=rules.ESTIMATE_LENGTH,
                uses_per_user_per_month=rules.ESTIMATE_LENGTH,
                **dict.fromkeys(("neither_driver", *rules.NOT_APPLICABLE.values()), rules.REASON_LENGTH),
                **_EVIDENCE,
            ),
        )

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("ledger:feature", args=[self.canvas_id, self.pk])

    @property
    def not_applicable(self) -> dict[str, str]:
        """The reason why a kind of cost has no line, by kind, for the kinds that have one."""
        return {kind: getattr(self, column) for kind, column in rules.NOT_APPLICABLE.items() if getattr(self, column)}


class LineQuerySet(ItemQuerySet):
    def cost_lines(self):
        return self.filter(kind__in=kinds.COST_KINDS)

    def value_lines(self):
        return self.filter(kind__in=kinds.VALUE_KINDS)

    def beside(self, kind):
        """Lines on the same side of the ledger as a line of this kind: costs, or value."""
        return self.cost_lines() if kinds.side(kind) == kinds.COST else self.value_lines()

    def with_feature(self):
        """Lines with the feature that they are part of, in the same query."""
        return self.select_related("feature")

    def drivers(self):
        """Lines that say that a feature drives monetization or retention."""
        return self.filter(kind__in=kinds.DRIVER_KINDS)


class Line(Evidence, Item):
    """One cost or value of a feature. Which of the typed columns it uses follows from its kind and method.

    `key` is made once with the line and travels in documents: the random numbers of its estimates follow it.
    """

    tracked = ("feature_id", "kind", "method", "key", "label", "position", *rules.EVIDENCE_FIELDS, *rules.LINE_FIELDS)

    canvas = models.ForeignKey(Canvas, on_delete=models.CASCADE, related_name="lines")
    # A line is part of its feature.
    feature = models.ForeignKey(Feature, on_delete=models.CASCADE, related_name="lines")
    kind = models.CharField(max_length=20, choices=list(kinds.KIND_WORDS.items()))
    method = models.CharField(max_length=20, blank=True)
    key = models.CharField(max_length=rules.KEY_LENGTH)
    label = models.CharField(max_length=rules.LABEL_LENGTH, blank=True)
    position = models.BigIntegerField()

    provider = models.CharField(max_length=rules.MODEL_LENGTH, blank=True)
    model = models.CharField(max_length=rules.MODEL_LENGTH, blank=True)
    price_per_million_input = _typed()
    price_per_million_cached_input = _typed()
    price_per_million_output = _typed()
    calls_per_use = _typed()
    input_tokens = _typed()
    cached_share = _typed()
    output_tokens = _typed()
    retry_rate = _typed()
    amount = _typed()
    basis = models.CharField(max_length=10, blank=True, choices=list(kinds.BASES.items()))
    months = _typed()
    share_reviewed = _typed()
    minutes_per_review = _typed()
    hourly_rate = _typed()
    minutes_saved_per_use = _typed()
    hourly_value = _typed()
    price_per_month = _typed()
    attach_rate = _typed()
    conversion_uplift = _typed()
    value_per_conversion = _typed()
    impressions_per_use = _typed()
    revenue_per_thousand = _typed()
    margin_per_user_per_month = _typed()
    churn_without = _typed()
    churn_with = _typed()

    objects = LineQuerySet.as_manager()

    class Meta:
        indexes = (models.Index("feature", "position", name="line_in_feature_order"),)
        constraints = (
            models.UniqueConstraint("canvas", "key", name="line_key_unique_in_canvas"),
            models.CheckConstraint(condition=_KIND_AND_METHOD, name="line_kind_and_method_known"),
            models.CheckConstraint(condition=Q(basis="") | Q(basis__in=list(kinds.BASES)), name="line_basis_known"),
            models.CheckConstraint(condition=~Q(key=""), name="line_keyed"),
            models.CheckConstraint(
                condition=Q(evidence_level="") | Q(evidence_level__in=rules.EVIDENCE_LEVELS),
                name="line_evidence_level_known",
            ),
            *lengths(
                "line",
                key=rules.KEY_LENGTH,
                label=rules.LABEL_LENGTH,
                provider=rules.MODEL_LENGTH,
                model=rules.MODEL_LENGTH,
                **dict.fromkeys(_TYPED, rules.ESTIMATE_LENGTH),
                **_EVIDENCE,
            ),
        )

    def __str__(self):
        return self.label or self.line_type.words

    def get_absolute_url(self):
        return f"{reverse('ledger:feature', args=[self.canvas_id, self.feature_id])}#{self.anchor}"

    @property
    def line_type(self) -> kinds.LineType:
        """The words, fields and formula of this line's kind and method."""
        return kinds.line_type(self.kind, self.method)

    @property
    def is_cost(self) -> bool:
        return self.line_type.side == kinds.COST


class NoteLinkQuerySet(models.QuerySet):
    def of_notes(self, note_ids):
        return self.filter(note_id__in=list(note_ids))

    def with_stored_figures(self):
        """Links with what a badge shows of where they go, and the figures stored of it, in the same query."""
        return self.annotate(
            line_kind=F("line__kind"),
            line_method=F("line__method"),
            line_label=F("line__label"),
            line_key=F("line__key"),
            of_feature=Coalesce("feature_id", "line__feature_id"),
            of_feature_named=Coalesce("feature__name", "line__feature__name"),
            stored=Cast("line__feature__figures__payload", models.TextField()),
        )


class NoteLink(Item):
    """That a note of the canvas speaks of a feature, or of one line of a feature."""

    tracked = ("note_id", "feature_id", "line_id")

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


class Figures(models.Model):
    """The figures of a feature as last worked out, good for as long as `inputs_key` still names its inputs."""

    feature = models.OneToOneField(Feature, on_delete=models.CASCADE, primary_key=True, related_name="figures")
    inputs_key = models.CharField(max_length=64)
    payload = models.JSONField()

    class Meta:
        constraints = lengths("figures", inputs_key=64)

    def __str__(self):
        return f"figures {self.inputs_key}"
