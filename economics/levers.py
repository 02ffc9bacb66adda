"""What would mend a feature: for every input, the value at which a use breaks even and that at which it is healthy."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from economics.affine import Affine, Margins, Piece, margins_of
from economics.bounds import Bounds
from economics.evaluation import median_inputs, sample_inputs
from economics.inputs import describe, place
from economics.numbers import USAGE, Number
from economics.proposals import Lever
from economics.reach import USES, Reach, reach_of
from economics.reading import ReadFeature
from economics.ways import HEALTHY, Aim, Way

_THINNED = 8


@dataclass(frozen=True)
class Ground:
    """What advice stands on: the feature at its medians and on the common sample, and how far its inputs may go.

    `admissible` are the values of every input, those that can't be changed among them.
    """

    read: ReadFeature
    medians: Margins
    sampled: Margins
    admissible: dict[Number, Bounds]
    is_quantified: bool

    @cached_property
    def bounds(self) -> dict[Number, Bounds]:
        """How far the inputs that can be changed may go."""
        return {number: each for number, each in self.admissible.items() if not each.fixed and each.low < each.high}

    @cached_property
    def thinned(self) -> Margins:
        """The feature on every eighth point of the sample, to look around on."""
        return self.sampled.every(_THINNED)

    @cached_property
    def is_healthy(self) -> bool:
        return self.is_quantified and HEALTHY.is_met(self.sampled)

    @cached_property
    def reaches(self) -> dict[Number, Reach]:
        """The reach of every input that can be changed."""
        is_cap = self._caps_help
        return {
            number: reach_of(self.read.feature, number, self.now(number), bounds, is_cap=is_cap)
            for number, bounds in self.bounds.items()
        }

    def now(self, number: Number) -> float:
        """The median of an input."""
        return float(self.medians.values[number])

    def way(self, number: Number) -> Way:
        """The way of an input."""
        return Way(self.sampled, self.thinned, number, self.now(number), self.bounds[number])

    @property
    def _caps_help(self) -> bool:
        """Whether a further use of a user costs more than it brings: fewer uses of each would leave more a month."""
        number = Number(USAGE, USES)
        fewer = self.medians.replaced(number, 0.99 * self.now(number))
        return float(fewer.loaded * fewer.uses) > float(self.medians.loaded * self.medians.uses)


def ground(read: ReadFeature, bounds: dict[Number, Bounds], *, is_quantified: bool) -> Ground | None:
    """The ground of a feature, None where its contribution per use can't be worked out."""
    with np.errstate(all="ignore"):
        medians, sampled = margins_of(read, median_inputs(read)), margins_of(read, sample_inputs(read))
    return None if medians is None or sampled is None else Ground(read, medians, sampled, bounds, is_quantified)


def levers(ground: Ground) -> tuple[Lever, ...]:
    """The levers of a feature, nearest first: by the share of their reach, those that are never healthy last.

    None for an input that can't be changed.
    """
    with np.errstate(all="ignore"):
        found = [_lever(ground, number) for number in ground.bounds]
    return tuple(sorted(found, key=lambda lever: _order(ground, lever)))


def turn_of(ground: Ground, number: Number, aim: Aim) -> float | None:
    """Where an input meets an aim: within its reach if it can, else nearest to it; whole calls where these do."""
    reach = ground.reaches[number]
    turns = [_whole(reach, turn) for turn in ground.way(number).turns(aim)]
    return min(
        turns, key=lambda turn: (not reach.holds(turn), _effort(reach, turn), abs(turn - reach.now)), default=None
    )


def zero_of(pieces: Sequence[Piece], margins: Sequence[Affine], now: float) -> float | None:
    """The value nearest to now at which a margin at the medians is zero, or jumps from one side of it to the other.

    `margins` are, for each piece of the way, that margin on it.
    """
    found = _jumps(pieces, margins)
    for piece, margin in zip(pieces, margins, strict=True):
        start, slope = float(margin.start), float(margin.slope)
        if slope == 0 or not math.isfinite(start / slope):
            continue
        z = -start / slope
        value = z if not piece.is_reciprocal else 1 / z if z > 0 else math.inf
        if piece.low <= value <= piece.high:
            found.append(value + 0.0)
    return min(found, key=lambda zero: abs(zero - now), default=None)


def _order(ground: Ground, lever: Lever) -> tuple[bool, float, float, tuple[int, int]]:
    number, bounds, target = lever.input.number, ground.bounds[lever.input.number], lever.target
    far = math.inf if target is None else bounds.distance(lever.now, target)
    effort = math.inf if target is None else _effort(ground.reaches[number], target)
    return lever.healthy_at is None, effort, far, place(ground.read.feature, number)


def _lever(ground: Ground, number: Number) -> Lever:
    now, bounds, reach = ground.now(number), ground.bounds[number], ground.reaches[number]
    pieces = ground.medians.pieces(number, bounds.low, bounds.high)
    zero = zero_of(pieces, [piece.contribution for piece in pieces], now)
    seeks = ground.is_quantified and not ground.is_healthy
    turn = turn_of(ground, number, HEALTHY) if seeks else None
    target = zero if turn is None else turn
    change = None if target is None else bounds.change(now, target)[0]
    return Lever(
        input=describe(ground.read.feature, number),
        now=now,
        break_even=zero,
        healthy_at=turn,
        change=change,
        change_unit=bounds.change(now, now)[1],
        reach_used=None if turn is None else reach.used(turn),
    )


def _whole(reach: Reach, turn: float) -> float:
    whole = reach.whole(turn) if reach.is_whole else None
    return turn if whole is None else whole


def _effort(reach: Reach, turn: float) -> float:
    way = reach.way(turn)
    return math.inf if way is None else way


def _jumps(pieces: Sequence[Piece], margins: Sequence[Affine]) -> list[float]:
    """The thresholds at which the margin jumps from one side of zero to the other."""
    found = []
    for (before, one), (_, other) in pairwise(zip(pieces, margins, strict=True)):
        cut = before.high
        left, right = float(one.at(cut)), float(other.at(cut))
        if left > 0 > right or left < 0 < right:
            found.append(cut)
    return found
