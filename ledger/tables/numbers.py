"""The number that a cell holds, as exports and spreadsheets write it.

A cell is read without its neighbours, so `1,125` stays both: one thousand one hundred and twenty-five, and a bit more
than one. What proves a decimal comma or a decimal point is told, and the whole column decides.
"""

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from ledger.tables.currencies import SIGN_PATTERN

# What stands in a cell in which nothing was counted or charged.
NOTHING = frozenset(
    (
        *(
            "",
            "-",
            "–",
            "—",
            "--",
            "null",
            "none",
            "nan",
            "nil",
            "n/a",
            "na",
            "#n/a",
            "\\n",
            "n.a.",
            "k.a.",
            "undefined",
        ),
        *("included", "incl.", "inkl.", "free", "no charge", "not charged", "inbegriffen", "kostenlos", "inclus"),
    )
)
FLAGS = {
    **dict.fromkeys(("true", "yes", "ja", "oui", "x", "✓", "✔"), Decimal(1)),
    **dict.fromkeys(("false", "no", "nein", "non", "✗"), Decimal(0)),
}
MOST_DIGITS = 15  # before the point
POINT, COMMA = ".", ","

_GAPS = " \u00a0\u2007\u2009\u202f'’"
# Each repetition has an end, so that no cell takes long.
_NUMBER = re.compile(
    rf"(?P<open>\()?\s{{0,3}}(?P<minus>[-+\u2212])?\s{{0,3}}(?P<before>{SIGN_PATTERN})?\s{{0,3}}(?P<late>[-+\u2212])?"
    rf"\s{{0,3}}(?P<body>[0-9][0-9.,{_GAPS}]{{0,39}}|[.,][0-9]{{1,39}})"
    r"(?:[eE](?P<power>[-+]?[0-9]{1,2}))?\s{0,3}(?P<scale>k|K|M|B|bn|mn)?\s{0,3}"
    rf"(?P<after>{SIGN_PATTERN})?\s{{0,3}}(?P<trailing>-)?\s{{0,3}}(?P<close>\))?"
    r"(?:\s(?:tokens?|requests?|calls?|uses?))?"
)
BARE = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,20})?")
# What among bare cells on lines of their own might be a thousand as well.
EITHER_AMONG = re.compile(r"^[1-9][0-9]{0,2}\.[0-9]{3}$", re.MULTILINE)
_GROUPED = {
    mark: re.compile(rf"[0-9]{{1,3}}(?:\{mark}[0-9]{{2,3}}){{0,8}}\{mark}[0-9]{{3}}") for mark in (POINT, COMMA)
}
_SPACED = re.compile(rf"[0-9]{{1,3}}(?:[{_GAPS}][0-9]{{3}}){{1,8}}(?:[.,][0-9]{{1,20}})?")
_FAILED = re.compile(r"#[A-Z/0]{2,9}[!?]")
_SCALES = {"k": 3, "K": 3, "M": 6, "mn": 6, "B": 9, "bn": 9}
_LONGEST = 80


class Cell(NamedTuple):
    """What a cell holds: `value` with a decimal point, `other` with a decimal comma where that differs.

    `value` is None where nothing was counted; `is_word` where words say so that are not known, `wrong` says what is
    wrong with a cell that is no number. `proof` is the decimal mark that it proves, `sign` the currency beside it.
    """

    value: Decimal | None = None
    other: Decimal | None = None
    sign: str = ""
    proof: str = ""
    is_word: bool = False
    wrong: str = ""


EMPTY = Cell()


@lru_cache(maxsize=4096)
def read_cell(cell: str) -> Cell:
    """Read a cell; what is wrong with it is in the result."""
    text = cell.strip()
    if text.lower() in NOTHING:
        return EMPTY
    if text.lower() in FLAGS:
        return Cell(FLAGS[text.lower()])
    match = _NUMBER.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None:
        return _unread(text)
    body = match["body"].rstrip(_GAPS)
    if any(gap in body for gap in _GAPS):
        if not _SPACED.fullmatch(body):
            return Cell(wrong="is not a number")
        body = body.translate(_WITHOUT_GAPS)
    found = _marked(body)
    if found is None:
        return Cell(wrong="is not a number")
    return _signed(match, *found)


_WITHOUT_GAPS = str.maketrans("", "", _GAPS)


def _signed(match: re.Match, value: Decimal, other: Decimal | None, proof: str) -> Cell:
    minuses = [match[name] for name in ("minus", "late", "trailing") if match[name]]
    if len(minuses) > 1 or bool(match["open"]) != bool(match["close"]):
        return Cell(wrong="is not a number")
    negative = bool(match["open"]) or (bool(minuses) and minuses[0] != "+")
    power = int(match["power"] or 0) + _SCALES.get(match["scale"] or "", 0)
    values = [_scaled(each, power, negative) for each in (value, other)]
    if values[0] and values[0].adjusted() >= MOST_DIGITS:
        return Cell(wrong="is too large a number")
    return Cell(values[0], values[1], match["before"] or match["after"] or "", proof)


def _scaled(value: Decimal | None, power: int, negative: bool) -> Decimal | None:
    if value is None:
        return None
    scaled = value.scaleb(power) if power else value
    return -scaled if negative and scaled else scaled


def _marked(body: str) -> tuple[Decimal, Decimal | None, str] | None:
    """A body of digits and marks: its value, what it would be with a decimal comma, and the mark that it proves."""
    marks = {mark for mark in (POINT, COMMA) if mark in body}
    if not marks:
        return Decimal(body), None, ""
    if len(marks) == 2:
        return _with_both(body)
    mark = marks.pop()
    whole, _, rest = body.rpartition(mark)
    if mark in whole:
        is_grouped = _GROUPED[mark].fullmatch(body)
        return (Decimal(body.replace(mark, "")), None, _other(mark)) if is_grouped else None
    decimal = Decimal(f"{whole or '0'}.{rest or '0'}")
    if len(rest) != 3 or not whole or whole.startswith("0") or len(whole) > 3:
        return decimal, None, mark
    grouped = Decimal(whole + rest)
    return (decimal, grouped, "") if mark == POINT else (grouped, decimal, "")


def _with_both(body: str) -> tuple[Decimal, None, str] | None:
    mark = POINT if body.rindex(POINT) > body.rindex(COMMA) else COMMA
    whole, _, rest = body.rpartition(mark)
    if mark in whole or not _GROUPED[_other(mark)].fullmatch(whole):
        return None
    return Decimal(f"{whole.replace(_other(mark), '')}.{rest or '0'}"), None, mark


def _other(mark: str) -> str:
    return COMMA if mark == POINT else POINT


def _unread(text: str) -> Cell:
    if _FAILED.fullmatch(text):
        return Cell(wrong="is a formula that failed. Mend it in the spreadsheet")
    if not any(map(str.isdigit, text)) and text[0] not in "=@+" and len(text) <= _LONGEST:
        return Cell(is_word=True)
    if text[0] in "=@" or (text[0] in "+-" and text[1:2].isalpha()):
        return Cell(wrong="is a formula. Export the values in place of formulas")
    if text.endswith("%"):
        return Cell(wrong="is a share, not a number. Give the count")
    return Cell(wrong="is not a number")
