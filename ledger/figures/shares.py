"""Shared costs of a canvas: what part of a line its own feature bears, and what it bears of others'."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from uuid import UUID

from canvas.models import Canvas
from ledger.models import CostShare, Feature, Line
from ledger.rules import WHOLE, rest_of


@dataclass(frozen=True, slots=True)
class Borne:
    """A line of another feature, and the per cent of its cost that is borne here."""

    line: Line
    percent: Decimal

    @property
    def share(self) -> float:
        """The fraction, 0 to 1."""
        return float(self.percent / WHOLE)

    @property
    def words(self) -> str:
        """What to call the line among those of the feature that bears this part of it."""
        return f"{self.line} (shared by {self.line.feature})"


@dataclass(frozen=True, slots=True)
class Part:
    """The per cent of a line's cost that another feature than its own bears."""

    feature: Feature
    percent: Decimal


@dataclass(frozen=True, slots=True)
class Shares:
    """By line id, the parts that other features bear; by feature id, what it bears of others' lines."""

    parts: Mapping[UUID, Sequence[Part]] = field(default_factory=dict)
    borne: Mapping[UUID, Sequence[Borne]] = field(default_factory=dict)

    def of(self, line: Line) -> float:
        """Return the fraction of a line's cost that its own feature bears."""
        return float(self.rest(line) / WHOLE)

    def rest(self, line: Line) -> Decimal:
        """Return the per cent of a line's cost that its own feature bears."""
        return rest_of(part.percent for part in self.parts.get(line.pk, ()))

    def with_parts(self, line: Line, parts: Sequence[Part]) -> "Shares":
        """Return these shares as they would be for a line's own feature if others bore these parts of it."""
        return replace(self, parts={**self.parts, line.pk: parts})


def shares_of(*canvases: Canvas) -> Shares:
    """Return the shared costs of canvases, in one query."""
    parts: dict[UUID, list[Part]] = defaultdict(list)
    borne: dict[UUID, list[Borne]] = defaultdict(list)
    for share in CostShare.objects.filter(canvas__in=canvases).with_ends():
        parts[share.line_id].append(Part(share.feature, share.percent))
        borne[share.feature_id].append(Borne(share.line, share.percent))
    return Shares(parts, borne)
