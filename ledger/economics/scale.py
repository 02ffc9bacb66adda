"""What happens at scale: the monthly profit against the volume, which grows by users at the same use of each."""

import math

import numpy as np

from ledger.economics.evaluation import median_inputs, sample_inputs
from ledger.economics.findings import Scale, ScalePoint
from ledger.economics.lines import Value
from ledger.economics.quantiles import quantiles
from ledger.economics.reading import ReadFeature
from ledger.economics.results import Evaluation
from ledger.economics.totals import work_out

LINEAR, LOG = "linear", "log"
_POINTS = 25
_FAR = 20


def scale(read: ReadFeature, evaluation: Evaluation) -> Scale | None:
    """The curve of a feature, None where its monthly profit can't be worked out."""
    found = evaluation.break_even_uses_per_month
    with np.errstate(all="ignore"):
        totals = work_out(read, sample_inputs(read))
        present = work_out(read, median_inputs(read)).results["monthly_uses"]
        margin, gap = totals.margin_with_volume, totals.gap
        if margin is None or gap is None or present is None or found is None:
            return None
        spacing, volumes = _volumes(float(present), found.p50)
        points = tuple(_point(volume, volume * margin - gap) for volume in volumes)
    if not all(math.isfinite(point.mean) for point in points):
        return None
    return Scale(spacing, float(present), found.p50, found.kind, points, _finding(points, float(present)))


def _volumes(present: float, break_even: float | None) -> tuple[str, list[float]]:
    marks = [present, *([break_even] if break_even else [])]
    low, high = min(marks), max(marks)
    if high / low <= _FAR:
        steps = np.linspace(0, 2 * high, _POINTS).tolist()
        return LINEAR, sorted({*steps, *marks})
    return LOG, sorted({*np.geomspace(low / 10, high * 10, _POINTS).tolist(), *marks})


def _point(volume: float, profit: Value) -> ScalePoint:
    mean = float(np.mean(profit))
    return ScalePoint(volume, mean, *(quantiles(profit) if np.ndim(profit) else (mean, mean, mean)))


def _finding(points: tuple[ScalePoint, ...], present: float) -> str:
    now = next(point for point in points if point.volume == present)
    rises = points[-1].mean > now.mean
    if now.mean >= 0:
        return "It earns at today’s volume, and more volume earns more." if rises else _earning_less(points[-1])
    if not rises:
        return "It loses at today’s volume, and more volume loses more."
    return "It loses at today’s volume; more volume brings it nearer to earning."


def _earning_less(last: ScalePoint) -> str:
    if last.mean < 0:
        return "It earns at today’s volume, but each use takes from that until a month loses."
    return "It earns at today’s volume, and more volume adds nothing to that."
