"""What was measured: how much a feature was used on a day, and what that cost and brought in."""

from django.db import models
from django.db.models import Q

from canvas.models import Canvas, Item, ItemQuerySet
from ledger.models.items import Feature


class ActualQuerySet(ItemQuerySet):
    def oldest_first(self):
        return self.order_by("date")

    def between(self, since, until):
        """Days from one to another, both of them included."""
        return self.filter(date__gte=since, date__lte=until)


class Actual(Item):
    """One day of a feature as counted; None where it was not counted.

    Money is in the canvas's currency, and below 0 on a day on which credits come to more than what was charged.
    """

    tracked = ("feature_id", "date", "uses", "cost", "revenue", "input_tokens", "output_tokens", "reviewed")

    canvas = models.ForeignKey(Canvas, on_delete=models.CASCADE, related_name="actuals")
    # A day of a feature that is gone belongs to nothing.
    feature = models.ForeignKey(Feature, on_delete=models.CASCADE, related_name="actuals")
    date = models.DateField()
    uses = models.BigIntegerField(null=True)
    cost = models.DecimalField(max_digits=15, decimal_places=6, null=True)
    revenue = models.DecimalField(max_digits=15, decimal_places=6, null=True)
    input_tokens = models.BigIntegerField(null=True)
    output_tokens = models.BigIntegerField(null=True)
    reviewed = models.BigIntegerField(null=True)

    objects = ActualQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint("feature", "date", name="actual_once_per_day"),
            *(
                models.CheckConstraint(
                    condition=Q((f"{name}__isnull", True)) | Q((f"{name}__gte", 0)), name=f"actual_{name}_not_negative"
                )
                for name in ("uses", "input_tokens", "output_tokens", "reviewed")
            ),
        )

    def __str__(self):
        return f"the actuals of {self.date}"
