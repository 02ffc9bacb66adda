"""The number that a cell holds, as exports and spreadsheets write it."""

import json
import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

from ledger.actuals.refusals import CellRefused, quoted

# What stands in a cell in which nothing was counted.
NOTHING = frozenset(("", "-", "–", "null", "none", "nan", "n/a", "na", "\\n"))
FLAGS = {"true": Decimal(1), "yes": Decimal(1), "false": Decimal(0), "no": Decimal(0)}
MOST_DIGITS = 15  # before the point
BLOCK = 512  # so many rows of a table are read at once, column by column

_SIGNS = r"$\u00a2-\u00a5\u20a0-\u20cf"
# Each repetition has an end, so that no cell takes long.
_NUMBER = re.compile(
    rf"(?P<minus>[-+\u2212])?\s{{0,3}}(?P<before>[{_SIGNS}])?\s{{0,3}}(?P<late>[-+\u2212])?\s{{0,3}}"
    r"(?P<digits>(?:[0-9]{1,3}(?:,[0-9]{3}){1,8}|[0-9]{1,40})(?:\.[0-9]{0,40})?|\.[0-9]{1,40})"
    rf"(?:[eE](?P<power>[-+]?[0-9]{{1,2}}))?\s{{0,3}}(?P<after>[{_SIGNS}])?"
)
# What most cells look like, read without more ado.
_BARE = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,20})?")
_COMMA_FOR_POINT = re.compile(r"[-+]?[0-9]{1,15}(?:\.[0-9]{3}){0,8},[0-9]{1,15}")
_LONGEST = 60
_SHORT = 1000
# Made once: json.loads would make one for each cell.
_JSON = json.JSONDecoder(parse_float=Decimal, parse_int=Decimal)


class Number(NamedTuple):
    """A number with the currency sign beside it; `value` None where nothing was counted."""

    value: Decimal | None
    sign: str = ""


def read_bare(cells: Iterable[str]) -> list[Decimal] | None:
    """Read the cells of a column at once; None where one is not a plain number such as 40 or 0.25."""
    return list(map(Decimal, cells)) if all(map(_BARE.fullmatch, cells)) else None


def read_bare_members(cells: Iterable[str], name: str) -> list[Decimal] | None:
    """Read one member of a column of JSON objects at once; None where one does not hold a plain number there."""
    try:
        values = [_breakdown(cell)[name] for cell in cells]
    except (ValueError, KeyError, TypeError, RecursionError, InvalidOperation):
        return None
    return values if all(map(_is_plain, values)) else None


def _is_plain(value: object) -> bool:
    return isinstance(value, Decimal) and value.is_finite() and not value.is_signed() and value.adjusted() < MOST_DIGITS


def read_number(cell: str) -> Number:
    """Read a cell as a number from 0 to under 10**15; raises CellRefused."""
    text = cell.strip()
    if _BARE.fullmatch(text):
        return Number(Decimal(text))
    if len(text) > _LONGEST:
        raise CellRefused(f"{quoted(text)} is not a number")
    if text.lower() in NOTHING:
        return Number(None)
    if text.lower() in FLAGS:
        return Number(FLAGS[text.lower()])
    match = _NUMBER.fullmatch(text)
    if not match or (match["minus"] and match["late"]):
        raise CellRefused(_why(text))
    value = Decimal(match["digits"].replace(",", "") + (f"e{match['power']}" if match["power"] else ""))
    if value and (match["minus"] or match["late"] or "+") != "+":
        raise CellRefused(f"{quoted(text)} is below zero, and what was counted can’t be")
    return Number(_in_range(value, text), match["before"] or match["after"] or "")


def read_member(cell: str, name: str) -> Number:
    """Read one member of a cell that holds a JSON object, such as the tokens in of a breakdown of usage."""
    text = cell.strip()
    if not text.startswith("{") and text.lower() in NOTHING:
        return Number(None)
    try:
        member = _breakdown(text).get(name)
    except (ValueError, AttributeError, RecursionError, InvalidOperation):
        raise CellRefused(f'{quoted(text)} is not a breakdown such as {{"input": 500}}') from None
    if member is None:
        return Number(None)
    if not isinstance(member, Decimal) or not member.is_finite() or (member and member.is_signed()):
        raise CellRefused(f"{quoted(text)} holds no number under “{name}”")
    return Number(_in_range(member, text))


def _breakdown(text: str):
    """The object in a cell, which is read once for all its members unless it is too long to be kept in memory."""
    return (_kept if len(text) <= _SHORT else _decoded)(text)


@lru_cache(maxsize=2 * BLOCK)
def _kept(text: str):
    return _decoded(text)


def _decoded(text: str):
    found, end = _JSON.raw_decode(text)
    if end < len(text):
        raise ValueError(text)
    return found


def _in_range(value: Decimal, text: str) -> Decimal:
    if value.adjusted() >= MOST_DIGITS and value:
        raise CellRefused(f"{quoted(text)} is too large a number")
    return value


def _why(text: str) -> str:
    if text[0] in "=@" or (text[0] in "+-" and text[1:2].isalpha()):
        return f"{quoted(text)} is a formula. Export the values in place of formulas"
    if _COMMA_FOR_POINT.fullmatch(text):
        return f"{quoted(text)} has a comma for its decimal point. Write 1234.56 or 1,234.56"
    if text.endswith("%"):
        return f"{quoted(text)} is a share, not a number. Give the count"
    return f"{quoted(text)} is not a number"
