"""What is said about a feature besides its evaluation: plain figures, stored as JSON and shown again like those of it.

All in the canvas's currency; a share is a fraction.
"""

from dataclasses import asdict, dataclass
from typing import Any

from economics.inputs import Input
from economics.model import Problem
from economics.results import decode

AT_LEAST, AT_MOST = "at_least", "at_most"


@dataclass(frozen=True)
class Swing:
    """What an uncertain input does to the contribution per use.

    `p5` and `p95` are values of the input, in its unit; `low` and `high` the contribution per use with the input at
    them and all others at their medians; `swing` their distance. `first_order` and `total` are its shares of the
    variance, 0 to 1, alone and with all that it does together with others; None where nothing varies.
    """

    input: Input
    p5: float
    p95: float
    low: float
    high: float
    swing: float
    first_order: float | None
    total: float | None


@dataclass(frozen=True)
class Tornado:
    """The swings, largest first, around the contribution per use with every input at its median."""

    base: float
    swings: tuple[Swing, ...]
    finding: str


@dataclass(frozen=True)
class Check:
    """One condition of being ready: `next_step` says what to do, "" where it is met; `inputs` are those that rest on a
    guess, so that a page can lead to them.
    """

    id: str
    passed: bool
    sentence: str
    next_step: str
    inputs: tuple[Input, ...] = ()


@dataclass(frozen=True)
class Gate:
    """All the checks in their order, and whether every one is passed."""

    ready: bool
    checks: tuple[Check, ...]


@dataclass(frozen=True)
class TypedTarget:
    """What to type into an input, in the grammar of estimates and without a currency, so that the feature is healthy.

    Rounded to the side on which it still is. `margin` is the mean contribution per use that it leaves.
    """

    text: str
    margin: float


@dataclass(frozen=True)
class Lever:
    """How far one input has to go, or can go, all others staying as they are.

    `now` is its median. `break_even`: the value at which contribution per use is zero with all others at their medians
    (at a tier of a price, the last value before the jump below zero). `healthy_at`: the end, nearest to now, of the
    values at which the verdict is healthy, the input being known for certain and all others as uncertain as they are;
    None where no admissible value is healthy, or every one is. `side`: whether it has to be `at_least` or `at_most`
    the target. `healthy_now`: whether it would be healthy if only it were certain that the input is what it is now.
    Changes are from now, in `change_unit`; `distance` is that of the target (`bounds.Bounds.distance`), None without.

    Margins are means of the contribution per use, with the input at `healthy_at` and at `best`, the admissible value
    that earns the most; None where no one's limit ends it. `alone`: it can make the feature healthy by itself.
    `covers`: the share, 0 to 1, it covers at best of what each use lacks for that.

    `typed_certain` is what to type where the input is known for certain, `typed_spread` with a spread like now's:
    the first value in its direction at which the feature is healthy, or while it is healthy the last. None without
    `healthy_at`, and where none with such a spread will do.
    """

    input: Input
    now: float
    break_even: float | None
    break_even_change: float | None
    healthy_at: float | None
    healthy_change: float | None
    change_unit: str
    side: str
    healthy_now: bool
    distance: float | None
    margin_at_healthy: float | None
    best: float | None
    margin: float | None
    alone: bool
    covers: float
    typed_certain: TypedTarget | None = None
    typed_spread: TypedTarget | None = None

    @property
    def target(self) -> float | None:
        """The value at which it is healthy, else at which it breaks even."""
        return self.break_even if self.healthy_at is None else self.healthy_at

    @property
    def change(self) -> float | None:
        """From now to the target."""
        return self.break_even_change if self.healthy_at is None else self.healthy_change


@dataclass(frozen=True)
class Move:
    """One input of a pair: from its median `now` to a point, with the change and distance as those of a lever.

    `text` is what to type, with the spread that is typed now where the pair then still works; "" where nothing of at
    most 60 characters does.
    """

    input: Input
    now: float
    to: float
    change: float
    change_unit: str
    distance: float
    text: str = ""


