"""The brief of a canvas."""

from django.db import models

from canvas import rules
from canvas.models.canvas import Canvas
from canvas.models.tracked import Item
from ui.constraints import lengths


class Brief(Item):
    """The six short answers that are asked first."""

    tracked = (*rules.QUESTIONS, "skipped")

    canvas = models.OneToOneField(Canvas, on_delete=models.CASCADE, related_name="brief")
    target_customers = models.CharField(max_length=rules.ANSWER_LENGTH, blank=True)
    pain_points = models.CharField(max_length=rules.ANSWER_LENGTH, blank=True)
    alternatives = models.CharField(max_length=rules.ANSWER_LENGTH, blank=True)
    value_delivered = models.CharField(max_length=rules.ANSWER_LENGTH, blank=True)
    revenue_model = models.CharField(max_length=rules.ANSWER_LENGTH, blank=True)
    delivery_cost = models.CharField(max_length=rules.ANSWER_LENGTH, blank=True)
    skipped = models.BooleanField(default=False)

    class Meta:
        constraints = lengths("brief", **dict.fromkeys(rules.QUESTIONS, rules.ANSWER_LENGTH))

    def __str__(self):
        return "the brief"

    @property
    def offers(self) -> list[str]:
        """The questions whose answers could become notes."""
        return [question for question in rules.BRIEF_TO_BLOCK if getattr(self, question)]

    @property
    def offered_lines(self) -> dict[str, tuple[str, str]]:
        """Each line of these answers by a name of its own, with its question: one could become a note."""
        lines = ((question, rules.lines_of(getattr(self, question))) for question in self.offers)
        return {f"{question}-{place}": (question, line) for question, said in lines for place, line in enumerate(said)}
