"""Costs that more than one feature bears."""

from django.db import models
from django.db.models import Q, Sum

from canvas.models import Canvas, Item, ItemQuerySet
from ledger.models.items import Feature, Line


class CostShareQuerySet(ItemQuerySet):
    def with_ends(self):
        """Shares with their line, its owner and the feature that bears it, in the same query."""
        return self.select_related("line__feature", "feature").order_by("line", "feature__position", "pk")

    def misfit(self):
        beside = CostShare.objects.filter(line__in=self.values("line")).values("line")
        wholes = beside.annotate(whole=Sum("percent")).values_list("whole", flat=True)
        over = max(wholes, default=0) > 100
        return "the shares of a cost would come to more than 100%. Lower one of them first." if over else ""


class CostShare(Item):
    """The part of a cost line that another feature than its own bears, in per cent; its own bears the rest."""

    tracked = ("line_id", "feature_id", "percent")

    canvas = models.ForeignKey(Canvas, on_delete=models.CASCADE, related_name="cost_shares")
    # Where the cost or one who bears it goes, there is nothing left to share.
    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="shares")
    feature = models.ForeignKey(Feature, on_delete=models.CASCADE, related_name="borne_shares")
    percent = models.DecimalField(max_digits=5, decimal_places=2)

    objects = CostShareQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint("line", "feature", name="cost_share_once_per_feature"),
            models.CheckConstraint(condition=Q(percent__gt=0, percent__lte=100), name="cost_share_percent_in_range"),
        )

    def __str__(self):
        return f"{self.percent.normalize():f}% of a shared cost"
