"""What to type so that a number goes where it is proposed to: short texts in the grammar of estimates.

An estimate keeps its form: each number that was typed is multiplied by the factor of its median and rounded, with as
few digits as do. A text counts once it was read again, and the feature tried with it on the whole sample.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal

import numpy as np

from economics.affine import Margins
from economics.estimates import INTERVAL, POINT, Estimate, EstimateError
from economics.inputs import field_of
from economics.levers import Ground
from economics.numbers import Number
from economics.reading import read_field
from economics.sampling import samples

_DIGITS = (2, 3, 4, 5, 6, 9)
_OFF, _BEYOND = 0.05, 0.01
_JOINTS = {1: "", 2: " to ", 3: " / "}


@dataclass(frozen=True)
class Typed:
    """A text for a number, and the estimate that it is read as."""

    number: Number
    text: str
    estimate: Estimate

    def taken(self, margins: Margins) -> Margins:
        """The feature with it typed in."""
        estimate = self.estimate
        value = np.float64(estimate.mid) if estimate.is_point else samples(self.number, estimate)
        return margins.replaced(self.number, value)


def typed_for(ground: Ground, number: Number, to: float) -> Iterator[Typed]:
    """What could be typed so that a number goes about this far, best first."""
    for text in _texts(ground, number, to):
        estimate = _read(ground, number, text)
        if estimate is not None and _is_about(ground, number, to, estimate.median):
            yield Typed(number, text, estimate)


def _read(ground: Ground, number: Number, text: str) -> Estimate | None:
    """What a text says; None where it can't be read or goes beyond what is admissible."""
    bounds = ground.bounds[number]
    try:
        estimate = read_field(field_of(ground.read.feature, number), text)
    except EstimateError:
        return None
    return estimate if bounds.low <= estimate.low <= estimate.high <= bounds.high else None


def _is_about(ground: Ground, number: Number, to: float, median: float) -> bool:
    """Whether a median is near to where the number goes, and within its reach where that is."""
    reach = ground.reaches[number]
    off = abs(median - to)
    return off <= _OFF * abs(to) and (reach.holds(median) or not reach.holds(to) or off <= _BEYOND * abs(to))


def _texts(ground: Ground, number: Number, to: float) -> Iterator[str]:
    """What could be typed, best first: with the spread of now, each end rounded onwards or nearly; then as a point."""
    now, share = ground.now(number), field_of(ground.read.feature, number).share
    spread = [value * to / now for value in _numbers(ground, number)] if now else [to]
    onwards = ROUND_CEILING if to > now else ROUND_FLOOR
    spreads = [[nudge * value for value in spread] for nudge in ((1, 1.01, 1.03) if to > now else (1, 0.99, 0.97))]
    for values in (*spreads, [to]):
        for rounding in (onwards, ROUND_HALF_EVEN):
            for digits in _DIGITS:
                rounded = (_rounded(value, digits, rounding, share=share) for value in values)
                yield _JOINTS[len(values)].join(_decimal_text(each, share=share) for each in rounded)


def _numbers(ground: Ground, number: Number) -> list[float]:
    """The numbers that were typed."""
    estimate = dict(ground.read.estimates())[number]
    if estimate.form == POINT:
        return [estimate.mid]
    return [estimate.low, estimate.high] if estimate.form == INTERVAL else [estimate.low, estimate.mid, estimate.high]


def _rounded(value: float, digits: int, rounding: str, *, share: bool) -> Decimal:
    """A value with so many significant digits, a share in per cent and at most all of it."""
    if not math.isfinite(value):
        return Decimal(0)
    exact = Decimal(f"{min(value, 1.0) if share else value:.12g}") * (100 if share else 1)
    place = exact.adjusted() - digits + 1 if exact else 0
    return exact.quantize(Decimal(1).scaleb(place), rounding=rounding)


def _decimal_text(exact: Decimal, *, share: bool) -> str:
    text = format(exact, ",f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace("-", "\u2212") + ("%" if share else "")
