"""Round numbers for the axes of drawings: steps of 1, 2 and 5 times a power of ten."""

import math

_SIZES = (1.0, 2.0, 5.0, 10.0)
_ALMOST = 1e-9


def step_for(reach: float, parts: int) -> float:
    """The least round step of which at most so many parts make up this reach, above 0."""
    least = reach / parts
    power = _power_below(least)
    return next(size * power for size in _SIZES if size * power >= least * (1 - _ALMOST))


def around(low: float, high: float, parts: int) -> list[float]:
    """The multiples of a round step from the last one at or below `low` to the first at or above `high`."""
    step = step_for((high - low) or abs(high) or 1.0, parts)
    first, last = math.floor(low / step + _ALMOST), math.ceil(high / step - _ALMOST)
    return [number * step for number in range(first, max(last, first + 1) + 1)]


def ladder(low: float, high: float) -> list[float]:
    """1, 2 and 5 times the powers of ten, from the one at or below `low` to the one at or above `high`."""
    first, last = _power_below(low), 10.0 ** math.ceil(math.log10(high) - _ALMOST)
    decades = round(math.log10(last / first))
    return [*(size * first * 10**decade for decade in range(decades) for size in _SIZES[:3]), last]


def _power_below(number: float) -> float:
    return 10.0 ** math.floor(math.log10(number) + _ALMOST)