@dataclass(frozen=True)
class Pair:
    """Two inputs moved together: their total distance and the mean contribution per use that they leave.

    `typed_margin` is that with the texts of its moves typed, None where one has none.
    """

    moves: tuple[Move, ...]
    distance: float
    margin: float
    typed_margin: float | None = None


@dataclass(frozen=True)
class ScalePoint:
    """The monthly profit at so many uses a month: its mean, and the ends and middle of its middle 90%."""

    volume: float
    mean: float
    p5: float
    p50: float
    p95: float


@dataclass(frozen=True)
class Scale:
    """The curve of monthly profit, in the canvas's currency, over uses a month, lowest volume first.

    `spacing` of the volumes is `linear`, from 0 to twice the larger of the present volume and the break-even, or `log`
    where these two are more than 20-fold apart, from a tenth of the smaller to ten times the larger. `present` is the
    mean of today's uses a month and stands among the points, as does `break_even`, where the mean profit passes 0.
    """

    spacing: str
    present: float
    break_even: float | None
    points: tuple[ScalePoint, ...]
    finding: str


@dataclass(frozen=True)
class TailPoint:
    """A user whom `share` of the users do not exceed: uses, cost and what they bring in, a month."""

    share: float
    uses: float
    cost: float
    income: float


@dataclass(frozen=True)
class Tail:
    """How use spreads between users, with money at its medians, in the canvas's currency.

    `income_per_user` is what an average active user brings in a month however much they use it (subscription,
    conversion, retention, cost saving), `income_per_use` what each use brings (price per use, advertising).
    `covered_uses`: the uses a month that this covers, None where it covers any number. `below_water`: the share of
    users who cost more than they bring. `top_tenth_cost`: what the tenth of the users who use it most cost a month, all
    together; `top_tenth_share`: that as a share of the cost of all. `cap`: the most whole uses per user per month at
    which no user costs more than an average one brings in; None where nobody does, or where no use is covered.
    """

    median: float
    p90: float
    p99: float
    mean_uses: float
    income_per_user: float
    income_per_use: float
    cost_per_use: float
    covered_uses: float | None
    below_water: float
    top_tenth_cost: float
    top_tenth_share: float
    cap: float | None
    points: tuple[TailPoint, ...]
    finding: str


@dataclass(frozen=True)
class Stick:
    """Means per use in the canvas's currency: W, P, R, C, the gain W - P of the user who pays and R - C, what we keep.

    None where what it depends on is missing. `finding` says in a sentence who gains.
    """

    perceived: float | None
    price: float | None
    captured: float | None
    cost: float | None
    user_gain: float | None
    kept: float | None
    finding: str


@dataclass(frozen=True)
class Advice:
    """Everything that is said about a feature besides its evaluation, by the same engine.

    None where what it depends on is missing: the tornado, the levers (then none) and the scale where the contribution
    per use or the monthly profit is not known; the pair where the feature is healthy or no pair makes it so; the tail
    for the reason in `tail_problem`. `problems`: limits that can't be used.
    """

    engine: str
    tornado: Tornado | None
    gate: Gate
    levers: tuple[Lever, ...]
    pair: Pair | None
    scale: Scale | None
    tail: Tail | None
    tail_problem: str
    stick: Stick
    problems: tuple[Problem, ...]

    @property
    def nearest(self) -> Lever | None:
        """The lever that makes the feature healthy, else break even, with the shortest way; None where none does."""
        return next((lever for lever in self.levers if lever.target is not None), None)

    def as_json(self) -> dict[str, Any]:
        """The advice as JSON data; `from_json` gives it back the same."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Advice":
        """The advice that `as_json` wrote; raises KeyError or TypeError for anything else."""
        advice = decode(cls, data)
        assert isinstance(advice, cls)  # noqa: S101 - for the type checker
        return advice
