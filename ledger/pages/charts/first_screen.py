"""The drawings of a feature's first screen, in per cent of their width: a middle 90%, and the bar of the break-even."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from economics import Summary

EDGE, CROWDED, PART = 8.0, 24.0, 4
# How far past uses without a range the axis goes.
BEYOND = 1.5
STEPS = (1, 2, 2.5, 5, 10)
SHORT_FROM = 1_000_000


@dataclass(frozen=True, slots=True)
class Interval:
    """A line from P5 to P95, thick where it is expected, thin at zero; `below` ends the part that loses, "" without."""

    start: str
    end: str
    zero: str
    expected: str
    below: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the bar, and to which side of it the volume is written; None where it is not written there."""

    at: str
    volume: float | None
    anchor: str = "middle"

    @property
    def is_short(self) -> bool:
        """Whether its volume is written short, so that a million finds room."""
        return self.volume is not None and self.volume >= SHORT_FROM


@dataclass(frozen=True, slots=True)
class VolumeBar:
    """Where a month loses (`lose` to `lose_end`), the break-even, the uses expected with their middle 90%, the axis."""

    lose: str
    lose_end: str
    even: Mark | None
    expected: Mark
    low: str
    high: str
    ticks: Sequence[Mark]


def draw_interval(summary: Summary) -> Interval:
    """Lay out a middle 90% with zero in sight, and a tenth of the width free on both sides."""
    ends = (summary.p5, summary.p95, summary.mean, 0.0)
    low, reach = min(ends), (max(ends) - min(ends)) or 1.0

    def place(amount: float) -> str:
        return _percent(10 + 80 * (amount - low) / reach)

    below = place(min(0.0, summary.p95)) if summary.p5 < 0 else ""
    return Interval(place(summary.p5), place(summary.p95), place(0.0), place(summary.mean), below)


def draw_volumes(uses: Summary, even: float | None, *, is_ceiling: bool) -> VolumeBar:
    """Lay out uses a month from none to a round number; `even` None where a month loses at every volume."""
    top = _round_end(max(uses.p95, uses.mean * BEYOND if uses.p5 == uses.p95 else 0.0, even or 0.0))

    def place(volume: float) -> float:
        return 100 * volume / top

    at = place(even or 0.0)
    lose, end = (0.0, 100.0) if even is None else (at, 100.0) if is_ceiling else (0.0, at)
    expected = place(uses.mean)
    is_crowded = abs(expected - at) < CROWDED
    mark = None if not even else Mark(_percent(at), None if is_crowded else even, _anchor(at))
    return VolumeBar(
        _percent(lose),
        _percent(end - lose),
        mark,
        Mark(_percent(expected), uses.mean, _anchor(expected, CROWDED / 2)),
        _percent(place(uses.p5)),
        _percent(place(uses.p95)),
        [_tick(part, top) for part in range(PART + 1)],
    )


def _tick(part: int, top: float) -> Mark:
    return Mark(
        _percent(100 * part / PART), top * part / PART, "start" if part == 0 else "end" if part == PART else "middle"
    )


def _round_end(volume: float) -> float:
    """The smallest round number that is at least so large, and whose quarters are round too."""
    least = max(volume, 1.0) / PART
    size = 10.0 ** math.floor(math.log10(least))
    step = next(step for step in STEPS if step * size >= least * (1 - 1e-9))
    return PART * step * size


def _anchor(at: float, edge: float = EDGE) -> str:
    return "start" if at < edge else "end" if at > 100 - edge else "middle"


def _percent(length: float) -> str:
    return f"{length:.2f}%"
