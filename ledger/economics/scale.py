"""What happens at scale: the monthly profit against the volume, which grows by users at the same use of each."""

import math
from dataclasses import dataclass

import numpy as np

from ledger.economics.evaluation import median_inputs, sample_inputs
from ledger.economics.lines import Value
from ledger.economics.quantiles import quantiles
from ledger.economics.reading import ReadFeature
from ledger.economics.results import Evaluation
from ledger.economics.totals import work_out

LINEAR, LOG = "linear", "log"
_POINTS = 25
_FAR = 20


@dataclass(frozen=True)
class ScalePoint:
    """The monthly profit at so many uses a month: its mean, and the ends and middle of its middle 90%."""

    volume: float
    mean: float
    p5: float
    p50: float
    p95: float


@dataclass(frozen=True)
class Scale:
    """The curve of monthly profit, in the canvas's currency, over uses a month, lowest volume first.

    `spacing` of the volumes is `linear`, from 0 to twice the larger of the present volume and the break-even, or `log`
    where these two are more than 20-fold apart, from a tenth of the smaller to ten times the larger. `present` is the
    median of today's uses a month and stands among the points, as does `break_even`, the P50 of
    `Evaluation.break_even_uses_per_month`, whose kind is beside it.
    """

    spacing: str
    present: float
    break_even: float | None
    break_even_kind: str
    points: tuple[ScalePoint, ...]
    finding: str


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
