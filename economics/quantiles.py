"""Means and quantiles of a sample, exact and fast."""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

PROBABILITIES = (0.05, 0.5, 0.95)


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
    """The values at these ranks, by bringing them alone to where sorting would put them."""
    placed = sample.copy()
    _place(placed, sorted({rank.whole for rank in ranks}))
    return [_between(placed, rank) for rank in ranks]


def _place(part: NDArray[np.float64], ranks: list[int]) -> None:
    """Brings the values of these ranks to their places, the middle one first: the others have less to look through.

    numpy takes several at once too, but only one at a time with the processor's vector instructions.
    """
    if not ranks:
        return
    half = len(ranks) // 2
    middle = ranks[half]
    part.partition(middle)
    _place(part[:middle], ranks[:half])
    _place(part[middle + 1 :], [rank - middle - 1 for rank in ranks[half + 1 :]])


def _between(placed: NDArray[np.float64], rank: _Rank) -> float:
    """The value at a rank, between its two neighbours."""
    below = float(placed[rank.whole])
    return below + (float(placed[rank.whole + 1 :].min()) - below) * rank.fraction if rank.fraction else below
