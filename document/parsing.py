"""JSON, strictly: what the format needs to know of a text that the standard reader would let pass in silence.

A number is kept as text, a key that comes twice is seen, NaN and Infinity are no numbers, and
the depth is measured before anything is built, so that no text can exhaust the stack.
"""

import json
import re
from dataclasses import dataclass

from ui.rules import showable

MOST_BYTES = 2_000_000
DEEPEST = 16

# Possessive, and with an optional closing quote: linear whatever the text.
_STRING_OR_BRACKET = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[\]{}]', re.DOTALL)


class DocumentRefused(Exception):
    """This document can't be read. Nothing of it was loaded.

    `where` is the place, a path such as `features.0.costs.2.retry_rate`, or a line and column; `what` says what is
    wrong there and what to do.
    """

    def __init__(self, where: str, what: str):
        self.where, self.what = where, what
        super().__init__(f"{where}: {what}")


@dataclass(frozen=True, slots=True)
class Number:
    """A JSON number, as it stands in the text: no digit of it is lost."""

    text: str


@dataclass(frozen=True, slots=True)
class NotANumber:
    """NaN or Infinity: kept until its place is known."""

    text: str


@dataclass(frozen=True, slots=True)
class RepeatedKey:
    """An object in which one key comes twice: kept until its place is known."""

    key: str


def parse(source: bytes | str, *, most_bytes: int | None = MOST_BYTES) -> object:
    """Read JSON into dicts, lists, strings, booleans, None, and the marks above.

    `most_bytes` is the longest text taken, in bytes of UTF-8; None takes any. Raises DocumentRefused.
    """
    _check_size(source, most_bytes)
    text = _decoded(source)
    _check_depth(text)
    try:
        return json.loads(
            text,
            parse_int=Number,
            parse_float=Number,
            parse_constant=NotANumber,
            object_pairs_hook=_object,
        )
    except json.JSONDecodeError as broken:
        where = f"line {broken.lineno}, column {broken.colno}"
        raise DocumentRefused(where, f"this is not JSON ({broken.msg}). Mend it there and try again.") from broken


def _check_size(source, most_bytes) -> None:
    size = len(source) if isinstance(source, bytes) else len(source.encode("utf-8", "surrogatepass"))
    if most_bytes is not None and size > most_bytes:
        raise DocumentRefused(
            "the document", f"it is {size:,} bytes long, and {most_bytes:,} is the most. Split it into two canvases."
        )


def _decoded(source) -> str:
    if isinstance(source, str):
        return source.removeprefix("\ufeff")
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        raise DocumentRefused(
            f"byte {broken.start + 1}", "this is not UTF-8 text. Save the document as UTF-8 and try again."
        ) from broken


def _check_depth(text: str) -> None:
    depth = 0
    for match in _STRING_OR_BRACKET.finditer(text):
        if match[0] in ("[", "{"):
            depth += 1
        elif match[0] in ("]", "}"):
            depth -= 1
        if depth > DEEPEST:
            raise DocumentRefused(
                _line_and_column(text, match.start()),
                f"this is nested more than {DEEPEST} deep, and no part of the format is. Take the brackets out.",
            )


def _line_and_column(text: str, at: int) -> str:
    return f"line {text.count('\n', 0, at) + 1}, column {at - text.rfind('\n', 0, at)}"


def _object(pairs: list[tuple[str, object]]) -> dict | RepeatedKey:
    keys: dict[str, object] = {}
    for key, value in pairs:
        if key in keys:
            return RepeatedKey(key)
        keys[key] = value
    return keys


def quoted(text: str) -> str:
    """Return a stranger's text as a sentence can carry it: short, on one line, with nothing that can't be shown."""
    line = " ".join(showable(text).split())
    return f"“{line if len(line) <= 60 else line[:59] + '…'}”"
