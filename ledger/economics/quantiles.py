"""Means and quantiles of a sample, exact and fast."""

import math
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

PROBABILITIES = (0.05, 0.5, 0.95)
_CELLS = 2048


class _Rank(NamedTuple):
    whole: int
    fraction: float


def quantiles(
    finite: NDArray[np.float64], total: int | None = None, probabilities: tuple[float, ...] = PROBABILITIES
) -> tuple[float, ...]:
    """The quantiles of a sample, P5, P50 and P95 by default, interpolated between neighbours as numpy does by default.

    `total`: the size of the sample, where `finite` leaves out members that are infinite. They rank last, and a
    quantile that falls among them is infinity.
    """
    total = finite.size if total is None else total
    ranks = [_Rank(int(p * (total - 1)), p * (total - 1) % 1) for p in probabilities]
    within = [rank for rank in ranks if rank.whole + (rank.fraction > 0) < finite.size]
    found = iter(_select(finite, within) if within else ())
    return tuple(next(found) if rank in within else math.inf for rank in ranks)


def _select(sample: NDArray[np.float64], ranks: list[_Rank]) -> list[float]:
    """The values at these ranks, by counting the sample into cells and sorting only the cells that matter."""
    probe = np.sort(sample[:: max(1, sample.size // 1024)])
    low, high = float(probe[probe.size // 100]), float(probe[-1 - probe.size // 100])
    scale = _CELLS / (high - low) if high > low else math.inf
    if not math.isfinite(scale):
        ordered = np.sort(sample)
        return [_between(rank, lambda index: float(ordered[index])) for rank in ranks]
    scaled = sample - low
    scaled *= scale
    cells = np.clip(scaled, 0, _CELLS - 1, out=scaled).astype(np.int16)
    until = np.bincount(cells, minlength=_CELLS).cumsum()

    @cache
    def members(cell: int) -> NDArray[np.float64]:
        return np.sort(sample[cells == cell])

    def at(index: int) -> float:
        cell = int(until.searchsorted(index, "right"))
        return float(members(cell)[index - (until[cell - 1] if cell else 0)])

    return [_between(rank, at) for rank in ranks]


def _between(rank: _Rank, at: Callable[[int], float]) -> float:
    """The value at a rank, given the one `at` each whole rank."""
    below = at(rank.whole)
    return below + (at(rank.whole + 1) - below) * rank.fraction if rank.fraction else below
