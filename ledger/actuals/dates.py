"""The day that a cell names, however it is written.

A cell is read without its neighbours: "11/12/2026" stays as it is until the whole column says, or a person does, which
of the two is the day. The day is the one that is written; a time of day and its zone change nothing about it. Seconds
and milliseconds since 1970 are read in UTC.
"""

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from ledger.rules import ACTUAL_YEARS

DAY_FIRST, MONTH_FIRST = "day", "month"

_TIME = (
    r"(?:[T ,]\s*\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?\s*(?:[AaPp][Mm])?\s*(?:Z|UTC|GMT|[+-]\d{2}:?(?:\d{2})?)?)?"
)
_ISO = re.compile(r"([0-9]{4}[-/][0-9]{2}[-/][0-9]{2})" + _TIME, re.ASCII)
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_DOTTED = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})" + _TIME, re.ASCII)
_SLASHED = re.compile(r"([0-9]{1,2})([/-])([0-9]{1,2})\2([0-9]{4})" + _TIME, re.ASCII)
_DAY_MONTH = re.compile(r"(?:[A-Za-z]{3,9},?\s+)?([0-9]{1,2})[ -]([A-Za-z]{3,9})\.?,?[ -]([0-9]{4})" + _TIME, re.ASCII)
_MONTH_DAY = re.compile(r"(?:[A-Za-z]{3,9},?\s+)?([A-Za-z]{3,9})\.?\s+([0-9]{1,2}),?\s+([0-9]{4})" + _TIME, re.ASCII)
_FULL = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTHS = {name[:3]: n for n, name in enumerate(_FULL, start=1)}
_MONTHS |= {name: n for n, name in enumerate(_FULL, start=1)} | {"sept": 9}
_BETWEEN = frozenset("-/")
# Seconds and milliseconds since 1970, by their length: how many make a day, and how many decimals they may have.
_UNITS = {9: (86_400, 9), 10: (86_400, 9), 12: (86_400_000, 6), 13: (86_400_000, 6)}
_LONGEST = 50


def day_key(cell: str) -> str:
    """Return the day that a cell names as "2026-11-12", or as "11/12/2026" where only its column can tell; "" for none.

    Years from 2000 to 2100 count.
    """
    if len(cell) > _LONGEST:
        return ""
    if cell[4:5] in _BETWEEN and (iso := _ISO.fullmatch(cell)):
        return _checked(iso[1])
    if cell.isascii() and cell.replace(".", "", 1).isdigit():
        return _counted(cell)
    return _worded(cell)


def _counted(cell: str) -> str:
    whole, _, fraction = cell.partition(".")
    unit, places = _UNITS.get(len(whole), (0, 0))
    if unit and len(fraction) <= places and not cell.endswith("."):
        return _since_1970(int(whole) // unit)
    compact = _COMPACT.fullmatch(cell)
    return _iso(*(int(part) for part in compact.groups())) if compact else ""


def _worded(cell: str) -> str:
    if dotted := _DOTTED.fullmatch(cell):
        return _iso(int(dotted[3]), int(dotted[2]), int(dotted[1]))
    if slashed := _SLASHED.fullmatch(cell):
        return _either(int(slashed[1]), int(slashed[3]), int(slashed[4]))
    if named := _DAY_MONTH.fullmatch(cell):
        return _iso(int(named[3]), _MONTHS.get(named[2].lower(), 0), int(named[1]))
    if named := _MONTH_DAY.fullmatch(cell):
        return _iso(int(named[3]), _MONTHS.get(named[1].lower(), 0), int(named[2]))
    return ""


def orders(keys: Iterable[str]) -> set[str]:
    """Return the orders of day and month in which every key is a date; both where nothing tells them apart."""
    possible = {DAY_FIRST, MONTH_FIRST}
    for key in keys:
        possible -= {order for order in possible if day_of(key, order) is None}
    return possible


@lru_cache(maxsize=8192)
def day_of(key: str, order: str) -> date | None:
    """Return the date of a key in this order of day and month; None where it is none."""
    if "/" not in key:
        return date.fromisoformat(key)
    first, second, year = (int(part) for part in key.split("/"))
    day, month = (first, second) if order == DAY_FIRST else (second, first)
    found = _iso(year, month, day)
    return date.fromisoformat(found) if found else None


@lru_cache(maxsize=8192)
def _checked(text: str) -> str:
    return _iso(*(int(part) for part in text.replace("/", "-").split("-")))


@lru_cache(maxsize=8192)
def _since_1970(days: int) -> str:
    found = date.fromordinal(date(1970, 1, 1).toordinal() + days)
    return found.isoformat() if found.year in ACTUAL_YEARS else ""


def _either(first: int, second: int, year: int) -> str:
    return f"{first}/{second}/{year}" if _iso(year, second, first) or _iso(year, first, second) else ""


def _iso(year: int, month: int, day: int) -> str:
    if year not in ACTUAL_YEARS:
        return ""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
