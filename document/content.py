"""A document as read: plain frozen values, complete with their defaults, that no database stands behind."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import Any


def names(part: Any) -> tuple[str, ...]:
    """Return the field names of one of the kinds below, or of one such value."""
    return tuple(each.name for each in fields(part))


def texts(part: Any) -> tuple[str, ...]:
    """Return the names of those fields that are plain texts."""
    return tuple(each.name for each in fields(part) if each.type is str)


@dataclass(frozen=True, slots=True)
class CheckNext:
    """The one number of the canvas to be checked next; without the key of a line it is one of the feature's usage."""

    feature: str
    field: str
    line: str = ""


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
    check_next: CheckNext | None = None


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
class Limit:
    """How far one input can go, as typed: not at all, or between two ends of which one may be open."""

    fixed: bool = False
    least: str = ""
    most: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """The part of a cost, such as 40%, that another feature bears."""

    feature: str
    share: str


@dataclass(frozen=True, slots=True)
class Tier:
    """A price in US dollars per million tokens, for calls of more input tokens than `above_tokens`."""

    above_tokens: Decimal
    price: Decimal


@dataclass(frozen=True, slots=True)
class HourlyPrice:
    """For how many hours of a day these prices hold, in US dollars per million tokens."""

    hours: Decimal
    input: Decimal
    output: Decimal


@dataclass(frozen=True, slots=True)
class Prices:
    """What a model cost when a line was priced with it: on which day, by which version of the catalogue.

    Tiers stand lowest first; what has none is not priced. `name` is what the catalogue calls the model. `units` are
    dollars per one of each unit that it bills apart, None where they were not kept with it; `request` is a fee per
    call, `least` how much of a unit is billed at least, and `hours` of what the prices are the average over a day.
    """

    date: datetime.date
    catalogue: str = ""
    name: str = ""
    input: tuple[Tier, ...] = ()
    cached_input: tuple[Tier, ...] = ()
    output: tuple[Tier, ...] = ()
    units: Mapping[str, tuple[Tier, ...]] | None = None
    request: Decimal | None = None
    least: Mapping[str, Decimal] = field(default_factory=dict)
    hours: tuple[HourlyPrice, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A cost or value line. `fields`: what was typed, by field name, empty ones left out.

    The fields of units are called such as `units.web_searches`. `limits`: by field name. `split`: the features that
    bear a part of this cost, in the document's order. `prices`: those that its model is priced with, None where that is
    left to the catalogue.
    """

    key: str
    kind: str
    method: str = ""
    label: str = ""
    price_factor_reason: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    evidence: Evidence = Evidence()
    limits: Mapping[str, Limit] = field(default_factory=dict)
    split: tuple[Share, ...] = ()
    prices: Prices | None = None


@dataclass(frozen=True, slots=True)
class Usage:
    """How many use a feature and how often, as typed.

    `per_user`: uses per user per month that half, 90% and 99% of the users stay below (median, p90, p99), those that
    are filled. `limits`: by field name.
    """

    active_users: str = ""
    uses_per_user_per_month: str = ""
    evidence: Evidence = Evidence()
    per_user: Mapping[str, str] = field(default_factory=dict)
    limits: Mapping[str, Limit] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ScenarioInput:
    """What stands in one field of a line in a scenario, as typed; without the key of a line it is one of the usage."""

    field: str
    value: str = ""
    line: str = ""


@dataclass(frozen=True, slots=True)
class Scenario:
    """What would be if some inputs of a feature were others, in the document's order."""

    name: str
    inputs: tuple[ScenarioInput, ...] = ()


@dataclass(frozen=True, slots=True)
class Actual:
    """What was counted of a feature on a day, None where it was not; money in the canvas's currency."""

    date: datetime.date
    uses: Decimal | None = None
    cost: Decimal | None = None
    revenue: Decimal | None = None
    input_tokens: Decimal | None = None
    output_tokens: Decimal | None = None
    reviewed: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Feature:
    """A product feature with its lines. `not_applicable`: the reason by kind of cost, empty ones left out."""

    name: str
    description: str = ""
    uses_ai: bool = True
    usage: Usage = Usage()
    costs: tuple[DocumentLine, ...] = ()
    value: tuple[DocumentLine, ...] = ()
    not_applicable: Mapping[str, str] = field(default_factory=dict)
    neither_driver: str = ""
    scenarios: tuple[Scenario, ...] = ()
    actuals: tuple[Actual, ...] = ()

    @property
    def lines(self) -> tuple[DocumentLine, ...]:
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
    def lines(self) -> tuple[DocumentLine, ...]:
        """Every line of every feature, in the document's order."""
        return tuple(line for feature in self.features for line in feature.lines)
