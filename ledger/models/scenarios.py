"""Scenarios of a feature: a named copy of some of its inputs."""

from itertools import groupby
from operator import itemgetter

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from canvas.models import Canvas, Item, ItemQuerySet
from canvas.rules import same_name_words
from ledger import rules
from ledger.models.items import Feature, Line
from ledger.models.numbers import OnNumber
from ui.constraints import lengths


class ScenarioQuerySet(ItemQuerySet):
    def with_inputs(self):
        """Scenarios with their inputs and the lines that those are of, two queries more."""
        return self.prefetch_related("inputs__line")

    def misfit(self):
        beside = Scenario.objects.filter(feature__in=self.values("feature")).order_by("feature")
        for _, rows in groupby(beside.values_list("feature", "name"), key=itemgetter(0)):
            names = [name for _, name in rows]
            if len(names) > rules.SCENARIO_LIMIT:
                return f"the feature has {rules.SCENARIO_LIMIT} other scenarios by now. Discard one first."
            if words := same_name_words(names):
                return words
        return ""


class Scenario(Item):
    """What would be if some inputs of a feature were others."""

    tracked = ("feature_id", "name", "position")

    canvas = models.ForeignKey(Canvas, on_delete=models.CASCADE, related_name="scenarios")
    # A scenario is one of its feature.
    feature = models.ForeignKey(Feature, on_delete=models.CASCADE, related_name="scenarios")
    name = models.CharField(max_length=rules.NAME_LENGTH)
    position = models.BigIntegerField()

    objects = ScenarioQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint("feature", Lower("name"), name="scenario_name_unique_in_feature"),
            models.CheckConstraint(condition=~Q(name=""), name="scenario_named"),
            *lengths("scenario", name=rules.NAME_LENGTH),
        )

    def __str__(self):
        return self.name


class ScenarioInput(OnNumber, Item):
    """One input of a scenario: the field of a line, or of the usage where there is no line, and what stands in it."""

    tracked = ("scenario_id", "line_id", "field", "value")

    canvas = models.ForeignKey(Canvas, on_delete=models.CASCADE, related_name="scenario_inputs")
    # An input without its scenario, or of a line that is gone, stands for nothing.
    scenario = models.ForeignKey(Scenario, on_delete=models.CASCADE, related_name="inputs")
    line = models.ForeignKey(Line, on_delete=models.CASCADE, null=True, related_name="scenario_inputs")
    field = models.CharField(max_length=rules.FIELD_LENGTH)
    value = models.CharField(max_length=rules.ESTIMATE_LENGTH, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint("scenario", "line", "field", name="scenario_input_once"),
            models.UniqueConstraint(
                fields=["scenario", "field"], condition=Q(line__isnull=True), name="scenario_input_of_usage_once"
            ),
            *lengths("scenario_input", field=rules.FIELD_LENGTH, value=rules.ESTIMATE_LENGTH),
        )

    def __str__(self):
        return f"{self.field.replace('_', ' ')} in a scenario"
