"""The smallest pair: two inputs moved together, each within its admissible range, that make a feature healthy.

Smallest is least in total distance (`bounds.Bounds.distance`). Searched for among the inputs that do most by
themselves: one input of a pair goes a few parts of its way on every eighth point of the sample, and the other is solved
for. The best pair is then drawn in on the whole sample, where it holds exactly. The number of steps is bounded, so a
pair that is smaller by a little may go unfound. Each pair is of two real moves: the first input goes at least a tenth
of its way to where it is best, or healthy by itself.
"""

import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from economics.advice_model import Lever, Move, Pair
from economics.affine import Margins
from economics.healthy_ranges import healthy_ranges
from economics.inputs import place
from economics.levers import Ground, best_value, nearest_end, now_of
from economics.numbers import Number

_CANDIDATES = 8
_STEPS = (0.1, 0.25, 0.5, 0.75, 1.0)
_FURTHEST = 10.0
_DRAWN_IN = 12
_GOLDEN = (math.sqrt(5) - 1) / 2


class _Way(NamedTuple):
    """Which way an input helps, 1 up or -1 down, and how far it may go that way."""

    lever: Lever
    direction: int
    reach: float

    @property
    def number(self) -> Number:
        return self.lever.input.number


class _Found(NamedTuple):
    total: float
    first: _Way
    step: float
    second: _Way
    to: float


def smallest_pair(ground: Ground, levers: tuple[Lever, ...]) -> Pair | None:
    """The smallest pair found, None where the feature is healthy, not quantified, or no pair makes it healthy."""
    with np.errstate(all="ignore"):
        if not ground.is_quantified or ground.lacks <= 0:
            return None
        ways = _ways(ground, levers)
        found = min(_search(ground, ground.thinned, ways), key=lambda each: each.total, default=None)
        found = found and _drawn_in(ground, found)
        return found and _pair(ground, found)


def _ways(ground: Ground, levers: tuple[Lever, ...]) -> list[_Way]:
    """The inputs that help most for the way they go; certainty about one that needs no more is no move."""
    ways = []
    for lever in levers:
        way = _way(ground, lever)
        if way is not None and not lever.healthy_now:
            ways.append(way)
    return sorted(ways, key=lambda way: (_effort(way), place(ground.read.feature, way.number)))[:_CANDIDATES]


def _way(ground: Ground, lever: Lever) -> _Way | None:
    bounds = ground.bounds[lever.input.number]
    best = best_value(ground.sampled.pieces(lever.input.number, bounds.low, bounds.high))
    target = lever.healthy_at if lever.healthy_at is not None else best
    if target is None or target == lever.now:
        return None
    reach = min(bounds.distance(lever.now, target), _FURTHEST)
    return _Way(lever, 1 if target > lever.now else -1, reach)


def _effort(way: _Way) -> float:
    """How far an input has to go for all that is lacking, if each step did the same."""
    return way.reach / way.lever.covers if way.lever.covers > 0 else math.inf


def _search(ground: Ground, sample: Margins, ways: list[_Way]) -> Iterator[_Found]:
    for first in ways:
        for part in _STEPS:
            step = part * first.reach
            moved = _moved(ground, sample, first, step)
            if moved is None:
                continue
            for second in ways:
                found = _solved(ground, moved, first, step, second) if second is not first else None
                if found is not None:
                    yield found


def _moved(ground: Ground, sample: Margins, way: _Way, step: float) -> Margins | None:
    """The sample with an input moved a step of its way, None where it has nowhere to go."""
    value = _value(ground, way, step)
    return None if value is None else sample.replaced(way.number, value)


def _value(ground: Ground, way: _Way, step: float) -> float | None:
    bounds, now = ground.bounds[way.number], now_of(ground, way.number)
    value = min(bounds.high, max(bounds.low, now + way.direction * step * bounds.measure(now)))
    return None if value == now or (value == 0 and bounds.divides) else value


def _solved(ground: Ground, moved: Margins, first: _Way, step: float, second: _Way) -> _Found | None:
    """How far the second input has to go besides; None where it can't go far enough, or need not go at all."""
    bounds, now = ground.bounds[second.number], now_of(ground, second.number)
    ranges = healthy_ranges(moved.pieces(second.number, bounds.low, bounds.high))
    if any(low <= now <= high for low, high in ranges):
        return None
    end = nearest_end(ranges, now, bounds)
    if end is None:
        return None
    return _Found(step + bounds.distance(now, end[0]), first, step, second, end[0])


def _drawn_in(ground: Ground, found: _Found) -> _Found | None:
    """The best pair of the same two inputs near the one found, on the whole sample: a golden-section search."""

    def at(step: float) -> _Found | None:
        moved = _moved(ground, ground.sampled, found.first, step)
        return None if moved is None else _solved(ground, moved, found.first, step, found.second)

    known = [at(found.step), at(found.first.reach)]
    reach = found.first.reach
    low, high = max(_STEPS[0] * reach, found.step - reach / 4), min(reach, found.step + reach / 4)
    for _ in range(_DRAWN_IN // 2):
        inner, outer = at(high - _GOLDEN * (high - low)), at(low + _GOLDEN * (high - low))
        known += [inner, outer]
        if (inner.total if inner else math.inf) <= (outer.total if outer else math.inf):
            high = low + _GOLDEN * (high - low)
        else:
            low = high - _GOLDEN * (high - low)
    return min((each for each in known if each is not None), key=lambda each: each.total, default=None)


def _pair(ground: Ground, found: _Found) -> Pair | None:
    value = _value(ground, found.first, found.step)
    if value is None:
        return None
    after = ground.sampled.replaced(found.first.number, value).replaced(found.second.number, found.to)
    moves = (_move(ground, found.first, value), _move(ground, found.second, found.to))
    return Pair(moves, sum(move.distance for move in moves), after.expected_contribution)


def _move(ground: Ground, way: _Way, to: float) -> Move:
    bounds, now = ground.bounds[way.number], now_of(ground, way.number)
    change, unit = bounds.change(now, to)
    return Move(way.lever.input, now, to, change, unit, bounds.distance(now, to))
