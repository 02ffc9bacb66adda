"""Features and their lines: items of a canvas, written by canvas.changes alone."""

from collections import Counter
from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse

from canvas.models import Canvas, Evidence, Item, ItemQuerySet, evidence_constraints
from canvas.rules import EVIDENCE_FIELDS, same_name_words
from economics import kinds
from economics.numbers import USAGE
from ledger import rules
from prices.rules import MODEL_LENGTH
from ui.constraints import lengths

_KIND_AND_METHOD = reduce(or_, (Q(kind=kind, method=method) for kind, method in rules.KINDS_AND_METHODS))


# Each kind of line that a reason can rule out, with the column that holds the reason.
_REASONS = (
    *((Q(lines__kind=kind), column) for kind, column in rules.NOT_APPLICABLE.items()),
    (Q(lines__kind__in=kinds.DRIVER_KINDS), "neither_driver"),
)
CONTRADICTED = "a line and the reason why there is none would stand side by side. Delete that line or reason first."


def _typed() -> models.CharField:
    """A column that keeps a number as it was typed; economics reads it."""
    return models.CharField(max_length=rules.ESTIMATE_LENGTH, blank=True)


def _column(length: int) -> models.CharField:
    """A text column that the database itself fills: code of before it was added still makes rows."""
    return models.CharField(max_length=length, blank=True, default="", db_default="")


def _by_unit() -> models.JSONField:
    """A column that keeps what was typed by the name of a unit."""
    return models.JSONField(default=dict, blank=True, db_default=models.Value({}, models.JSONField()))


class FeatureQuerySet(ItemQuerySet):
    def of_canvases(self, canvases, *, only=None):
        """Features of these canvases in the order of each; `only` narrows it to a few, by id."""
        found = self.filter(canvas__in=canvases).in_order()
        return found if only is None else found.filter(pk__in=list(only))

    def with_figures(self):
        """Features with their stored figures, where there are any, in the same query."""
        return self.select_related("figures").defer("figures__advice_key", "figures__advice", "figures__cases")

    def with_lines(self):
        """Features with their lines in order, one query more."""
        return self.prefetch_related(models.Prefetch("lines", Line.objects.in_order()))

    def contradicted(self):
        """Features with a line beside the reason why there is none."""
        return self.filter(reduce(or_, (~Q(**{column: ""}) & line for line, column in _REASONS)))

    def misfit(self):
        names = list(Feature.objects.filter(canvas__in=self.values("canvas")).values_list("name", flat=True))
        if len(names) > rules.FEATURE_LIMIT:
            return f"the canvas has {rules.FEATURE_LIMIT} other features by now. Delete one first."
        return same_name_words(names) or (CONTRADICTED if self.contradicted().exists() else "")


class Feature(Evidence, Item):
    """One product feature: its usage, and by its lines what it costs and what it is worth."""

    tracked = (
        "name",
        "description",
        "uses_ai",
        "active_users",
        "uses_per_user_per_month",
        *rules.PER_USER.values(),
        *EVIDENCE_FIELDS,
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
    per_user_median = _typed()
    per_user_p90 = _typed()
    per_user_p99 = _typed()
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
            *evidence_constraints("feature"),
            *lengths(
                "feature",
                name=rules.NAME_LENGTH,
                description=rules.DESCRIPTION_LENGTH,
                active_users=rules.ESTIMATE_LENGTH,
                uses_per_user_per_month=rules.ESTIMATE_LENGTH,
                **dict.fromkeys(rules.PER_USER.values(), rules.ESTIMATE_LENGTH),
                **dict.fromkeys(("neither_driver", *rules.NOT_APPLICABLE.values()), rules.REASON_LENGTH),
            ),
        )

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("ledger:feature", args=[self.canvas_id, self.pk])

    def get_ledger_url(self):
        """Where its lines stand, whichever part of its page a person looked at last."""
        return reverse("ledger:feature-ledger", args=[self.canvas_id, self.pk])

    def get_editor_url(self):
        """Where its own numbers are typed: the editor of its usage."""
        return reverse("ledger:usage", args=[self.canvas_id, self.pk])

    @property
    def per_user(self) -> dict[str, str]:
        """Uses per user per month between users, as typed: the median, p90 and p99 that are filled."""
        typed = {name: getattr(self, column) for name, column in rules.PER_USER.items()}
        return {name: text for name, text in typed.items() if text}

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

    def misfit(self):
        beside = Line.objects.filter(canvas__in=self.values("canvas")).values_list("feature", "kind")
        sides = Counter((feature, kinds.side(kind)) for feature, kind in beside)
        if max(sides.values(), default=0) > rules.LINE_LIMIT or sides.total() > rules.CANVAS_LINE_LIMIT:
            return "there are as many other lines by now as there can be. Delete one first."
        return CONTRADICTED if Feature.objects.filter(lines__in=self).contradicted().exists() else ""


