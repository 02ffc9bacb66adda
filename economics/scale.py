"""What happens at scale: the monthly profit against the volume, which grows by users at the same use of each."""

import math

import numpy as np

from economics.advice_model import Scale, ScalePoint
from economics.break_even import uses_words
from economics.evaluation import sample_inputs
from economics.lines import Value
from economics.quantiles import quantiles
from economics.reading import ReadFeature
from economics.round_numbers import around, ladder
from economics.totals import work_out
from economics.volumes import expected_volume

LINEAR, LOG = "linear", "log"
_PARTS, _STEPS = 5, 5
_FAR = 20


def scale(read: ReadFeature) -> Scale | None:
    """The curve of a feature, None where its monthly profit can't be worked out.

    In every case of the sample the users grow by the same factor: uses M, margin R' - C and gap F - S as in `totals`,
    a month leaves f M (R' - C) - (F - S). At a factor of 1 that is today's monthly profit.
    """
    with np.errstate(all="ignore"):
        totals = work_out(read, sample_inputs(read))
        uses, margin, gap = totals.results["monthly_uses"], totals.margin_with_volume, totals.gap
        if uses is None or margin is None or gap is None:
            return None
        gain, present = uses * margin, float(np.mean(uses))
        even = expected_volume(totals)[1] or None
        spacing, volumes = _volumes(present, even)
        points = tuple(_point(volume, volume / present * gain - gap) for volume in volumes)
    if not all(math.isfinite(point.mean) for point in points):
        return None
    return Scale(spacing, present, even, points, _finding(points, present, even))


def _volumes(present: float, break_even: float | None) -> tuple[str, list[float]]:
    """Round volumes with today's and the break-even among them, and how they are spaced."""
    marks = [present, *([break_even] if break_even else [])]
    low, high = min(marks), max(marks)
    if high / low <= _FAR:
        ends = around(0.0, 2 * high, _PARTS)
        return LINEAR, sorted({*np.linspace(0, ends[-1], _STEPS * (len(ends) - 1) + 1).tolist(), *marks})
    return LOG, sorted({*ladder(low / 10, high * 10), *marks})


def _point(volume: float, profit: Value) -> ScalePoint:
    mean = float(np.mean(profit))
    return ScalePoint(volume, mean, *(quantiles(profit) if np.ndim(profit) else (mean, mean, mean)))


def _finding(points: tuple[ScalePoint, ...], present: float, even: float | None) -> str:
    now = next(point for point in points if point.volume == present)
    rises = points[-1].mean > now.mean
    if math.isclose(points[-1].mean, now.mean, rel_tol=1e-9, abs_tol=1e-9):
        return "Volume makes no difference to what a month leaves."
    if even:
        return f"{_with_volume(now.mean, rises)} It breaks even at {uses_words(even)} a month."
    return "It earns at any volume." if now.mean >= 0 and rises else _with_volume(now.mean, rises)


def _with_volume(now: float, rises: bool) -> str:
    if now >= 0:
        return "It earns at today’s volume, " + (
            "and more volume earns more." if rises else "but more volume eats into it."
        )
    return "It loses at today’s volume" + (
        ", and more volume brings it closer to earning." if rises else ", and more volume loses more."
    )
