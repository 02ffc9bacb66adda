"""What a person says about single inputs: how far one can go, and which number is to be checked next.

As the database holds it, a number is a field of a line, or of the feature's usage where there is no line.
"""

from django.db import models
from django.db.models import Q

from canvas.models import Canvas, Item, ItemQuerySet
from economics import kinds
from ledger import rules
from ledger.models.items import Feature, Line
from ledger.models.numbers import OnNumber
from ui.constraints import lengths


class Limit(OnNumber, Item):
    """That an input can't be changed, or only between two ends, as typed."""

    tracked = ("feature_id", "line_id", "field", "fixed", "least", "most")

    canvas = models.ForeignKey(Canvas, on_delete=models.CASCADE, related_name="limits")
    # A limit says nothing without the input that it holds.
    feature = models.ForeignKey(Feature, on_delete=models.CASCADE, related_name="limits")
    line = models.ForeignKey(Line, on_delete=models.CASCADE, null=True, related_name="limits")
    field = models.CharField(max_length=rules.FIELD_LENGTH)
    fixed = models.BooleanField(default=False)
    least = models.CharField(max_length=rules.ESTIMATE_LENGTH, blank=True)
    most = models.CharField(max_length=rules.ESTIMATE_LENGTH, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint("line", "field", name="limit_once_per_field_of_a_line"),
            models.UniqueConstraint(
                fields=["feature", "field"], condition=Q(line__isnull=True), name="limit_once_per_field_of_the_usage"
            ),
            models.CheckConstraint(
                condition=Q(fixed=True, least="", most="") | (Q(fixed=False) & ~Q(least="", most="")),
                name="limit_says_something",
            ),
            *lengths("limit", field=rules.FIELD_LENGTH, least=rules.ESTIMATE_LENGTH, most=rules.ESTIMATE_LENGTH),
        )

    def __str__(self):
        return f"the limit of {self.field.replace('_', ' ')}"


class NextCheckQuerySet(ItemQuerySet):
    def of(self, canvas):
        """The mark of a canvas, one or none, with what it stands on, in the same query."""
        return self.filter(canvas=canvas).select_related("feature", "line")


class NextCheck(OnNumber, Item):
    """The one number of a canvas that is to be checked next."""

    tracked = ("feature_id", "line_id", "field")

    canvas = models.OneToOneField(Canvas, on_delete=models.CASCADE, related_name="next_check")
    # The mark goes with the number that it stands on.
    feature = models.ForeignKey(Feature, on_delete=models.CASCADE, related_name="next_checks")
    line = models.ForeignKey(Line, on_delete=models.CASCADE, null=True, related_name="next_checks")
    field = models.CharField(max_length=rules.FIELD_LENGTH)

    objects = NextCheckQuerySet.as_manager()

    class Meta:
        constraints = lengths("next_check", field=rules.FIELD_LENGTH)

    def __str__(self):
        return "the next number to check"

    def get_absolute_url(self):
        """Where its number stands: the row of its line, or the usage of its feature."""
        return self.line.get_absolute_url() if self.line else f"{self.feature.get_ledger_url()}#usage-{self.feature_id}"

    @property
    def label(self) -> str:
        """What the number is called within its line or the usage, such as "Share who pay"."""
        if self.line:
            return self.line.line_type.field(self.field).label
        return next(each.label for each in kinds.USAGE_FIELDS if each.name == self.field)
