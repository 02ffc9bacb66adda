"""The day, week or month that a cell names, however it is written.

A cell is read without its neighbours: "11/12/2026" stays as it is until the whole column says, or a person does, which
of the two is the day. The day is the one that is written; a time of day and its zone change nothing about it. Seconds
and their parts since 1970 are read in UTC.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from ledger.rules import ACTUAL_YEARS

DAY_FIRST, MONTH_FIRST = "day", "month"

_ISO = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})")
_NUMERIC = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_DAY_MONTH = re.compile(
    r"([0-9]{1,2})(?:st|nd|rd|th|\.)?[ \-/]?\s?([^\W\d_]{3,10})\.?,?[ \-/'’]{0,2}([0-9]{4}|[0-9]{2})"
)
_MONTH_DAY = re.compile(r"([^\W\d_]{3,10})\.?[ \-]([0-9]{1,2})(?:st|nd|rd|th)?,?[ \-]([0-9]{4})")
_YEAR_MONTH_DAY = re.compile(r"([0-9]{4})[ \-]([^\W\d_]{3,10})\.?[ \-]([0-9]{1,2})")
_MONTH = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})")
_MONTH_LAST = re.compile(r"([0-9]{1,2})[-/.]([0-9]{4})")
_MONTH_NAMED = re.compile(r"([^\W\d_]{3,10})\.?[ \-/'’]{1,2}([0-9]{4}|[0-9]{2})")
_NAMED_MONTH = re.compile(r"([0-9]{4})[ \-]([^\W\d_]{3,10})\.?")
_WEEK = re.compile(r"([0-9]{4})-?\s?W([0-9]{2})", re.IGNORECASE)
# A time of day, its part of a second, its half of the day and its zone, wherever in a cell it stands.
_TIME = re.compile(
    r"(?:(?<=[0-9])T|(?<![\w.:/-])(?:at\s)?)(?P<time>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]{1,9})?)?)"
    r"(?:\s?[AaPp]\.?[Mm]\.?(?![a-z]))?(?:\s?(?:Z|[A-Z]{3,4})(?![A-Za-z]))?(?:\s?[+-][0-9]{2}:?(?:[0-9]{2})?)?"
    r"(?:\s(?:UTC|GMT|Uhr))?(?:\s?\([^()]{1,40}\))?"
)
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun "
_WEEKDAYS += "montag dienstag mittwoch donnerstag freitag samstag sonntag mo di mi do fr sa so "
_WEEKDAYS += "lundi mardi mercredi jeudi vendredi samedi dimanche lun mer jeu ven sam dim"
_WEEKDAY = re.compile(rf"(?:{_WEEKDAYS.replace(' ', '|')})(?:\.,|[.,]?)\s", re.IGNORECASE)
_MONTHS = {
    month: number
    for number, names in enumerate(
        (
            ("january", "jan", "janner", "januar", "janvier", "janv", "enero", "ene", "gennaio", "gen", "janeiro"),
            ("february", "feb", "februar", "fevrier", "fevr", "fev", "febrero", "febbraio", "fevereiro"),
            ("march", "mar", "marz", "mrz", "mars", "marzo", "marco"),
            ("april", "apr", "avril", "avr", "abril", "abr", "aprile"),
            ("may", "mai", "mayo", "maggio", "mag", "maio"),
            ("june", "jun", "juni", "juin", "junio", "giugno", "giu", "junho"),
            ("july", "jul", "juli", "juillet", "juil", "julio", "luglio", "lug", "julho"),
            ("august", "aug", "aout", "agosto", "ago"),
            ("september", "sep", "sept", "septembre", "septiembre", "settembre", "set", "setembro"),
            ("october", "oct", "oktober", "okt", "octobre", "octubre", "ottobre", "ott", "outubro", "out"),
            ("november", "nov", "novembre", "noviembre", "novembro"),
            ("december", "dec", "dezember", "dez", "decembre", "diciembre", "dic", "dicembre", "dezembro"),
        ),
        start=1,
    )
    for month in names
}
# Seconds since 1970 and their thousandths, millionths and billionths, by their length: how many make a day.
_UNITS = {9: 86_400, 10: 86_400, 12: 86_400_000, 13: 86_400_000, 16: 86_400_000_000, 19: 86_400_000_000_000}
_SPREADSHEET = date(1899, 12, 30)
_LONGEST = 70


def day_key(cell: str) -> str:
    """Return what a cell names: "2026-11-12" for a day, "2026-11" or "2026-W46" for a month or week, "" for none.

    Where only its column can tell the day from the month it is "11/12/2026". Years from 2000 to 2100 count.
    """
    if cell[4:5] == "-" and cell[7:8] == "-" and (len(cell) == 10 or cell[10] in " T") and cell[:10].isascii():
        found = _iso_text(cell[:10])
        if found and (len(cell) == 10 or _TIME.fullmatch(cell, 11)):
            return found
    return _key(cell) if len(cell) <= _LONGEST else ""


@lru_cache(maxsize=8192)
def _key(cell: str) -> str:
    text = " ".join(cell.replace("\u00a0", " ").split())
    if text.isascii() and text.replace(".", "", 1).isdigit():
        return _counted(text)
    text = _TIME.sub(" ", text, count=1).strip(" ,")
    weekday = _WEEKDAY.match(text)
    text = " ".join(text[weekday.end() if weekday else 0 :].split())
    return _numeric(text) or _named(text) or _span(text)


def has_time(cell: str) -> bool:
    """Whether a cell says a time of day that is no full hour, as the moment of a call does."""
    found = _TIME.search(cell)
    if found:
        return any(part.strip("0.,") for part in found["time"].split(":")[1:])
    return cell.isdigit() and len(cell) in _UNITS and int(cell) % (_UNITS[len(cell)] // 24) != 0


def serial_day(cell: str) -> str:
    """Return the day that a spreadsheet means by a number such as 46082, "" where it can't be one."""
    whole, _, rest = cell.strip().partition(".")
    if len(whole) == 5 and whole.isascii() and whole.isdigit() and (not rest or rest.isdigit()):
        return _checked(_SPREADSHEET + timedelta(days=int(whole)))
    return ""


