"""Shared costs of a canvas: what part of a line its own feature bears, and what it bears of others'."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from canvas.models import Canvas
from ledger.models import CostShare, Line

WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class Borne:
    """A line of another feature, and the fraction of its cost, 0 to 1, that is borne here."""

    line: Line
    share: float


@dataclass(frozen=True, slots=True)
class Shares:
    """The fraction that its own feature bears of each shared line, by line id; what each feature bears of others'."""

    own: Mapping[UUID, float] = field(default_factory=dict)
    borne: Mapping[UUID, Sequence[Borne]] = field(default_factory=dict)

    def of(self, line: Line) -> float:
        """Return the fraction of a line's cost that its own feature bears."""
        return self.own.get(line.pk, 1.0)


def shares_of(canvas: Canvas) -> Shares:
    """Return the shared costs of a canvas, in one query."""
    given: dict[UUID, Decimal] = defaultdict(Decimal)
    borne: dict[UUID, list[Borne]] = defaultdict(list)
    for share in CostShare.objects.filter(canvas=canvas).with_ends():
        given[share.line_id] += share.percent
        borne[share.feature_id].append(Borne(share.line, float(share.percent / WHOLE)))
    return Shares({line: float((WHOLE - percent) / WHOLE) for line, percent in given.items()}, borne)
