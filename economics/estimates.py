"""Read an estimate as a person types it: a point, a 90% interval or a three-point estimate."""

import math
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

MAX_LENGTH = 60
MAX_NUMBER = 1e15

POINT, INTERVAL, THREE_POINT = "point", "interval", "three_point"

_ZEROS = {"": 0, "k": 3, "M": 6, "B": 9}
_SYMBOLS = (
    r"$\u00a2-\u00a5\u058f\u060b\u07fe\u07ff\u09f2\u09f3\u09fb\u0af1\u0bf9\u0e3f\u17db"
    r"\u20a0-\u20cf\ua838\ufdfc\ufe69\uff04\uffe0\uffe1\uffe5\uffe6"
)
_CURRENCY = rf"(?:[A-Z]{{1,3}}(?=\$))?[{_SYMBOLS}]"
_NUMBER = re.compile(
    rf"\s*(?P<sign>[-+\u2212])?\s*(?:{_CURRENCY})?\s*(?P<late_sign>[-+\u2212])?\s*"
    r"(?P<digits>(?:[0-9]{1,3}(?:(?:,|\s+)[0-9]{3})+(?![0-9])|[0-9]+)(?:\s*\.\s*[0-9]*)?|\.\s*[0-9]+)"
    r"\s*(?P<suffix>[kmb])?\s*(?P<percent>%)?\s*",
    re.IGNORECASE,
)
_RANGE_MARK = re.compile(r"to|[-\u2212\u2013]", re.IGNORECASE)


class EstimateError(ValueError):
    """This is not an estimate. Type a number such as 0.02, a range such as 8k to 15k, or 10 / 14 / 30."""


class Readback(NamedTuple):
    """What is shown beneath the field: the low, likely and high of what was typed."""

    low: float
    likely: float
    high: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """One number that people fill in, with its spread.

    `text` is what was typed. `low`, `mid`, `high`: a point three times; the P5, median and P95 of an
    interval (the ends and midpoint where it is uniform); the least, most likely and most of a three-point
    estimate. A share is a fraction, 0.05 for 5%.
    """

    text: str
    form: str
    low: float
    mid: float
    high: float
    share: bool = False

    @property
    def distribution(self) -> str:
        """The distribution that the typed form stands for: point, lognormal, logit_normal, normal, uniform or pert."""
        if self.form == POINT:
            return "point"
        if self.form == THREE_POINT:
            return "pert"
        return _interval_distribution(self.low, self.high, share=self.share)

    @property
    def is_point(self) -> bool:
        """Whether there is nothing uncertain about it."""
        return self.form == POINT

    @property
    def readback(self) -> Readback:
        """Low, likely and high as shown beneath the field; a three-point estimate as typed."""
        return Readback(self.low, self.mid, self.high)

    @property
    def mean(self) -> float | None:
        """The mean of a three-point estimate, (least + 4 * likely + most) / 6; None for the other forms."""
        if self.form != THREE_POINT:
            return None
        return (self.low + 4 * self.mid + self.high) / 6

    @property
    def median(self) -> float:
        """The value that half of the cases stay below."""
        if self.form != THREE_POINT:
            return self.mid
        from economics.pert import pert_median  # needs numpy, which reading an estimate does not

        return pert_median(self.low, self.mid, self.high)


class _Number(NamedTuple):
    value: Decimal
    suffix: str
    percent: bool


def parse(text: str, *, name: str, share: bool = False, negative: bool = False, divides: bool = False) -> Estimate:
    """Read `text` as an estimate of the field called `name`.

    `share`: the value lies between 0% and 100%. `negative`: it may be below 0. `divides`: it may not be 0.
    Raises EstimateError, whose message names the field and says what to type.
    """
    numbers = _numbers(text, name)
    _refuse_lone_suffix(numbers, name)
    values = [_value(number, name) for number in _spread_percent(numbers, name, share=share)]
    for value in values:
        _refuse_out_of_range(value, name, share=share, negative=negative, divides=divides)
    if values != sorted(values):
        raise _order_error(numbers, name)
    if divides and values[0] == 0:
        raise EstimateError(f"{name} can’t be 0, because something is divided by it. Type a number above 0.")
    return _estimate(text, values, share=share)


def number_text(number: int | float | Decimal) -> str:
    """Write a number as its shortest decimal text without exponent, such as 0.00001 or 12000."""
    try:
        exact = Decimal(repr(number) if isinstance(number, float) else number)
        text = format(exact, "f") if exact.is_finite() and abs(exact.adjusted()) <= 400 else ""
    except (InvalidOperation, TypeError, ValueError):
        text = ""
    if not text:
        raise EstimateError("Only a finite number can be written out. Type it in digits.")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _numbers(text: str, name: str) -> list[_Number]:
    if not isinstance(text, str) or not text.strip():
        raise EstimateError(f"{name} is empty. Type a number such as 0.02, or a range such as 8k to 15k.")
    if len(text) > MAX_LENGTH:
        raise EstimateError(f"{name} is longer than {MAX_LENGTH} characters. Type a number such as 0.02.")
    first, end = _number(text, 0, name)
    if end == len(text):
        return [first]
    if text[end] == "/":
        second, end = _number(text, end + 1, name)
        if end == len(text) or text[end] != "/":
            raise EstimateError(f"{name} needs least / most likely / most, such as 10 / 14 / 30.")
        third, end = _number(text, end + 1, name)
        numbers = [first, second, third]
    else:
        mark = _RANGE_MARK.match(text, end)
        if not mark:
            raise _unreadable(text, name)
        second, end = _number(text, mark.end(), name)
        numbers = [first, second]
    if end != len(text):
        raise _unreadable(text, name)
    return numbers


