"""Where a margin that goes a straight way loses seldom enough: exact ranges on the common sample."""

import math

import numpy as np
from numpy.typing import NDArray

from economics.lines import Value

type Range = tuple[float, float]
"""From and to, both included."""

_EVERYWHERE: Range = (-math.inf, math.inf)


def earning(start: Value, slope: Value, losing: float) -> list[Range]:
    """Where start + slope * z is below zero for no more than this share of the sample, lowest z first."""
    start, slope = np.atleast_1d(start), np.atleast_1d(slope)
    size = max(start.size, slope.size)
    most = math.floor(losing * size)
    least, greatest = float(slope.min()), float(slope.max())
    if least == greatest == 0:
        return [_EVERYWHERE] if np.count_nonzero(start < 0) * size <= most * start.size else []
    if least > 0:
        return [(-_ranked(start / slope, most), math.inf)]
    if greatest < 0:
        return [(-math.inf, -_ranked(start / slope, -1 - most))]
    return _mixed(np.broadcast_to(start, size), np.broadcast_to(slope, size), most)


def lacking(margin: Value, losing: float) -> float:
    """What a margin would have to be more for no more than this share of the sample to lose; 0 or less if it is so."""
    sample = np.array(margin, ndmin=1)
    return -_ranked(sample, min(math.floor(losing * sample.size), sample.size - 1))


def _ranked(numbers: NDArray[np.float64], place: int) -> float:
    """The number at a place in order, counted from the end where it is negative; the numbers are put out of theirs."""
    numbers.partition(place)
    return float(numbers[place])


def _mixed(start: NDArray[np.float64], slope: NDArray[np.float64], most: int) -> list[Range]:
    """Where the margin rises at some points of the sample and falls or stays at others: all changes in their order."""
    rising = np.sort(-start[slope > 0] / slope[slope > 0])
    falling = np.sort(-start[slope < 0] / slope[slope < 0])
    zeros = np.concatenate((rising, falling))
    order = np.argsort(zeros, kind="stable")  # which merges what is sorted already, the rising first where they meet
    at_first = np.count_nonzero((slope == 0) & (start < 0)) + rising.size
    losing = at_first + np.cumsum(np.where(order < rising.size, -1, 1))
    fits = np.concatenate((np.array([False, at_first <= most]), losing <= most, np.array([False])))
    edges = np.concatenate(([-np.inf], zeros[order], [np.inf]))
    turns = np.flatnonzero(fits[1:] != fits[:-1])
    ranges = [(float(edges[first]), float(edges[last])) for first, last in turns.reshape(-1, 2)]
    return [each for each in ranges if each[0] < each[1]]
