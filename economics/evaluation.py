"""Evaluate a feature: read it, sample its inputs, work out every result and judge."""

import math
from collections.abc import Mapping
from dataclasses import fields

import numpy as np
from numpy.typing import NDArray

from economics import questions, verdict, waterfall
from economics.break_even import BreakEven
from economics.expected import expected_per_use
from economics.histogram import Histogram, histogram
from economics.lines import Value
from economics.model import Feature, Problem
from economics.numbers import Number
from economics.quantiles import quantiles
from economics.reading import ReadFeature, ReadLine, read_feature
from economics.results import ENGINE, Evaluation, LineResult, Means, Results, Summary
from economics.sampling import POINTS, samples
from economics.totals import Totals, work_out
from economics.verdict import Verdict
from economics.volumes import break_even, expected_margin

MEANS = tuple(field.name for field in fields(Means))
SUMMARIES = tuple(field.name for field in fields(Results) if field.name != "means")
_PER_USE = "_per_use"

_OVERFLOW = "The figures are too large or too small to work with. Check the units of what was typed."
_WAITS = "Waits for what is missing: {}."
_NEEDS = {
    "monthly_uses": "usage",
    "variable_cost_per_use": "complete costs",
    "fixed_cost_per_month": "complete costs",
    "fixed_cost_per_use": "complete costs and usage",
    "loaded_cost_per_use": "complete costs and usage",
    "perceived_value_per_use": "complete perceived value",
    "captured_value_per_use": "complete retention or monetization, and usage",
    "price_to_payer_per_use": "complete monetization, and usage",
    "user_gain_per_use": "complete perceived value and monetization",
    "contribution_per_use": "complete costs, and retention or monetization",
    "monthly_contribution": "complete costs, retention or monetization, and usage",
    "monthly_profit": "complete costs, retention or monetization, and usage",
    "loaded_margin_per_use": "complete costs, retention or monetization, and usage",
    "monthly_captured_value": "complete retention or monetization, and usage",
    "monthly_cost": "complete costs and usage",
}


def evaluate(feature: Feature) -> Evaluation:
    """Everything that can be said about `feature`; what is wrong or missing is in the answer, nothing is raised."""
    read = read_feature(feature)
    values = sample_inputs(read)
    with np.errstate(all="ignore"):
        totals = work_out(read, values)
        overflowing = _overflowing(read, totals)
        if overflowing:
            read = read.with_problems(overflowing)
            totals = work_out(read, values)
        return _evaluation(read, totals, POINTS if any(np.ndim(value) for value in values.values()) else 1)


def sample_inputs(read: ReadFeature) -> dict[Number, Value]:
    """The value of every input by its number: POINTS samples, one float64 where it is a point."""
    with np.errstate(all="ignore"):
        return {
            number: np.float64(estimate.mid) if estimate.is_point else samples(number, estimate)
            for number, estimate in read.estimates()
        }


def median_inputs(read: ReadFeature) -> dict[Number, Value]:
    """The median of every input by its number."""
    return {number: np.float64(estimate.median) for number, estimate in read.estimates()}


def _evaluation(read: ReadFeature, totals: Totals, points: int) -> Evaluation:
    summaries = _Summaries(totals.results["monthly_uses"])
    results = {name: summaries.of(totals.results[name], is_per_use=name.endswith(_PER_USE)) for name in SUMMARIES}
    means = {name: _mean(totals.results[name]) for name in MEANS}
    asked = questions.ask(read)
    even = break_even(totals)
    loss_per_use = _loss(totals, "contribution_per_use", results)
    monthly_loss = _loss(totals, "monthly_profit", results)
    worse = _volume_makes_it_worse(totals)
    lines = tuple(_line_result(each, totals, summaries) for each in read.lines)
    return Evaluation(
        engine=ENGINE,
        points=points,
        verdict=_verdict(asked, loss_per_use, monthly_loss, even, worse),
        questions=asked,
        results=Results(means=Means(**means), **results),
        reasons=_reasons(totals.results, {**results, **means}),
        break_even_uses_per_month=even,
        probability_of_loss_per_use=loss_per_use,
        probability_of_monthly_loss=monthly_loss,
        volume_makes_it_worse=worse,
        lines=lines,
        waterfall=_waterfall(read, lines, results["fixed_cost_per_use"]) if results["contribution_per_use"] else None,
        histogram=_histogram(totals.results["contribution_per_use"], results["contribution_per_use"]),
        problems=read.problems,
    )