def _number(text: str, start: int, name: str) -> tuple[_Number, int]:
    match = _NUMBER.match(text, start)
    if not match or (match["sign"] and match["late_sign"]):
        raise _unreadable(text, name)
    if re.match(r"0[0-9]*[,\s]\s*[0-9]", match["digits"]):
        raise _unreadable(text, name)
    value = Decimal(re.sub(r"[\s,]", "", match["digits"]))
    if (match["sign"] or match["late_sign"] or "+") != "+":
        value = -value
    suffix = (match["suffix"] or "").upper().replace("K", "k")
    return _Number(value, suffix, bool(match["percent"])), match.end()


def _unreadable(text: str, name: str) -> EstimateError:
    if comma := re.search(r"(?<![0-9.,])([0-9]+),([0-9]+)(?![0-9.,])", text):
        return EstimateError(f"{name}: a comma only groups thousands, so write {comma[1]}.{comma[2]} for a decimal.")
    if "," in text:
        return EstimateError(f"{name}: commas group thousands, three digits each. Write 15,000, and 1.5 for a decimal.")
    if re.search(r"[0-9.]\s*e\s*[-+\u2212]?\s*[0-9]", text, re.IGNORECASE):
        return EstimateError(f"{name} is written with an exponent. Write the number out, such as 12,000 or 12k.")
    if re.search(r"[0-9]\s+[0-9]", text):
        return EstimateError(f"{name}: two numbers need something between them. Write 8 to 15, or 10 / 14 / 30.")
    return EstimateError(f"{name} is not a number that can be read. Type one such as 0.02, 8k to 15k, or 10 / 14 / 30.")


def _refuse_lone_suffix(numbers: list[_Number], name: str) -> None:
    *earlier, last = numbers
    if not earlier or not last.suffix or any(number.suffix for number in earlier):
        return
    joint = " to " if len(numbers) == 2 else " / "
    each = joint.join(f"{_grouped(number.value)}{last.suffix}" for number in numbers)
    alone = joint.join(_grouped(value) for value in (*(number.value for number in earlier), _scaled(last)))
    raise EstimateError(
        f"{name}: it is not clear what the {last.suffix} at the end holds for. Write {each}, or {alone}."
    )


def _spread_percent(numbers: list[_Number], name: str, *, share: bool) -> list[_Number]:
    if not any(number.percent for number in numbers):
        return numbers
    if not share:
        raise EstimateError(f"{name} is not a share of something, so it takes no %. Type a plain number such as 0.02.")
    if not numbers[-1].percent:
        raise EstimateError(f"{name}: put the % on the last number, as in 2% to 5% or 2 to 5%.")
    return [number._replace(percent=True) for number in numbers]


def _value(number: _Number, name: str) -> float:
    if number.percent and number.suffix:
        raise EstimateError(f"{name}: a number takes either {number.suffix} or %, not both. Type a share such as 5%.")
    value = float(_scaled(number))
    if abs(value) > MAX_NUMBER:
        raise EstimateError(f"{name} is over 1,000,000,000,000,000. Type a smaller number.")
    return value + 0.0  # turns -0.0 into 0.0


def _scaled(number: _Number) -> Decimal:
    return number.value.scaleb(_ZEROS[number.suffix] - (2 if number.percent else 0))


def _refuse_out_of_range(value: float, name: str, *, share: bool, negative: bool, divides: bool) -> None:
    if share and not 0 <= value <= 1:
        raise EstimateError(f"{name} is a share and lies between 0% and 100%. Type one such as 5%, or 2% to 5%.")
    if value < 0 and not negative:
        least = "a number above 0" if divides else "0 or a number above it"
        raise EstimateError(f"{name} can’t be negative. Type {least}.")


def _order_error(numbers: list[_Number], name: str) -> EstimateError:
    if len(numbers) == 3:
        return EstimateError(f"{name}: type least / most likely / most in that order, such as 10 / 14 / 30.")
    low, high = (f"{_grouped(number.value)}{number.suffix}{'%' if number.percent else ''}" for number in numbers)
    return EstimateError(f"{name}: the lower end is above the upper. Swap them: {high} to {low}.")


def _estimate(text: str, values: list[float], *, share: bool) -> Estimate:
    low, high = values[0], values[-1]
    if low == high:
        return Estimate(text, POINT, low, low, low, share)
    if len(values) == 3:
        return Estimate(text, THREE_POINT, low, values[1], high, share)
    return Estimate(text, INTERVAL, low, _interval_median(low, high, share=share), high, share)


def _interval_distribution(low: float, high: float, *, share: bool) -> str:
    if share:
        return "logit_normal" if low > 0 and high < 1 else "uniform"
    if low == 0:
        return "uniform"
    return "lognormal" if low > 0 else "normal"


def _interval_median(low: float, high: float, *, share: bool) -> float:
    distribution = _interval_distribution(low, high, share=share)
    if distribution == "lognormal":
        return min(max(math.sqrt(low) * math.sqrt(high), low), high)
    if distribution == "logit_normal":
        odds = math.sqrt(low / (1 - low)) * math.sqrt(high / (1 - high))
        return min(max(odds / (1 + odds), low), high)
    return low + (high - low) / 2


def _grouped(value: Decimal) -> str:
    whole, dot, part = number_text(value).partition(".")
    return f"{int(whole):,}{dot}{part}"
