"""Where what is written contradicts what is reckoned: of an amount in a note's text, and the lines that it speaks of.

Plain Python: texts and numbers in, what contradicts out.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from canvas.currencies import SIGNS, foreign_sign

SIZES = {"k": 1e3, "m": 1e6, "b": 1e9}
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_SIGN = "[" + "".join(SIGNS) + "]"


class Amount(NamedTuple):
    """An amount of money as a text names it, and between which two it may lie, as rounded there."""

    said: str
    low: float
    high: float


def amounts_in(text: str, currency: str) -> list[Amount]:
    """Return the amounts of a canvas's own currency that a text names, by its sign or by its code."""
    mark = rf"(?:{_SIGN}|{currency})"
    pattern = rf"(?<![\w.,]){mark}\s?({_NUMBER})([kKmMbB]?)(?!\w)|(?<![\w.,])({_NUMBER})([kKM]?)\s?{mark}(?!\w)"
    found = re.finditer(pattern, text) if any(letter.isdigit() for letter in text) else ()
    return [_amount(each) for each in found if not foreign_sign(each[0], currency)]


def note_number_drift(text: str, currency: str, ranges: Iterable[tuple[float, float]]) -> list[str]:
    """Return the amounts that a text names and that lie in none of the ranges of the lines it is linked to."""
    known = list(ranges)
    outside = (
        amount
        for amount in amounts_in(text, currency)
        if not any(amount.low <= high and low <= amount.high for low, high in known)
    )
    return list(dict.fromkeys(amount.said for amount in outside))


def _amount(found: re.Match) -> Amount:
    number, size = (found[1], found[2]) if found[1] else (found[3], found[4])
    scale = SIZES.get(size.lower(), 1)
    value, half = float(number.replace(",", "")) * scale, _unit(number.replace(",", "")) * scale / 2
    # What is exactly at the end of what it is rounded to counts as within.
    half *= 1 + 1e-9
    return Amount(found[0].strip(), value - half, value + half)


def _unit(number: str) -> float:
    """The unit of the last digit that was not rounded away; of a whole number at least two digits are meant."""
    whole, _, decimals = number.partition(".")
    if decimals:
        return 10.0 ** -len(decimals)
    zeros = len(whole) - len(whole.rstrip("0"))
    return 10.0 ** min(zeros, max(0, len(whole) - 2))