class _Summaries:
    """Summaries of values at these uses a month, each worked out once: the sum of a single line is that line."""

    def __init__(self, uses: Value | None) -> None:
        self._uses = uses
        self._known: dict[tuple[int, bool], Summary | None] = {}

    def of(self, value: Value | None, *, is_per_use: bool) -> Summary | None:
        """What is expected, and the quantiles; None where there is nothing or where it is not finite."""
        asked = id(value), is_per_use
        if asked not in self._known:
            self._known[asked] = None if value is None else _summary(value, self._uses if is_per_use else None)
        return self._known[asked]


def _summary(value: Value, uses: Value | None) -> Summary | None:
    expected = expected_per_use(value, uses)
    if not math.isfinite(expected):
        return None
    if np.ndim(value) == 0:
        return Summary(expected, expected, expected, expected)
    return Summary(expected, *quantiles(value))


def _mean(value: Value | None) -> float | None:
    mean = None if value is None else float(np.mean(value))
    return mean if mean is not None and math.isfinite(mean) else None


def _overflowing(read: ReadFeature, totals: Totals) -> dict[str, Problem]:
    return {
        each.line.key: Problem(each.line.key, "", f"{each.line.words}: {_OVERFLOW}")
        for each in read.lines
        if (amount := totals.lines[each.line.key]) is not None and not np.isfinite(np.mean(amount))
    }


def _line_result(read: ReadLine, totals: Totals, summaries: _Summaries) -> LineResult:
    line, amount = read.line, totals.lines[read.line.key]
    return LineResult(
        key=line.key,
        side=read.side,
        kind=line.kind,
        method=line.method,
        words=line.words,
        per="month" if read.is_fixed else "use",
        is_complete=read.is_complete,
        summary=summaries.of(amount, is_per_use=not read.is_fixed),
        monthly=_mean(_monthly(read, amount, totals.results["monthly_uses"])),
    )


def _monthly(read: ReadLine, amount: Value | None, uses: Value | None) -> Value | None:
    """What a line comes to a month; None where it or the uses are not known."""
    if read.is_fixed:
        return amount
    return None if amount is None or uses is None else amount * uses


def _loss(totals: Totals, name: str, results: Mapping[str, Summary | None]) -> float | None:
    """The share of points below zero."""
    sample = totals.results[name]
    return None if sample is None or results[name] is None else _share(sample < 0)


def _volume_makes_it_worse(totals: Totals) -> bool | None:
    """Whether one more use is expected to lose money, savings that come whatever the volume left aside."""
    margin = expected_margin(totals)
    return None if margin is None else margin < 0


def _share(holds: np.bool | NDArray[np.bool]) -> float:
    """The share of points at which something holds."""
    return float(np.count_nonzero(holds)) / np.size(holds)


def _verdict(
    asked: tuple[questions.Question, ...],
    loss_per_use: float | None,
    monthly_loss: float | None,
    even: BreakEven | None,
    worse: bool | None,
) -> Verdict:
    if loss_per_use is None or monthly_loss is None or not all(question.is_answered for question in asked):
        return verdict.not_quantified(asked, _OVERFLOW)
    return verdict.judge(
        loss_per_use=loss_per_use,
        monthly_loss=monthly_loss,
        break_even=even,
        volume_makes_it_worse=bool(worse),
    )


def _reasons(totals: Mapping[str, Value | None], results: Mapping[str, Summary | float | None]) -> dict[str, str]:
    """Why each result that is None is so: it waits for something, or it overflows."""
    return {
        name: _WAITS.format(_NEEDS[name]) if totals[name] is None else _OVERFLOW
        for name, result in results.items()
        if result is None
    }


def _waterfall(read: ReadFeature, lines: tuple[LineResult, ...], fixed: Summary | None) -> waterfall.Waterfall:
    drivers = {each.line.key for each in read.drivers}
    rows = [
        (each.side, (each.key, each.words, each.summary.mean))
        for each in lines
        if each.summary and each.per == "use" and (each.side == "cost" or each.key in drivers)
    ]
    value, costs = ([row for side, row in rows if side == wanted] for wanted in ("value", "cost"))
    return waterfall.draw(value, costs, fixed.mean if fixed else 0.0)


def _histogram(sample: Value | None, summary: Summary | None) -> Histogram | None:
    return histogram(sample) if sample is not None and summary is not None and np.ndim(sample) else None
