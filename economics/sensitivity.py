"""Which number matters most: the swing of the contribution per use with each input, and each one's share of it."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from economics.advice_model import Swing, Tornado
from economics.estimates import Estimate
from economics.evaluation import median_inputs
from economics.inputs import describe
from economics.lines import Value
from economics.numbers import Number
from economics.reading import ReadFeature
from economics.sampling import inverse, shuffled
from economics.totals import work_out

_MOST_EVALUATIONS = 49_152
_MOST_POINTS = 16_384


def tornado(read: ReadFeature) -> Tornado | None:
    """The tornado of a feature, None where its contribution per use can't be worked out."""
    uncertain = {number: estimate for number, estimate in read.estimates() if not estimate.is_point}
    ends = {number: _ends(estimate) for number, estimate in uncertain.items()}
    with np.errstate(all="ignore"):
        contributions = _contributions(read, _one_by_one(read, ends))
        if contributions is None:
            return None
        shares = _shares(read, uncertain)
    base, *rest = contributions.tolist()
    swings = [
        Swing(describe(read.feature, number), *ends[number], low, high, abs(high - low), *shares[number])
        for number, low, high in zip(uncertain, rest[::2], rest[1::2], strict=True)
    ]
    ordered = tuple(sorted(swings, key=lambda each: (-each.swing, each.input.number)))
    return Tornado(base, ordered, _finding(ordered))


def _ends(estimate: Estimate) -> tuple[float, float]:
    """The P5 and P95 of an uncertain estimate."""
    if estimate.distribution in ("uniform", "pert"):
        low, high = inverse(estimate, np.array([0.05, 0.95])).tolist()
        return low, high
    return estimate.low, estimate.high


def _one_by_one(read: ReadFeature, ends: Mapping[Number, tuple[float, float]]) -> dict[Number, Value]:
    """The medians of all inputs, then again with the first uncertain one at its P5, its P95, the next at its P5 ..."""
    values = {name: np.full(1 + 2 * len(ends), median) for name, median in median_inputs(read).items()}
    for place, (number, (low, high)) in enumerate(ends.items()):
        values[number][1 + 2 * place : 3 + 2 * place] = low, high
    return values


def _contributions(read: ReadFeature, values: Mapping[Number, Value]) -> NDArray[np.float64] | None:
    found = work_out(read, values).results["contribution_per_use"]
    size = max((np.size(value) for value in values.values()), default=1)
    if found is None or not np.all(np.isfinite(found)):
        return None
    return np.broadcast_to(found, (size,))


def _shares(read: ReadFeature, uncertain: Mapping[Number, Estimate]) -> dict[Number, tuple[float | None, float | None]]:
    """First-order and total Sobol indices of the contribution per use, None where it does not vary.

    Two samples A and B, and for each input A with that input's column of B. First order after Saltelli et al.,
    "Variance based sensitivity analysis of model output", Computer Physics Communications 181 (2010), table 2 (b);
    total after Jansen, "Analysis of variance designs for model output", ibid. 117 (1999).
    """
    nothing: dict[Number, tuple[float | None, float | None]] = dict.fromkeys(uncertain, (None, None))
    moving = {number: estimate for number, estimate in uncertain.items() if _may_move(read, number)}
    count = _points(len(moving))
    contributions = _contributions(read, _exchanged(read, moving, count)) if moving else None
    if contributions is None:
        return nothing
    one, other, *mixed = contributions.reshape(-1, count)
    both = np.concatenate((one, other))
    middle, variance = float(both.mean()), float(both.var())
    if not variance > (1e-12 * middle) ** 2 or not np.isfinite(variance):
        return nothing
    parts = {
        number: (
            _part(float(np.mean((other - middle) * (swapped - one))), variance),
            _part(float(np.mean((one - swapped) ** 2)) / 2, variance),
        )
        for number, swapped in zip(moving, mixed, strict=True)
    }
    return {**dict.fromkeys(uncertain, (0.0, 0.0)), **parts}


def _may_move(read: ReadFeature, number: Number) -> bool:
    """Whether the contribution per use depends on an input at all."""
    if number.is_of_usage:
        savings = any(each.line.method == "cost_saving" for each in read.drivers)
        return number.field != "active_users" or savings
    return not any(each.line.key == number.key for each in (*read.perceived, *read.fixed))


def _points(inputs: int) -> int:
    """The size of a sample: a power of two, such that all of them together stay within bounds."""
    fitting = _MOST_EVALUATIONS // (inputs + 2)
    return min(_MOST_POINTS, 1 << max(6, fitting.bit_length() - 1))


def _exchanged(read: ReadFeature, uncertain: Mapping[Number, Estimate], count: int) -> dict[Number, Value]:
    """The samples A, B and A with one column of B each, one after the other."""
    values: dict[Number, Value] = dict(median_inputs(read))
    for place, (number, estimate) in enumerate(uncertain.items()):
        one, other = (inverse(estimate, shuffled(number, name, count)) for name in ("A", "B"))
        rows = np.tile(one, (len(uncertain) + 2, 1))
        rows[[1, place + 2]] = other
        values[number] = rows.ravel()
    return values


def _part(share: float, variance: float) -> float:
    return min(1.0, max(0.0, share / variance))


def _finding(swings: tuple[Swing, ...]) -> str:
    moving = [each for each in swings if each.swing > 0]
    if not swings:
        return "Nothing is uncertain: every number is a single value."
    if not moving:
        return "No uncertain number moves the contribution per use."
    first = moving[0]
    says = f"{first.input.words} matters most"
    if first.total is None:
        return f"{says}."
    return f"{says}: it accounts for {round(100 * first.total)}% of the uncertainty in the contribution per use."
