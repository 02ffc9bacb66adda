"""The volume at which the expected month breaks even, and its spread over the sample."""

import math

import numpy as np

from economics.break_even import CEILING, FLOOR, BreakEven
from economics.expected import expected_per_use
from economics.lines import Value
from economics.quantiles import quantiles
from economics.totals import Totals

_NONE = (None, None)


def break_even(totals: Totals) -> BreakEven | None:
    """The break-even of a feature, None where what it depends on is missing."""
    if totals.volume is None or totals.ceiling is None:
        return None
    kind, expected = expected_volume(totals)
    never = float(np.mean(np.isinf(totals.volume) & np.isinf(totals.ceiling)))
    if kind is None:
        return BreakEven(None, None, None, None, None, never)
    if kind == CEILING:
        return BreakEven(kind, expected, *_ranked(_finite(totals.ceiling)), never=never)
    return BreakEven(kind, expected, *_ranked(totals.volume), never=never)


def expected_volume(totals: Totals) -> tuple[str | None, float | None]:
    """The kind of the break-even and the uses a month at which the expected profit is zero; None where none does it.

    With m the expected margin of one more use and g the expected gap F - S: from g / m on where m > 0, up to g / m
    where both are below zero.
    """
    margin, gap = expected_margin(totals), None if totals.gap is None else float(np.mean(totals.gap))
    if margin is None or gap is None or not math.isfinite(margin) or not math.isfinite(gap):
        return _NONE
    if margin < 0:
        return (CEILING, gap / margin) if gap < 0 else _NONE
    if gap <= 0:
        return FLOOR, 0.0
    volume = float(np.divide(gap, margin))
    return (FLOOR, volume) if math.isfinite(volume) else _NONE


def expected_margin(totals: Totals) -> float | None:
    """What one more use is expected to earn, R' - C."""
    if totals.margin_with_volume is None:
        return None
    return expected_per_use(totals.margin_with_volume, totals.results["monthly_uses"])


def _finite(volumes: Value) -> Value:
    sample = np.atleast_1d(volumes)
    return sample[np.isfinite(sample)]


def _ranked(volumes: Value) -> tuple[float | None, float | None, float | None]:
    """P5, P50 and P95 where infinity ranks last; None where it is one of them, and where there are no volumes."""
    sample = np.atleast_1d(volumes)
    if not sample.size:
        return None, None, None
    p5, p50, p95 = (each if math.isfinite(each) else None for each in quantiles(_finite(sample), total=sample.size))
    return p5, p50, p95