def _counted(cell: str) -> str:
    whole, _, fraction = cell.partition(".")
    unit = _UNITS.get(len(whole))
    if unit and not cell.endswith("."):
        return _checked(date(1970, 1, 1) + timedelta(days=int(whole) // unit))
    compact = _COMPACT.fullmatch(cell)
    if compact:
        return _iso(*(int(part) for part in compact.groups()))
    return _span(cell) if fraction else ""


def _numeric(text: str) -> str:
    if iso := _ISO.fullmatch(text):
        return _iso(int(iso[1]), int(iso[3]), int(iso[4]))
    if found := _NUMERIC.fullmatch(text):
        first, second, year = int(found[1]), int(found[3]), _year(found[4])
        return _iso(year, second, first) if found[2] == "." else _either(first, second, year)
    return ""


def _named(text: str) -> str:
    if found := _DAY_MONTH.fullmatch(text):
        return _iso(_year(found[3]), _month(found[2]), int(found[1]))
    if found := _MONTH_DAY.fullmatch(text):
        return _iso(int(found[3]), _month(found[1]), int(found[2]))
    if found := _YEAR_MONTH_DAY.fullmatch(text):
        return _iso(int(found[1]), _month(found[2]), int(found[3]))
    return ""


def _span(text: str) -> str:
    """The key of a whole month or week."""
    if found := _MONTH.fullmatch(text):
        return _month_key(int(found[1]), int(found[2]))
    if found := _MONTH_LAST.fullmatch(text):
        return _month_key(int(found[2]), int(found[1]))
    if found := _MONTH_NAMED.fullmatch(text):
        return _month_key(_year(found[2]), _month(found[1]))
    if found := _NAMED_MONTH.fullmatch(text):
        return _month_key(int(found[1]), _month(found[2]))
    found = _WEEK.fullmatch(text)
    return f"{found[1]}-W{found[2]}" if found and days_of_key(f"{found[1]}-W{found[2]}", DAY_FIRST) else ""


def _month_key(year: int, month: int) -> str:
    return _iso(year, month, 1)[:7]


def _month(name: str) -> int:
    plain = "".join(mark for mark in unicodedata.normalize("NFD", name.lower()) if not unicodedata.combining(mark))
    return _MONTHS.get(plain, 0)


def _year(text: str) -> int:
    return int(text) + (2000 if len(text) == 2 else 0)


def looks_like_a_day(cell: str) -> bool:
    """Whether a cell is written as a day, and may yet be none, such as 31/02/2026."""
    text = cell.strip()
    return bool(_ISO.match(text) or _NUMERIC.fullmatch(_TIME.sub("", text).strip()) or _DAY_MONTH.fullmatch(text))


def orders(keys: Iterable[str]) -> set[str]:
    """Return the orders of day and month in which every key is a date; both where nothing tells them apart."""
    possible = {DAY_FIRST, MONTH_FIRST}
    for key in keys:
        possible -= {order for order in possible if not days_of_key(key, order)}
    return possible


@lru_cache(maxsize=8192)
def days_of_key(key: str, order: str) -> tuple[date, ...]:
    """Return the days that a key stands for in this order of day and month, none where it is no date so."""
    if "/" in key:
        one, two, year = (int(part) for part in key.split("/"))
        day, month = (one, two) if order == DAY_FIRST else (two, one)
        key = _iso(year, month, day)
        return (date.fromisoformat(key),) if key else ()
    if "W" in key:
        return _week(int(key[:4]), int(key[6:]))
    if len(key) == 7:
        first = date(int(key[:4]), int(key[5:]), 1)
        following = (first + timedelta(days=31)).replace(day=1)
        return tuple(first + timedelta(days=n) for n in range((following - first).days))
    return (date.fromisoformat(key),)


def is_span(key: str) -> bool:
    """Whether a key stands for more than a day."""
    return len(key) in (7, 8) and "/" not in key


def _week(year: int, week: int) -> tuple[date, ...]:
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        return ()
    return tuple(monday + timedelta(days=n) for n in range(7)) if year in ACTUAL_YEARS else ()


@lru_cache(maxsize=8192)
def _iso_text(text: str) -> str:
    try:
        return _checked(date.fromisoformat(text))
    except ValueError:
        return ""


def _checked(day: date) -> str:
    return day.isoformat() if day.year in ACTUAL_YEARS else ""


def _either(first: int, second: int, year: int) -> str:
    return f"{first}/{second}/{year}" if _iso(year, second, first) or _iso(year, first, second) else ""


def _iso(year: int, month: int, day: int) -> str:
    try:
        return _checked(date(year, month, day))
    except ValueError:
        return ""
