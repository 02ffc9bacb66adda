"""Means and quantiles of a sample, exact and fast."""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

PROBABILITIES = (0.05, 0.5, 0.95)
STRIDE, MARGIN = 32, 16
"""A rank is looked for among 2 * MARGIN * STRIDE members or so: one in 16 of a sample of 16,384."""


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
    """The values at these ranks, looked for where every STRIDE-th member says that they lie.

    Bringing all members to one side or the other of each rank, as `partition` does, takes twice as long.
    """
    some = np.sort(sample[::STRIDE])
    return [_near(sample, some, rank) for rank in ranks]


def _near(sample: NDArray[np.float64], some: NDArray[np.float64], rank: _Rank) -> float:
    """The value at a rank, from the members between two of `some`; from all of them where it lies outside."""
    place = rank.whole // STRIDE
    low = some[place - MARGIN] if place >= MARGIN else -math.inf
    high = some[place + MARGIN] if place + MARGIN < some.size else math.inf
    below = int(np.count_nonzero(sample < low))
    window = sample[(sample >= low) & (sample <= high)]
    if below <= rank.whole and rank.whole + 1 < below + window.size:
        return _between(np.sort(window), _Rank(rank.whole - below, rank.fraction))
    return _between(np.partition(sample, rank.whole), rank)


def _between(placed: NDArray[np.float64], rank: _Rank) -> float:
    """The value at a rank, between its two neighbours."""
    below = float(placed[rank.whole])
    return below + (float(placed[rank.whole + 1 :].min()) - below) * rank.fraction if rank.fraction else below
