"""A feature as the arithmetic sees it, built from database rows or from a document alike."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from economics import kinds
from economics.numbers import Number


@dataclass(frozen=True, slots=True)
class Price:
    """What a model costs, in US dollars per million tokens.

    Each is a row of tiers (threshold in tokens, price), lowest threshold first and that one 0. A tier holds
    for every token of a call whose input tokens, cached ones included, are above its threshold. An empty
    `cached_input` costs the input price; an empty `input` or `output` is unknown. `name` is what to call it.
    """

    input: tuple[tuple[float, float], ...]
    output: tuple[tuple[float, float], ...]
    cached_input: tuple[tuple[float, float], ...] = ()
    name: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Line:
    """A cost or value line: its key, what was typed into its fields, and its evidence level.

    `inputs` maps field names of `kinds` to typed text; absent and blank are the same. `price` is the price of
    `provider` and `model`, looked up by the caller, None where none is known. `share` is the part of a cost, 0 to 1,
    that this feature bears; all of it unless the line is shared with others.
    """

    key: str
    kind: str
    method: str = ""
    label: str = ""
    inputs: Mapping[str, str] = field(default_factory=dict)
    basis: str = ""
    provider: str = ""
    model: str = ""
    price: Price | None = None
    evidence: str = "guess"
    share: float = 1.0

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