class Typed(models.Model):
    """A column for every number that the table of kinds gives a line and for every text that the rules give it."""

    class Meta:
        abstract = True


_LENGTHS = dict.fromkeys(rules.TYPED_FIELDS, rules.ESTIMATE_LENGTH) | rules.TEXT_LENGTHS
for _name, _length in _LENGTHS.items():
    Typed.add_to_class(_name, _column(_length))


class Line(Typed, Evidence, Item):
    """One cost or value of a feature. Which of the typed columns it uses follows from its kind and method.

    `key` is made once with the line and travels in documents: the random numbers of its estimates follow it.
    """

    tracked = (
        "feature_id",
        "kind",
        "method",
        "key",
        *rules.LINE_TEXTS,
        "position",
        *EVIDENCE_FIELDS,
        *rules.LINE_FIELDS,
        "price_factor_reason",
        *rules.UNIT_COLUMNS,
        "kept_prices",
    )

    canvas = models.ForeignKey(Canvas, on_delete=models.CASCADE, related_name="lines")
    # A line is part of its feature.
    feature = models.ForeignKey(Feature, on_delete=models.CASCADE, related_name="lines")
    kind = models.CharField(max_length=20, choices=list(kinds.KIND_WORDS.items()))
    method = models.CharField(max_length=20, blank=True)
    key = models.CharField(max_length=rules.KEY_LENGTH)
    position = models.BigIntegerField()

    provider = models.CharField(max_length=MODEL_LENGTH, blank=True)
    model = models.CharField(max_length=MODEL_LENGTH, blank=True)
    basis = models.CharField(max_length=10, blank=True, choices=list(kinds.BASES.items()))
    units = _by_unit()
    unit_prices = _by_unit()
    # The prices of the model that this line was last priced with; ledger.figures.kept_prices reads and writes them.
    kept_prices = models.JSONField(null=True, blank=True)

    objects = LineQuerySet.as_manager()

    class Meta:
        indexes = (models.Index("feature", "position", name="line_in_feature_order"),)
        constraints = (
            models.UniqueConstraint("canvas", "key", name="line_key_unique_in_canvas"),
            models.CheckConstraint(condition=_KIND_AND_METHOD, name="line_kind_and_method_known"),
            models.CheckConstraint(condition=Q(basis="") | Q(basis__in=list(kinds.BASES)), name="line_basis_known"),
            models.CheckConstraint(condition=~Q(key__in=("", USAGE)), name="line_keyed"),
            models.CheckConstraint(
                condition=Q(provider="", model="") | Q(**dict.fromkeys(kinds.OWN_PRICES, "")),
                name="line_has_a_model_or_own_prices",
            ),
            models.CheckConstraint(
                condition=Q(provider="", model="") | Q(unit_prices={}), name="line_has_a_model_or_own_unit_prices"
            ),
            *evidence_constraints("line"),
            *lengths(
                "line",
                key=rules.KEY_LENGTH,
                provider=MODEL_LENGTH,
                model=MODEL_LENGTH,
                **_LENGTHS,
            ),
        )

    def __str__(self):
        return self.label or self.line_type.words

    def get_absolute_url(self):
        return f"{reverse('ledger:feature-ledger', args=[self.canvas_id, self.feature_id])}#{self.anchor}"

    def get_editor_url(self):
        """Where its numbers are typed."""
        return reverse("ledger:line", args=[self.canvas_id, self.pk])

    @property
    def typed(self) -> dict[str, str]:
        """What was typed into its numbers, by the names of the fields, those of units too; empty ones are left out."""
        held = {name: getattr(self, name) for name in rules.TYPED_FIELDS}
        by_unit = rules.flat_units({column: getattr(self, column) for column in rules.UNIT_COLUMNS})
        return {name: text for name, text in (held | by_unit).items() if text}

    @property
    def line_type(self) -> kinds.LineType:
        """The words, fields and formula of this line's kind and method."""
        return kinds.line_type(self.kind, self.method)

    @property
    def is_cost(self) -> bool:
        return self.line_type.side == kinds.COST
