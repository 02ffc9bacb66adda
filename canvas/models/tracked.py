"""What the write door changes: anything that counts its versions and names what the log keeps of it."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.functional import cached_property


class Tracked(models.Model):
    """Anything the write door changes: it counts its own versions and names what the log keeps of it.

    `tracked` names the columns that a Change keeps; `links` the many-to-many fields kept beside them as lists of
    ids; `placed` those columns that say only where the item stands: changing them alone keeps the version.
    """

    tracked: ClassVar[tuple[str, ...]] = ()
    links: ClassVar[tuple[str, ...]] = ()
    placed: ClassVar[tuple[str, ...]] = ("position",)

    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True

    def linked(self, name: str):
        """Return the items that a many-to-many field names: those read along with this one, or else asked for."""
        return self.read_links[name] if name in self.read_links else getattr(self, name).all()

    @cached_property
    def read_links(self) -> dict[str, list]:
        """The items of many-to-many fields that were read along with this one, by field."""
        return {}

    @property
    def anchor(self) -> str:
        """The id of this item's element on the page, by which the log and a URL hash point at it."""
        return f"{self._meta.model_name}-{self.pk}"


class ItemQuerySet(models.QuerySet):
    def in_order(self):
        return self.order_by("position", "pk")

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
