"""The log of a canvas."""

from django.db import models
from django.db.models import Q

from canvas.models.canvas import Canvas
from teams.actors import Kind
from ui.constraints import lengths


class ChangeQuerySet(models.QuerySet):
    def newest_first(self):
        return self.order_by("-id")

    def by(self, actor):
        """Changes of this user or actor."""
        return self.filter(by_id=actor.id)

    def since_made(self):
        """Without the step that made the canvas, with all that was in it from the start."""
        return self.exclude(step__in=self.filter(model=Canvas._meta.label, verb="create").values("step"))


class Change(models.Model):
    """One line of the log: one item, before and after, in one revision of its canvas.

    It has no foreign key to what it describes, nor to who acted, so that a delete never fails and the past stays
    readable: `by_kind` says whether that was a user, a guest, a token or the product itself.
    `step` groups what a person would call one change; `undoes` and `redoes` name the step taken back or redone.
    """

    id = models.BigAutoField(primary_key=True)
    canvas = models.ForeignKey(Canvas, on_delete=models.CASCADE, related_name="changes")
    revision = models.PositiveIntegerField()
    step = models.UUIDField()
    undoes = models.UUIDField(null=True)
    redoes = models.UUIDField(null=True)
    by_id = models.UUIDField()
    by_name = models.CharField(max_length=100)
    # The version before says nothing of it: whoever acted there was a user.
    by_kind = models.CharField(max_length=6, choices=[(kind, kind) for kind in Kind], db_default=Kind.USER)
    at = models.DateTimeField()
    verb = models.CharField(max_length=10)
    model = models.CharField(max_length=40)
    item_id = models.UUIDField()
    item_version = models.PositiveIntegerField()
    anchor = models.CharField(max_length=80)
    label = models.CharField(max_length=80)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index("canvas", "item_id", "item_version", name="change_of_item"),
            models.Index("canvas", "by_id", "id", name="change_by_person"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(verb__in=("create", "edit", "move", "delete")), name="change_verb_known"
            ),
            models.CheckConstraint(condition=Q(by_kind__in=list(Kind)), name="change_by_kind_known"),
            models.CheckConstraint(condition=Q(undoes__isnull=True) | Q(redoes__isnull=True), name="change_one_way"),
            *lengths("change", by_name=100, model=40, anchor=80, label=80),
        )

    def __str__(self):
        return f"{self.verb} {self.label}"
