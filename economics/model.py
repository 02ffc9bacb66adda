"""A feature as the arithmetic sees it, built from database rows or from a document alike."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from economics import kinds
from economics.numbers import Number

FACTOR_REASONS = ("batch", "region", "negotiated", "reseller", "tax")
"""Why prices are another than those of the list, as a rule; the last is borne by every price."""
TAX = FACTOR_REASONS[-1]

type Tiers = tuple[tuple[float, float], ...]
"""Pairs of a threshold in tokens and a price, the lowest threshold first, and that one 0.

A tier holds for every token of a call whose input tokens, cached ones included, are above its threshold.
"""


@dataclass(frozen=True, slots=True)
class Price:
    """What a model costs, in US dollars: tokens of text per million, a unit of `economics.units` per one.

    An empty `cached_input` costs the input price; what an empty `input` or `output` would be is not billed. `request`
    is a fee for each call. Where something of a unit is billed, at least `least` of it is. `name` is what to call the
    model, `provider` and `model` are what the catalogue took for what was typed. Where it costs another price at
    other hours, the price is the average over a day, and `hours` says of what: for how many hours, input and output.
    """

    input: Tiers
    output: Tiers
    cached_input: Tiers = ()
    name: str = field(default="", compare=False)
    units: Mapping[str, Tiers] = field(default_factory=dict)
    least: Mapping[str, float] = field(default_factory=dict)
    request: float = 0.0
    provider: str = field(default="", compare=False)
    model: str = field(default="", compare=False)
    hours: tuple[tuple[float, float, float], ...] = ()

    def completed(self, other: "Price") -> "Price":
        """The same with what another price bills apart from text."""
        return replace(self, units=other.units, least=other.least, request=other.request)

    @property
    def is_of_nothing(self) -> bool:
        """Whether the catalogue knows the model and lists no price of it."""
        return not (self.input or self.output or self.units or self.request)


def is_tax(reason: str) -> bool:
    """Whether the reason of a price factor is that it is a tax."""
    return reason.casefold().split(" ")[0].strip(".,;:") == TAX


@dataclass(frozen=True, slots=True)
class Line:
    """A cost or value line: its key, what was typed into its fields, and its evidence level.

    `inputs` maps field names of `kinds` to typed text; absent and blank are the same. `price` is the price of
    `provider` and `model`, looked up by the caller, None where none is known. `factor_reason` is why its price
    factor is what it is. `share` is the part of a cost, 0 to 1, that this feature bears; all of it unless the line is
    shared with others.
    """

    key: str
    kind: str
    method: str = ""
    label: str = ""
    inputs: Mapping[str, str] = field(default_factory=dict)
    basis: str = ""
    provider: str = ""
    model: str = ""
    factor_reason: str = ""
    price: Price | None = None
    evidence: str = "guess"
    share: float = 1.0

    @property
    def is_taxed(self) -> bool:
        """Whether its price factor is a tax, which every price bears."""
        return is_tax(self.factor_reason)

    @property
    def words(self) -> str:
        """What to call this line: its label, else the words of its kind and method."""
        if self.label.strip():
            return self.label.strip()
        try:
            return kinds.line_type(self.kind, self.method).words
        except KeyError:
            return self.kind


@dataclass(frozen=True, slots=True)
class Limit:
    """How far the people who know an input say it can go.

    `fixed`: it can't be changed. `least` and `most` are typed text in the unit of its field, such as "5%" for a share;
    "" where there is no such bound.
    """

    fixed: bool = False
    least: str = ""
    most: str = ""


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature with its usage, lines and reasons.

    `active_users` and `uses_per_user_per_month` are typed text, "" where not filled. `not_applicable` maps a
    cost kind to the reason why it has no line. `neither_driver` is the reason why it drives neither retention
    nor monetization. `usd_rate` is canvas currency per US dollar, None where unknown (1 for USD). `limits` holds what
    is known of how far a number can go. `per_user` is the spread of
    use between users: uses per user per month at the `median`, `p90` and `p99` user, typed text. What is wrong in
    either opens no question.
    """

    name: str = ""
    uses_ai: bool = True
    active_users: str = ""
    uses_per_user_per_month: str = ""
    costs: tuple[Line, ...] = ()
    value: tuple[Line, ...] = ()
    not_applicable: Mapping[str, str] = field(default_factory=dict)
    neither_driver: str = ""
    currency: str = "USD"
    usd_rate: float | None = None
    usage_evidence: str = "guess"
    limits: Mapping[Number, Limit] = field(default_factory=dict)
    per_user: Mapping[str, str] = field(default_factory=dict)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The cost lines, then the value lines, in their order."""
        return (*self.costs, *self.value)


@dataclass(frozen=True, slots=True)
class Problem:
    """What keeps a line or the usage from being evaluated.

    `key` is that of the line or "usage", `field` the name of the field ("" for the line as a whole), `missing`
    whether it is only not filled yet, rather than wrong.
    """

    key: str
    field: str
    sentence: str
    missing: bool = False
