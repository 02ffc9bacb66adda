"""What can be proposed about a feature: plain figures, stored as JSON with the rest of the advice.

Money is in the canvas's currency, per use or a month as the name says, and expected; probabilities and shares are 0
to 1. A model stands as the number `model` of its inference line.
"""

from dataclasses import dataclass

from economics.inputs import MODEL, Input

EACH_HEALTHY, TOGETHER, NEVER, HALVED, CERTAIN, OPEN = "each_healthy", "together", "never", "halved", "certain", "open"
"""The aims of `Moves`."""
AT_LEAST, AT_MOST = "at_least", "at_most"


@dataclass(frozen=True)
class Lever:
    """How far one number has to go, all others staying as they are.

    `now` is its median. `break_even`: the value at which the contribution per use is zero with all others at their
    medians (at a tier of a price, the last value before the jump below zero). `healthy_at`: the median nearest to now,
    within reach if any is, at which the feature becomes healthy when the whole estimate moves there; None where no
    admissible value does it, or it is healthy already. `change` is from now to the latter, else to the former, in
    `change_unit`. `reach_used`: how much of its reach the way to `healthy_at` takes; None beyond reach, and without
    `healthy_at`.
    """

    input: Input
    now: float
    break_even: float | None
    healthy_at: float | None
    change: float | None
    change_unit: str
    reach_used: float | None

    @property
    def target(self) -> float | None:
        """The value at which it is healthy, else at which a use breaks even."""
        return self.break_even if self.healthy_at is None else self.healthy_at


@dataclass(frozen=True)
class ModelLever:
    """Another model for an inference line: `now` and `healthy_at` as provider/model, "" for prices of one's own.

    `healthy_at` is None where none that can do the same makes the feature healthy, or it is so already. `words` name
    the model now and the one to go to.
    """

    input: Input
    now: str
    healthy_at: str | None
    reach_used: float | None


@dataclass(frozen=True)
class Outcome:
    """What a feature comes to: contribution per use, margin a month, and how often a use and a month lose."""

    contribution: float
    monthly_profit: float
    loss_per_use: float
    monthly_loss: float
    verdict: str


@dataclass(frozen=True)
class Move:
    """One number, or the model of a line, moved as far as is proposed.

    `now` and `to` are its medians, None of a model. `typed` is what a scenario types for it, of a model provider/model,
    "" where nothing short enough does it. `named` is what to call the model, "" of a number, `was` the one now.
    """

    input: Input
    now: float | None
    to: float | None
    typed: str
    named: str = ""
    was: str = ""

    @property
    def is_model(self) -> bool:
        return self.input.number.field == MODEL


@dataclass(frozen=True)
class Option:
    """One of the things to do: a single move, the share of its reach that it uses, and what it would leave."""

    move: Move
    reach_used: float
    outcome: Outcome


@dataclass(frozen=True)
class Plan:
    """The smallest plan: the moves that together make a feature healthy, and what they would leave.

    `share` is that part of their reach that all of them use, but for a model and whole calls.
    """

    moves: tuple[Move, ...]
    share: float
    outcome: Outcome


@dataclass(frozen=True)
class TooFar:
    """A number that would need more than is plausible: the median that it needs, None where not even `best` is enough.

    `best` is as far as it can go at all, None where that has no end.
    """

    input: Input
    now: float
    needs: float | None
    best: float | None


@dataclass(frozen=True)
class Moves:
    """The things to do about a feature, at most three, nearest first; and, folded away, what is too much to ask.

    By `aim`: `each_healthy`: each option alone makes it healthy. `together`: none does; the options are those that
    come nearest, each at the end of its reach, and `plan` is the smallest that does. `never`: nothing within reach
    makes it healthy, options as before. `halved`: it is healthy, and each option alone halves the chance of a losing
    month. `certain`: it is healthy, and hardly a month in a hundred loses. `open`: it is not quantified. `now` is what
    it comes to.
    """

    aim: str
    now: Outcome | None
    options: tuple[Option, ...]
    plan: Plan | None
    too_far: tuple[TooFar, ...]


@dataclass(frozen=True)
class Checking:
    """A number that is worth a check.

    `p5` and `p95` are its middle 90%. `turns_at`: the value at which a month earns nothing, all others at their
    medians; it earns where the number is `at_least` or `at_most` that, as `side` says. None where there is none.
    """

    input: Input
    p5: float
    p95: float
    turns_at: float | None
    side: str
