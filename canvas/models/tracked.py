"""What the write door changes: anything that counts its versions and names what the log keeps of it."""

import uuid
from typing import ClassVar

from django.db import models


class Tracked(models.Model):
    """Anything the write door changes: it counts its own versions and names what the log keeps of it.

    `tracked` names the columns that a Change keeps; `placed` those of them that say only where the item stands:
    changing them alone keeps the version.
    """

    tracked: ClassVar[tuple[str, ...]] = ()
    placed: ClassVar[tuple[str, ...]] = ("position",)

    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True

    @property
    def anchor(self) -> str:
        """The id of this item's element on the page, by which the log and a URL hash point at it."""
        return f"{self._meta.model_name}-{self.pk}"


class ItemQuerySet(models.QuerySet):
    def in_order(self):
        return self.order_by("position", "pk")

    def labelled(self):
        """Read along what the names of these items are made of."""
        return self

    def misfit(self) -> str:
        """Say what these items, as they were brought back, clash with; "" where they fit beside the others."""
        return ""


class Item(Tracked):
    """Something that belongs to one canvas."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # A canvas takes everything that belongs to it along: nothing of it can be shown without it.
    canvas = models.ForeignKey("canvas.Canvas", on_delete=models.CASCADE, related_name="+")

    objects = ItemQuerySet.as_manager()

    class Meta:
        abstract = True


class Link(Item):
    """That one thing of a canvas speaks of another: it says nothing without its ends, and stands once between them.

    `ends` names its foreign keys; the first is of what shows it, where the log and a URL hash find it.
    """

    ends: ClassVar[tuple[str, ...]] = ()

    class Meta:
        abstract = True

    @property
    def anchor(self) -> str:
        first = self._meta.get_field(self.ends[0])
        return f"{first.related_model._meta.model_name}-{getattr(self, first.attname)}"
