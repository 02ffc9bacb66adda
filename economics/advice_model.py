"""What is said about a feature besides its evaluation: plain figures, stored as JSON and shown again like those of it.

All in the canvas's currency; a share is a fraction.
"""

from dataclasses import asdict, dataclass
from typing import Any

from economics.inputs import Input
from economics.model import Problem
from economics.proposals import Checking, Lever, ModelLever, Moves
from economics.results import decode


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
    per use or the monthly profit is not known; the tail for the reason in `tail_problem`. `models` are the levers of
    the lines that a model could price. `checks` are the numbers that are worth a check, the next one first; none where
    no check would change the answer. `problems`: limits that can't be used.
    """

    engine: str
    tornado: Tornado | None
    gate: Gate
    levers: tuple[Lever, ...]
    models: tuple[ModelLever, ...]
    moves: Moves
    checks: tuple[Checking, ...]
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
