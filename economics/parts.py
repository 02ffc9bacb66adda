"""What of a call is charged at which price: the amount of each unit, and what those leave of the tokens of text."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np

from economics import units
from economics.units import AMOUNT, INPUT, OUTPUT, UNITS

type Value = Any
"""A float64 or an array of them, one per point of the sample."""

type Values = Mapping[str, Value]

STEPS = tuple(step / 16 for step in range(17))
"""The quantiles by which a bend that differs from point to point is followed."""


@dataclass(frozen=True)
class Parts:
    """Tokens of text in and out, and the amount charged of each unit that is priced, per call."""

    text_in: Value
    text_out: Value
    amounts: Mapping[str, Value]


def split(values: Values, priced: Collection[str], least: Mapping[str, float]) -> Parts:
    """A call of these values, split among what is priced; where something is billed, `least` of it is.

    A unit is charged without those of its parts that are priced themselves, and nothing ever goes below zero.
    """
    given = [name for name in units.TABLE if name.name in priced]
    amounts = {unit.name: _own(unit.name, values, priced) for unit in given}
    return Parts(
        text_in=_left(INPUT, values, priced),
        text_out=_left(OUTPUT, values, priced),
        amounts={name: _at_least(amount, least.get(name, 0.0)) for name, amount in amounts.items()},
    )


def bends(field: str, values: Values, priced: Collection[str]) -> list[float]:
    """Where what a call costs bends as this field moves: where the parts of the tokens use them up.

    Where the points of the sample differ in that, it is followed in steps.
    """
    unit = UNITS.get(field.removeprefix(AMOUNT))
    whole = field if unit is None else unit.whole
    if whole not in (INPUT, OUTPUT) or whole not in values:
        return []
    parts = taken(whole, values, priced)
    if not np.any(parts):
        return []
    at = parts if unit is None else values[whole] - parts + values.get(field, 0.0)
    return [float(cut) for cut in (np.quantile(at, STEPS) if np.ndim(at) else [at])]


def taken(whole: str, values: Values, priced: Collection[str]) -> Value:
    """How many of the tokens of a whole are charged as units."""
    parts = (_total(name, values) for name in units.roots(priced) if UNITS[name].whole == whole)
    return sum(parts, np.float64(0))


def _left(whole: str, values: Values, priced: Collection[str]) -> Value:
    return np.maximum(values[whole] - taken(whole, values, priced), 0.0)


def _total(name: str, values: Values) -> Value:
    """All of a unit; at least what its parts come to, so that it may be left out beside them."""
    inside = _sum(_total(unit.name, values) for unit in units.TABLE if unit.parent == name)
    given = values.get(f"{AMOUNT}{name}")
    if given is None:
        return inside
    return np.maximum(given, inside)


def _own(name: str, values: Values, priced: Collection[str]) -> Value:
    inner = [part for part in priced if next((each for each in units.ancestors(part) if each in priced), "") == name]
    return _total(name, values) - _sum(_total(part, values) for part in inner)


def _sum(values: Iterable[Value]) -> Value:
    return reduce(np.add, values, np.float64(0))


def _at_least(amount: Value, least: float) -> Value:
    return np.where(amount > 0, np.maximum(amount, least), 0.0)[()] if least else amount
