"""Where a feature is healthy as one input moves: exact ranges on the common sample.

It is healthy where it loses in at most 10% of cases on a use (`verdict.SOUND_USE`) and 20% over a month
(`SOUND_MONTH`).
"""

import math
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from economics.affine import Affine, Piece
from economics.lines import Value
from economics.verdict import SOUND_MONTH, SOUND_USE

type Range = tuple[float, float]
"""From and to, both included."""

_EVERYWHERE: Range = (-math.inf, math.inf)


def lacking(contribution: Value, loaded: Value) -> float:
    """What each use would have to earn more for the feature to be healthy; 0 or less where it is."""
    return max(-_ranked(contribution, SOUND_USE), -_ranked(loaded, SOUND_MONTH))


def healthy_ranges(pieces: Iterable[Piece]) -> list[Range]:
    """The values of an input, as a point, at which the feature is healthy, lowest first."""
    found: list[Range] = []
    for piece in pieces:
        for low, high in healthy_on(piece):
            if found and low <= found[-1][1]:
                found[-1] = (found[-1][0], max(high, found[-1][1]))
            else:
                found.append((low, high))
    return found


def healthy_on(piece: Piece) -> list[Range]:
    """The same on one piece of an input's way."""
    ranges = [
        (max(one[0], other[0]), min(one[1], other[1]))
        for one in earning(piece.contribution, SOUND_USE)
        for other in earning(piece.loaded, SOUND_MONTH)
    ]
    values = sorted(_values(piece, low, high) for low, high in ranges if low <= high)
    return [each for each in values if each[0] <= each[1]]


def earning(margin: Affine, losing: float) -> list[Range]:
    """Where on its scale a margin is below zero for no more than this share of the sample."""
    start, slope = np.atleast_1d(margin.start), np.atleast_1d(margin.slope)
    size = max(start.size, slope.size)
    most = math.floor(losing * size)
    least, greatest = float(slope.min()), float(slope.max())
    if least == greatest == 0:
        return [_EVERYWHERE] if np.count_nonzero(start < 0) <= most else []
    if least > 0:
        return [(-_ranked_in(start / slope, most), math.inf)]
    if greatest < 0:
        return [(-math.inf, -_ranked_in(start / slope, -1 - most))]
    return _mixed(np.broadcast_to(start, size), np.broadcast_to(slope, size), most)


def _ranked_in(numbers: NDArray[np.float64], place: int) -> float:
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


def _values(piece: Piece, low: float, high: float) -> Range:
    """A range of the scale as one of the input, within the piece."""
    if piece.is_reciprocal:
        low, high = (math.inf if each <= 0 else 1 / each for each in (high, low))
    return max(low, piece.low), min(high, piece.high)


def _ranked(margin: Value, losing: float) -> float:
    """The margin that at most this share of the sample is below."""
    sample = np.array(margin, ndmin=1)
    return _ranked_in(sample, min(math.floor(losing * sample.size), sample.size - 1))
