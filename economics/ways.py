"""The way of one input: the whole estimate moved, every value of its sample by one factor, and where that is healthy.

With the factor f, the contribution per use and the loaded margin are a + b z at each point of the sample, where z is f
or, where something is divided by the input, 1 / f. So an aim that counts the points that lose is met on ranges that
one ranking finds. Where that does not hold (shares that are cut at 100%, tiers of a price, tokens that are part of
others) the way is walked in steps, and the turn found by halving.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from economics.affine import Margins, divides
from economics.bounds import Bounds
from economics.earning import earning
from economics.lines import Value
from economics.numbers import Number
from economics.totals import ROUNDING
from economics.verdict import SOUND_MONTH, SOUND_USE

_INWARD = 1e-9
"""A found turn is moved onwards by this part of itself, so that rounding does not put it on the losing side."""
_STEPS, _HALVED = 24, 30
_FURTHEST = 1e4
_SAME, _LEAST = 1e-9, 1e-12


@dataclass(frozen=True)
class Aim:
    """The shares of uses and of months that may lose."""

    use: float = SOUND_USE
    month: float = SOUND_MONTH

    def is_met(self, margins: Margins) -> bool:
        """Whether no more lose at these margins."""
        return losing(margins, margins.contribution) <= self.use and losing(margins, margins.loaded) <= self.month


HEALTHY = Aim()


def losing(margins: Margins, margin: Value) -> float:
    """The share of points at which a margin is below zero; of an exact one, by more than its rounding."""
    least = 0.0 if np.ndim(margin) else -ROUNDING * margins.largest_line
    return float(np.count_nonzero(margin < least)) / np.size(margin)


@dataclass(frozen=True)
class Way:
    """One input of a feature on the whole sample and, to look around, on a part of it; from its median `now`."""

    margins: Margins
    thinned: Margins
    number: Number
    now: float
    bounds: Bounds

    def at(self, value: float) -> Margins:
        """The feature with the estimate moved so that its median is this value."""
        return self.margins.replaced(self.number, moved(self.margins, self.number, self.now, value, self.bounds))

    def turns(self, aim: Aim) -> list[float]:
        """Where the aim is met first on the way down and on the way up, as far as the input may go."""
        found = (self._turn(aim, is_up=is_up) for is_up in (False, True))
        return [turn for turn in found if turn is not None]

    def _turn(self, aim: Aim, *, is_up: bool) -> float | None:
        end = self.bounds.high if is_up else self.bounds.low
        straight = self._straight_end(end, is_up=is_up)
        if straight != self.now:
            turn = self._ranked(aim, straight)
            if turn is not None and aim.is_met(self.at(turn)):
                return turn
            if turn is not None:
                straight = self.now
        return None if straight == end else self._walked(aim, straight, end)

    def _straight_end(self, end: float, *, is_up: bool) -> float:
        """How far the margins go on as they start; to where they bend, or the value now where they do at once."""
        values = self.margins.values[self.number]
        if is_up and self.bounds.share and np.ndim(values):
            end = min(end, self.now / float(np.max(values)))
        return end if self._is_straight_to(end) else self.now

    def _is_straight_to(self, end: float) -> bool:
        """Whether what the line foretells comes true on the way, at every eighth point."""
        tries = [each for each in _on_the_way(self.now, end) if not (each == 0 and divides(self.number))]
        for each in tries:
            there = _at(self.thinned, self, each)
            start, slope = self._thinned_line
            foretold = start + slope * self._z(each)
            if np.max(np.abs(there - foretold)) > _SAME * (np.max(np.abs(there)) + self.thinned.largest_line):
                return False
        return True

    @cached_property
    def _thinned_line(self) -> tuple[Value, Value]:
        return self._line(self.thinned)[0]

    def _line(self, margins: Margins) -> tuple[tuple[Value, Value], tuple[Value, Value]]:
        """Start and slope, over z, of the contribution and of the loaded margin."""
        other = self.now / 2 if self.now else min(1.0, self.bounds.high) / 2
        there = margins.replaced(self.number, moved(margins, self.number, self.now, other, self.bounds))
        here = margins if self.now else margins.replaced(self.number, 0.0)
        step = self._z(other) - self._z(self.now)
        return (
            _start_and_slope(here.contribution, there.contribution, self._z(self.now), step),
            _start_and_slope(here.loaded, there.loaded, self._z(self.now), step),
        )

    def _ranked(self, aim: Aim, end: float) -> float | None:
        """The first value towards an end at which the aim is met, while the margins are straight."""
        (start, slope), (loaded_start, loaded_slope) = self._whole_line
        if not self._may_meet(aim, end):
            return None
        ranges = [
            self._values(max(one[0], other[0]), min(one[1], other[1]))
            for one in earning(start, slope, aim.use)
            for other in earning(loaded_start, loaded_slope, aim.month)
        ]
        if end > self.now:
            least = max(self.now, self.bounds.low)
            starts = [max(low + _INWARD * abs(low), least) for low, high in ranges if max(low, least) <= high]
            found = min(starts, default=math.inf)
        else:
            most = min(self.now, self.bounds.high)
            starts = [min(high - _INWARD * abs(high), most) for low, high in ranges if low <= min(high, most)]
            found = max(starts, default=-math.inf)
        return found if min(self.now, end) <= found <= max(self.now, end) else None

    def _may_meet(self, aim: Aim, end: float) -> bool:
        """Whether the aim could be met on the way to an end: where both margins only rise or fall, only if it is there.

        Counting is much faster than ranking.
        """
        z = self._z(end or _LEAST * (abs(self.now) or 1.0))
        for (start, slope), most in zip(self._whole_line, (aim.use, aim.month), strict=True):
            is_steady = np.min(slope) >= 0 or np.max(slope) <= 0
            there = start + slope * z
            if is_steady and np.count_nonzero(there < -self._noise) > most * np.size(there):
                return False
        return True

    @property
    def _noise(self) -> float:
        return ROUNDING * self.margins.largest_line

    @cached_property
    def _whole_line(self) -> tuple[tuple[Value, Value], tuple[Value, Value]]:
        return self._line(self.margins)

    def _values(self, low: float, high: float) -> tuple[float, float]:
        """A range of z as one of values."""
        if divides(self.number):
            low, high = (math.inf if each <= 0 else 1 / each for each in (high, low))
        return low, high

    def _z(self, value: float) -> float:
        return float(np.divide(1.0, value)) if divides(self.number) else value

    def _walked(self, aim: Aim, start: float, end: float) -> float | None:
        """The first value towards an end at which the aim is met, wherever the margins bend."""
        before = start
        for value in _steps(start, end):
            if value == 0 and divides(self.number):
                return None
            if (
                self.bounds.low <= value <= self.bounds.high
                and self._seems_met(aim, value)
                and aim.is_met(self.at(value))
            ):
                return self._halved(aim, before, value)
            before = value
        return None

    def _seems_met(self, aim: Aim, value: float) -> bool:
        to = moved(self.thinned, self.number, self.now, value, self.bounds)
        wider = Aim(1.1 * aim.use + 0.01, 1.1 * aim.month + 0.01)
        return wider.is_met(self.thinned.replaced(self.number, to))

    def _halved(self, aim: Aim, before: float, met: float) -> float:
        for _ in range(_HALVED):
            middle = (before + met) / 2
            before, met = (before, middle) if aim.is_met(self.at(middle)) else (middle, met)
        return met


def moved(margins: Margins, number: Number, now: float, value: float, bounds: Bounds) -> Value:
    """The values of an estimate moved so that its median is this value; a point where there is nothing to stretch."""
    values = margins.values[number]
    if now == 0 or np.ndim(values) == 0:
        return np.float64(value)
    stretched = values * (value / now)
    return np.minimum(stretched, 1.0) if bounds.share else stretched


def _at(margins: Margins, way: Way, value: float) -> Value:
    return margins.replaced(way.number, moved(margins, way.number, way.now, value, way.bounds)).contribution


def _start_and_slope(here: Value, there: Value, z: float, step: float) -> tuple[Value, Value]:
    slope = (there - here) / step
    return here - slope * z, slope


def _on_the_way(now: float, end: float) -> list[float]:
    """Values to try between now and an end, near and far."""
    far = _near(now, end)
    middle = math.sqrt(now * far) if now * far > 0 else (now + far) / 2
    return [far, middle]


def _steps(start: float, end: float) -> Iterator[float]:
    far = _near(start, end)
    for step in range(1, _STEPS + 1):
        part = step / _STEPS
        yield start * (far / start) ** part if start * far > 0 else start + part * (far - start)
    if far != end and abs(end) < abs(start):
        yield end


def _near(now: float, end: float) -> float:
    """An end, or so far towards it as is worth looking."""
    scale = abs(now) or 1.0
    if abs(end) > _FURTHEST * scale:
        return math.copysign(_FURTHEST * scale, end)
    return end if abs(end) > scale / _FURTHEST or now == 0 else now / _FURTHEST
