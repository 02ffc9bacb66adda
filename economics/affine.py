"""The contribution per use as a sum of lines, so that one input can be moved without working out the rest again.

In every input, the contribution per use and the loaded margin are affine: a + b * z for each point of the sample, where
z is the input or, where something is divided by it, 1 / input. Tiers of a price cut the tokens of a call into pieces,
on each of which it holds.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from economics import kinds
from economics.expected import expected_per_use
from economics.lines import Usage, Value
from economics.model_line import priced_units, usd_rate
from economics.numbers import USAGE, Number
from economics.parts import bends
from economics.reading import ReadFeature, ReadLine
from economics.totals import ROUNDING, amount, work_out
from economics.units import INPUT

_A, _U = Number(USAGE, "active_users"), Number(USAGE, "uses_per_user_per_month")


@dataclass(frozen=True)
class Affine:
    """start + slope * z of a use."""

    start: Value
    slope: Value

    def at(self, z: float) -> Value:
        """Its value at z."""
        return self.start + self.slope * z


@dataclass(frozen=True)
class Piece:
    """The margins as one input goes from `low` to `high`: per use, and per use with its part of the fixed costs."""

    low: float
    high: float
    is_reciprocal: bool
    contribution: Affine
    loaded: Affine

    def z(self, value: float) -> float:
        """Where an input of this value stands on the scale on which the margins are affine."""
        return float(np.divide(1.0, value)) if self.is_reciprocal else value


@dataclass(frozen=True)
class Margins:
    """A feature whose results can be worked out, with values for its inputs.

    `lines` is what each complete line costs or is worth, `contribution` R - C per use, `fixed` F per month.
    """

    read: ReadFeature
    values: Mapping[Number, Value]
    lines: Mapping[str, Value]
    contribution: Value
    fixed: Value

    @cached_property
    def uses(self) -> Value:
        """M, uses a month."""
        return self.values[_A] * self.values[_U]

    @cached_property
    def fixed_per_use(self) -> Value:
        """F / M."""
        return self.fixed / self.uses

    @property
    def expected_contribution(self) -> float:
        """What is expected of R - C per use."""
        return expected_per_use(self.contribution, self.uses)

    @property
    def loaded(self) -> Value:
        """R - C - F / M."""
        return self.contribution - self.fixed_per_use

    def replaced(self, number: Number, value: Value | float) -> "Margins":
        """The same with another value for one input, or one for each point of the sample."""
        values = {**self.values, number: value if np.ndim(value) else np.float64(value)}
        moved = {each.line.key: self._line(each, values) for each in self._touched(number)}
        contribution, fixed = self.contribution, self.fixed
        for each in self._touched(number):
            change = moved[each.line.key] - self.lines[each.line.key]
            contribution = contribution + _sign(each) * change
            fixed = fixed + change if each.is_fixed and each.side == kinds.COST else fixed
        return Margins(self.read, values, {**self.lines, **moved}, contribution, fixed)

    def with_line(self, read: ReadLine) -> "Margins":
        """The same with another model for a line; what only that line has is a point."""
        key = read.line.key
        own = {Number(key, name): np.float64(each.mid) for name, each in read.estimates.items() if each.is_point}
        values = {**self.values, **own}
        lines = tuple(read if each.line.key == key else each for each in self.read.lines)
        cost = self._line(read, values)
        contribution = self.contribution + self.lines[key] - cost
        return Margins(replace(self.read, lines=lines), values, {**self.lines, key: cost}, contribution, self.fixed)

    def every(self, step: int) -> "Margins":
        """The same on each so many points of the sample, to look around on."""

        def thinned(value: Value) -> Value:
            return value[::step] if np.ndim(value) else value

        return Margins(
            self.read,
            {number: thinned(value) for number, value in self.values.items()},
            {key: thinned(value) for key, value in self.lines.items()},
            thinned(self.contribution),
            thinned(self.fixed),
        )

    def pieces(self, number: Number, low: float, high: float) -> tuple[Piece, ...]:
        """The margins as one input goes from `low` to `high`."""
        cuts = [cut for cut in self._cuts(number) if low < cut < high]
        return tuple(self._piece(number, *ends) for ends in zip([low, *cuts], [*cuts, high], strict=True))

    def _piece(self, number: Number, low: float, high: float) -> Piece:
        is_reciprocal = divides(number)
        now = float(np.ravel(self.values[number])[0])  # any value of its size will do
        start, other = (np.inf, now) if is_reciprocal else (0.0, abs(now) or 1.0)
        if self._cuts(number):
            start, other = (np.nextafter(low, np.inf) if low else 0.0), min(high, 2 * max(low, abs(now), 1.0))
        step = (1 / other if is_reciprocal else other - start) or 1.0
        origin = 0.0 if is_reciprocal else start
        at_start, at_other = self._lines_at(number, start), self._lines_at(number, other)
        slope = (at_other - at_start) / step
        first = self._without_noise(self.contribution + at_start - self._lines_now(number))
        contribution = Affine(first - slope * origin if origin else first, slope)
        return Piece(low, high, is_reciprocal, contribution, self._loaded(number, contribution, start, other, step))

    def _without_noise(self, value: Value) -> Value:
        """Nothing where a value is only what rounding leaves of lines that cancel each other out."""
        noise = ROUNDING * self.largest_line
        return value if np.min(np.abs(value)) > noise else np.where(np.abs(value) <= noise, 0.0, value)[()]

    @cached_property
    def largest_line(self) -> float:
        """The mean size of the largest line, to measure rounding by."""
        return max((float(np.mean(np.abs(value))) for value in self.lines.values()), default=0.0)

    def _loaded(self, number: Number, contribution: Affine, start: float, other: float, step: float) -> Affine:
        if number.is_of_usage:
            rest = self.values[_U if number == _A else _A]
            return Affine(contribution.start, contribution.slope - self.fixed / rest)
        touched = self._touched(number)
        if not touched or not touched[0].is_fixed or touched[0].side != kinds.COST:
            return Affine(contribution.start - self.fixed_per_use, contribution.slope)
        (line,) = touched
        at_start, at_other = (self._line(line, self._with(number, value)) for value in (start, other))
        rest = self.fixed - self.lines[line.line.key] + at_start
        return Affine(contribution.start - rest / self.uses, -(at_other - at_start) / step / self.uses)

    def _lines_at(self, number: Number, value: float) -> Value:
        """What the lines that an input touches add to the contribution per use, with the input at this value."""
        values = self._with(number, value)
        return _balance((each, self._line(each, values)) for each in self._earning(number))

    def _lines_now(self, number: Number) -> Value:
        return _balance((each, self.lines[each.line.key]) for each in self._earning(number))

    def _with(self, number: Number, value: float) -> dict[Number, Value]:
        return {**self.values, number: np.float64(value)}

    def _line(self, read: ReadLine, values: Mapping[Number, Value]) -> Value:
        return amount(read, values, Usage(values.get(_A), values.get(_U)), usd_rate(self.read.feature))

    def _touched(self, number: Number) -> tuple[ReadLine, ...]:
        if number.is_of_usage:
            return tuple(each for each in self.read.drivers if _hangs_on(each, number))
        return tuple(each for each in self.read.lines if each.line.key == number.key and number.key in self.lines)

    def _earning(self, number: Number) -> tuple[ReadLine, ...]:
        return tuple(each for each in self._touched(number) if _sign(each))

    def _cuts(self, number: Number) -> list[float]:
        """Where the cost of a line bends: at the tiers of its price, and where its parts use up the tokens."""
        line = next((each.line for each in self.read.lines if each.line.key == number.key), None)
        if line is None or line.kind != "inference":
            return []
        own = {name.field: value for name, value in self.values.items() if name.key == number.key}
        cuts = set(bends(number.field, own, priced_units(line)))
        if line.price and number.field == INPUT:
            tiers = (line.price.input, line.price.cached_input, line.price.output, *line.price.units.values())
            cuts |= {cut for each in tiers for cut, _ in each}
        return sorted(cut for cut in cuts if cut > 0)


def margins_of(read: ReadFeature, values: Mapping[Number, Value]) -> Margins | None:
    """The margins of a feature, None where its contribution per use or its fixed cost can't be worked out."""
    totals = work_out(read, values)
    contribution, fixed = totals.results["contribution_per_use"], totals.results["fixed_cost_per_month"]
    lines = {key: found for key, found in totals.lines.items() if found is not None}
    if contribution is None or fixed is None or totals.results["monthly_uses"] is None:
        return None
    if not np.isfinite(np.mean(contribution)):
        return None
    return Margins(read, values, lines, contribution, fixed)


def divides(number: Number) -> bool:
    """Whether what it is in is divided by a number."""
    return number in (_A, _U) or number.field in ("months", "churn_without")


def _balance(amounts: Iterable[tuple[ReadLine, Value]]) -> Value:
    """The sum of what lines add, less what they take."""
    total: Value = np.float64(0)
    for read, value in amounts:
        total = total + value if _sign(read) > 0 else total - value
    return total


def _sign(read: ReadLine) -> int:
    """What a line does to the contribution per use: 1 adds, -1 takes, 0 nothing."""
    if read.side == kinds.COST:
        return 0 if read.is_fixed else -1
    return 1 if read.line.kind in kinds.DRIVER_KINDS else 0


def _hangs_on(read: ReadLine, number: Number) -> bool:
    """Whether a line's value per use changes with an input of the usage."""
    if read.line.method == "cost_saving":
        return True
    return number == _U and (read.line.kind == "retention" or read.line.method in ("subscription", "conversion"))
