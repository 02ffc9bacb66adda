"""Stored figures: a cache that can be dropped."""

from django.db import models

from ledger.models.items import Feature
from ui.constraints import lengths


class FiguresQuerySet(models.QuerySet):
    def keys_of(self, canvas_id):
        """Figures of a canvas's features with nothing read but their keys, in one order at every time."""
        return self.filter(feature__canvas=canvas_id).only("inputs_key").order_by("pk")


class Figures(models.Model):
    """The figures of a feature as last worked out, good for as long as `inputs_key` still names its inputs."""

    feature = models.OneToOneField(Feature, on_delete=models.CASCADE, primary_key=True, related_name="figures")
    inputs_key = models.CharField(max_length=64)
    payload = models.JSONField()
    # What would mend it, under a key of its own: it is asked for on the feature's page alone.
    advice_key = models.CharField(max_length=64, blank=True)
    advice = models.JSONField(null=True)

    # What it would be under other inputs, each under its own key, as its scenarios ask for.
    cases = models.JSONField(default=dict)

    objects = FiguresQuerySet.as_manager()

    class Meta:
        constraints = lengths("figures", inputs_key=64, advice_key=64)

    def __str__(self):
        return f"figures {self.inputs_key}"
