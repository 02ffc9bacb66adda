"""What would mend a feature: for every input, the value at which it breaks even and that at which it is healthy."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from economics.advice_model import AT_LEAST, AT_MOST, Lever
from economics.affine import Margins, Piece, margins_of
from economics.bounds import Bounds
from economics.estimates import MAX_NUMBER
from economics.evaluation import median_inputs, sample_inputs
from economics.healthy_ranges import Range, healthy_ranges, lacking
from economics.inputs import describe, place
from economics.numbers import Number
from economics.reading import ReadFeature

_INWARD = 1e-9
"""A found end is moved inward by this part of itself, so that rounding does not put it on the losing side."""
_LEAST = 1e-15
_THINNED = 8


@dataclass(frozen=True)
class Ground:
    """What levers stand on: the feature at its medians and on the common sample, and the bounds of its inputs."""

    read: ReadFeature
    medians: Margins
    sampled: Margins
    bounds: dict[Number, Bounds]
    is_quantified: bool

    @property
    def lacks(self) -> float:
        """What each use would have to earn more for the feature to be healthy."""
        return lacking(self.sampled.contribution, self.sampled.loaded)

    @cached_property
    def thinned(self) -> Margins:
        """The feature on every eighth point of the sample, to search on."""
        values = self.sampled.values
        thinned = {number: value[::_THINNED] if np.ndim(value) else value for number, value in values.items()}
        found = margins_of(self.read, thinned)
        return self.sampled if found is None else found


def ground(read: ReadFeature, bounds: dict[Number, Bounds], *, is_quantified: bool) -> Ground | None:
    """The ground of a feature, None where its contribution per use can't be worked out."""
    with np.errstate(all="ignore"):
        medians, sampled = margins_of(read, median_inputs(read)), margins_of(read, sample_inputs(read))
    return None if medians is None or sampled is None else Ground(read, medians, sampled, bounds, is_quantified)


def levers(ground: Ground) -> tuple[Lever, ...]:
    """The levers of a feature: those that can make it healthy, nearest first, then the others, nearest first.

    None for an input that can't be changed.
    """
    with np.errstate(all="ignore"):
        lacks = ground.lacks
        found = [
            _lever(ground, number, bounds, lacks)
            for number, bounds in ground.bounds.items()
            if not bounds.fixed and bounds.low < bounds.high
        ]
    return tuple(sorted(found, key=lambda lever: (*_order(lever), place(ground.read.feature, lever.input.number))))


def now_of(ground: Ground, number: Number) -> float:
    """The median of an input."""
    return float(ground.medians.values[number])


def nearest_end(ranges: Iterable[Range], now: float, bounds: Bounds) -> tuple[float, str] | None:
    """The end of these ranges that is nearest to now, a little inward, and its side; ends that only bound are none."""
    found = []
    for low, high in ranges:
        if low > bounds.low:
            found.append((min(high, low + _INWARD * abs(low)), AT_LEAST))
        elif now < low:
            found.append((low, AT_LEAST))
        if high < bounds.high:
            found.append((max(low, high - _INWARD * abs(high)), AT_MOST))
        elif now > high:
            found.append((high, AT_MOST))
    return min(found, key=lambda end: abs(end[0] - now), default=None)


def _order(lever: Lever) -> tuple[bool, float, float]:
    far = math.inf if lever.distance is None else lever.distance
    return lever.healthy_at is None, far, -lever.covers


def _lever(ground: Ground, number: Number, bounds: Bounds, lacks: float) -> Lever:
    now = now_of(ground, number)
    pieces = ground.sampled.pieces(number, bounds.low, bounds.high)
    ranges = healthy_ranges(pieces) if ground.is_quantified else []
    end = nearest_end(ranges, now, bounds)
    zero = _zero(ground.medians.pieces(number, bounds.low, bounds.high), now)
    target = end or zero
    best = best_value(pieces)
    margin_at_end = None if end is None else _mean_at(pieces, end[0])
    ends_there = best is not None and best != _LEAST and abs(best) < MAX_NUMBER
    return Lever(
        input=describe(ground.read.feature, number),
        now=now,
        break_even=zero and zero[0],
        break_even_change=zero and bounds.change(now, zero[0])[0],
        healthy_at=end and end[0],
        healthy_change=end and bounds.change(now, end[0])[0],
        change_unit=bounds.change(now, now)[1],
        side=target[1] if target else "",
        healthy_now=any(low <= now <= high for low, high in ranges),
        distance=target and bounds.distance(now, target[0]),
        margin_at_healthy=margin_at_end,
        best=best if ends_there else None,
        margin=_mean_at(pieces, best) if best is not None and ends_there else None,
        alone=bool(ranges),
        covers=1.0 if ranges or lacks <= 0 else _covers(pieces, best, lacks),
    )


def _zero(pieces: tuple[Piece, ...], now: float) -> tuple[float, str] | None:
    """The value nearest to now at which the contribution is zero, and on which side of it it earns."""
    found = []
    for piece in pieces:
        start, slope = float(piece.contribution.start), float(piece.contribution.slope)
        if slope == 0 or not math.isfinite(start / slope):
            continue
        z = -start / slope
        value = z if not piece.is_reciprocal else 1 / z if z > 0 else math.inf
        if piece.low <= value <= piece.high:
            found.append((value + 0.0, AT_LEAST if (slope > 0) != piece.is_reciprocal else AT_MOST))
    found += _jumps(pieces)
    return min(found, key=lambda zero: abs(zero[0] - now), default=None)


def _jumps(pieces: tuple[Piece, ...]) -> list[tuple[float, str]]:
    """The thresholds at which the contribution jumps from one side of zero to the other."""
    found = []
    for before, after in pairwise(pieces):
        cut = before.high
        left, right = float(before.contribution.at(cut)), float(after.contribution.at(cut))
        if left > 0 > right or left < 0 < right:
            found.append((cut, AT_MOST if left > 0 else AT_LEAST))
    return found


def best_value(pieces: tuple[Piece, ...]) -> float | None:
    """The value that earns the most, per use and then over the month; None where the input changes nothing."""
    ends = [(piece, value) for piece in pieces for value in (max(piece.low, _first(piece)), piece.high)]
    earned = [
        (piece.contribution.mean_at(piece.z(value)), piece.loaded.mean_at(piece.z(value)), value)
        for piece, value in ends
    ]
    if all(each[:2] == earned[0][:2] for each in earned):
        return None
    return max(earned)[2]


def _first(piece: Piece) -> float:
    return _LEAST if piece.is_reciprocal else piece.low


def _mean_at(pieces: tuple[Piece, ...], value: float) -> float | None:
    piece = next(each for each in pieces if value <= each.high)
    mean = piece.contribution.mean_at(piece.z(value))
    return mean if math.isfinite(mean) else None


def _covers(pieces: tuple[Piece, ...], best: float | None, lacks: float) -> float:
    """The share of what is lacking that the best value makes up for."""
    if best is None:
        return 0.0
    piece = next(each for each in pieces if best <= each.high)
    left = lacking(piece.contribution.at(piece.z(best)), piece.loaded.at(piece.z(best)))
    return min(1.0, max(0.0, 1 - left / lacks)) if math.isfinite(left) else 0.0
