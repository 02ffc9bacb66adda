"""A document as read: plain frozen values, complete with their defaults, that no database stands behind."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import Any


def names(part: Any) -> tuple[str, ...]:
    """Return the field names of one of the kinds below, or of one such value."""
    return tuple(each.name for each in fields(part))


@dataclass(frozen=True, slots=True)
class Head:
    """The canvas's own fields. `usd_rate`: canvas currency per US dollar, None where not given."""

    title: str
    currency: str
    summary: str = ""
    usd_rate: Decimal | None = None
    usd_rate_date: datetime.date | None = None
    layout: str = "six_blocks"
    value_statement: str = ""
    illustration: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """The six short answers, "" where one was not given."""

    target_customers: str = ""
    pain_points: str = ""
    alternatives: str = ""
    value_delivered: str = ""
    revenue_model: str = ""
    delivery_cost: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A customer segment; `colour` 1 to 8."""

    name: str
    colour: int


@dataclass(frozen=True, slots=True)
class Note:
    """A note and what it names: segments and features by name, lines by key, each in the document's order."""

    text: str
    status: str = "assumption"
    segments: tuple[str, ...] = ()
    features: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """How well a number is known; no level counts as a guess."""

    level: str = ""
    source: str = ""
    url: str = ""
    date: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A cost or value line. `fields`: what was typed, by field name, empty ones left out."""

    key: str
    kind: str
    method: str = ""
    label: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    evidence: Evidence = Evidence()


@dataclass(frozen=True, slots=True)
class Usage:
    """How many use a feature and how often, as typed."""

    active_users: str = ""
    uses_per_user_per_month: str = ""
    evidence: Evidence = Evidence()


@dataclass(frozen=True, slots=True)
class Feature:
    """A product feature with its lines. `not_applicable`: the reason by kind of cost, empty ones left out."""

    name: str
    description: str = ""
    uses_ai: bool = True
    usage: Usage = Usage()
    costs: tuple[Line, ...] = ()
    value: tuple[Line, ...] = ()
    not_applicable: Mapping[str, str] = field(default_factory=dict)
    neither_driver: str = ""

    @property
    def lines(self) -> tuple[Line, ...]:
        """The cost lines, then the value lines."""
        return (*self.costs, *self.value)


@dataclass(frozen=True, slots=True)
class Document:
    """One canvas, whole. `blocks`: the notes of each block of the layout, in order."""

    canvas: Head
    brief: Brief = Brief()
    segments: tuple[Segment, ...] = ()
    blocks: Mapping[str, tuple[Note, ...]] = field(default_factory=dict)
    features: tuple[Feature, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line of every feature, in the document's order."""
        return tuple(line for feature in self.features for line in feature.lines)
