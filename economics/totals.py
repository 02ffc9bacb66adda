"""The results of a feature from the values of its inputs: samples, medians or any others."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import add

import numpy as np

from economics import kinds, lines, questions
from economics.lines import Usage, Value
from economics.model_line import usd_rate
from economics.numbers import USAGE, Number
from economics.reading import ReadFeature, ReadLine

ROUNDING = 1e-12
"""By so much of the larger of two exact numbers they may differ and be equal."""


@dataclass(frozen=True)
class Totals:
    """Everything worked out at once, None where something it depends on is missing.

    `lines`: per use or per month, by key. `results`: by the names of `results.Results` and `Means`. `volume` and
    `ceiling`: the uses a month from which, and up to which, a month earns; infinity where there is none.
    `margin_with_volume`: what one more use earns, R' - C. `gap`: what a month costs whatever the volume, F - S.
    """

    lines: dict[str, Value | None]
    results: dict[str, Value | None]
    volume: Value | None
    ceiling: Value | None
    margin_with_volume: Value | None
    gap: Value | None


def work_out(read: ReadFeature, values: Mapping[Number, Value]) -> Totals:
    """Work out every result; `values` holds a float64 or an array for each number of `read.estimates()`.

    Formulas as in the names: C variable cost per use, F fixed cost per month, M monthly uses, W perceived and R
    captured value per use, P price to the payer, S savings per month, R' = R without them; in the canvas's currency.
    """
    usage = Usage(values.get(Number(USAGE, "active_users")), values.get(Number(USAGE, "uses_per_user_per_month")))
    amounts = {each.line.key: amount(each, values, usage, usd_rate(read.feature)) for each in read.lines}
    variable, fixed = _costs(read, amounts)
    perceived = _sum(read.perceived, amounts) if read.perceived else None
    captured, saved, captured_without = _captured(read, amounts, values)
    price = _price(read, values, usage)
    results = _results(usage.monthly_uses, variable, fixed, perceived, captured, price)
    margin = _difference(captured_without, variable)
    gap = _difference(fixed, saved)
    volume, ceiling = _break_even(margin, gap)
    return Totals(amounts, results, volume, ceiling, margin, gap)


def _results(
    uses: Value | None,
    variable: Value | None,
    fixed: Value | None,
    perceived: Value | None,
    captured: Value | None,
    price: Value | None,
) -> dict[str, Value | None]:
    contribution = _difference(captured, variable)
    monthly = _product(uses, contribution)
    fixed_per_use = None if fixed is None or uses is None else fixed / uses
    return {
        "monthly_uses": uses,
        "variable_cost_per_use": variable,
        "fixed_cost_per_month": fixed,
        "fixed_cost_per_use": fixed_per_use,
        "loaded_cost_per_use": _total(variable, fixed_per_use),
        "perceived_value_per_use": perceived,
        "captured_value_per_use": captured,
        "price_to_payer_per_use": price,
        "user_gain_per_use": _difference(perceived, price),
        "contribution_per_use": contribution,
        "monthly_contribution": monthly,
        "monthly_profit": _difference(monthly, fixed),
        "loaded_margin_per_use": _difference(contribution, fixed_per_use),
        "monthly_captured_value": _product(uses, captured),
        "monthly_cost": _total(_product(uses, variable), fixed),
    }


def amount(read: ReadLine, values: Mapping[Number, Value], usage: Usage, rate: float | None) -> Value | None:
    """What a line costs or is worth, per use or per month; None where it can't be known yet. `rate`: per dollar."""
    if not read.is_complete or read.line_type is None:
        return None
    own = _own_values(read, values)
    if read.side == kinds.COST:
        whole = lines.cost(read.line, own, rate)
        return whole if read.line.share == 1 else whole * np.float64(read.line.share)
    return lines.value(read.line, own, usage)


def _own_values(read: ReadLine, values: Mapping[Number, Value]) -> dict[str, Value]:
    return {name: values[Number(read.line.key, name)] for name in read.estimates}


def _sum(chosen: Iterable[ReadLine], amounts: Mapping[str, Value | None]) -> Value | None:
    """The sum of these lines."""
    found = [amounts[each.line.key] for each in _by_key(chosen)]
    if any(amount is None for amount in found):
        return None
    return reduce(add, found) if found else np.float64(0)


def _costs(read: ReadFeature, amounts: Mapping[str, Value | None]) -> tuple[Value | None, Value | None]:
    """C and F; a line of unknown kind or basis could belong to either, so neither is known beside it."""
    uncovered = questions.uncovered_kinds(read)
    variable = _sum((each for each in read.costs if each.is_fixed is not True), amounts)
    fixed = _sum((each for each in read.costs if each.is_fixed is not False), amounts)
    return (
        variable if read.costs and not uncovered else None,
        fixed if read.costs and "data_acquisition" not in uncovered else None,
    )


def _captured(
    read: ReadFeature, amounts: Mapping[str, Value | None], values: Mapping[Number, Value]
) -> tuple[Value | None, Value | None, Value | None]:
    """R, S and R': what we capture per use, the savings per month in it, and the rest of it per use."""
    if questions.driver_missing(read):
        return None, None, None
    savings = [each for each in read.drivers if each.line.method == "cost_saving"]
    others = [each for each in read.drivers if each.line.method != "cost_saving"]
    saved = _sum(savings, {each.line.key: values[Number(each.line.key, "amount")] for each in savings})
    without = _sum(others, amounts)
    return (_total(without, _sum(savings, amounts)) if savings else without), saved, without


def _price(read: ReadFeature, values: Mapping[Number, Value], usage: Usage) -> Value | None:
    """P: all prices per use, and of the subscriptions one plan."""
    if not read.drivers and not read.feature.neither_driver.strip():
        return None
    paying = [each for each in read.drivers if each.line.kind == "monetization"]
    if any(not each.is_complete for each in paying):
        return None
    per_use = [each for each in paying if each.line.method == "price_per_use"]
    plans = [each for each in paying if each.line.method == "subscription"]
    price = _sum(per_use, {each.line.key: _own_values(each, values)["amount"] for each in per_use})
    return (
        _total(price, lines.plan_price([_own_values(each, values) for each in _by_key(plans)], usage))
        if plans
        else price
    )


def _by_key(chosen: Iterable[ReadLine]) -> list[ReadLine]:
    """In the order of their keys, so that reordering them changes no digit."""
    return sorted(chosen, key=lambda each: each.line.key)


def _break_even(margin: Value | None, gap: Value | None) -> tuple[Value | None, Value | None]:
    """From where and up to where a month earns, for a margin R' - C per use and a gap F - S per month."""
    if margin is None or gap is None:
        return None, None
    crossing = np.divide(gap, margin)
    volume = np.where(margin > 0, np.maximum(crossing, 0.0), np.inf)
    volume = np.where((margin == 0) & (gap <= 0), 0.0, volume)
    ceiling = np.where((margin < 0) & (gap < 0), crossing, np.inf)
    return volume, ceiling


def _total(one: Value | None, other: Value | None) -> Value | None:
    return None if one is None or other is None else one + other


def _product(one: Value | None, other: Value | None) -> Value | None:
    return None if one is None or other is None else one * other


def _difference(one: Value | None, other: Value | None) -> Value | None:
    """one - other; exact numbers that differ by less than their own rounding are equal, so 0.3 covers 0.1 + 0.2."""
    if one is None or other is None:
        return None
    difference = one - other
    if np.ndim(difference) == 0 and abs(difference) <= ROUNDING * max(abs(one), abs(other)) < np.inf:
        return np.float64(0)
    return difference
