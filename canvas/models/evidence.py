"""Evidence: how well something is known, from where and since when."""

from django.db import models
from django.db.models import Q
from django.db.models.constraints import BaseConstraint

from canvas import rules
from ui.constraints import lengths
from ui.rules import LINK_LENGTH


class Evidence(models.Model):
    """How well something is known; without a level it counts as a guess.

    A row that rests on one piece of evidence has these columns itself; where it rests on many, each of them is an item
    of its own that has them.
    """

    evidence_level = models.CharField(
        max_length=20, blank=True, choices=[(level, level) for level in rules.EVIDENCE_LEVELS]
    )
    evidence_source = models.CharField(max_length=rules.SOURCE_LENGTH, blank=True)
    evidence_url = models.CharField(max_length=LINK_LENGTH, blank=True)
    evidence_date = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


def evidence_constraints(noun: str) -> tuple[BaseConstraint, ...]:
    """Return what the database promises about the evidence of a model, named after `noun`."""
    level = Q(evidence_level="") | Q(evidence_level__in=rules.EVIDENCE_LEVELS)
    return (
        models.CheckConstraint(condition=level, name=f"{noun}_evidence_level_known"),
        *lengths(noun, evidence_source=rules.SOURCE_LENGTH, evidence_url=LINK_LENGTH),
    )
