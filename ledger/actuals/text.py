"""From the bytes of a file to the rows of its table, within limits that are checked before anything is read."""

import codecs
import csv
import io
from collections.abc import Iterator

from ledger.actuals.refusals import ActualsRefused

MOST_BYTES = 10_000_000
MOST_ROWS = 200_000
MOST_COLUMNS = 200
DELIMITERS = ",;\t"
TOO_LARGE = (
    f"This is more than {MOST_BYTES // 1_000_000} MB. Export a shorter time, or add the calls up by day before you "
    "import: a row for each day is enough."
)

# A cell may hold a whole prompt; what bounds it is the size of the file.
csv.field_size_limit(MOST_BYTES)


def table_of(source: bytes | str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row of a table that holds anything, with its number as a spreadsheet counts, the header as row 1.

    Raises ActualsRefused: for what is too large, is not text, has no columns, or has a row unlike the header.
    """
    text = _decoded(source)
    if not text or text.isspace():
        raise ActualsRefused("There is nothing in it. Paste a table with a header, or choose another file.")
    if "\x00" in text:
        raise ActualsRefused("This is not a table in text: it holds NUL characters. Export it as CSV in UTF-8.")
    text = _without_hint(text)
    yield from _rows(text, _delimiter(text))


def check_size(size: int) -> None:
    """Refuse a file by its size, before it is read."""
    if size > MOST_BYTES:
        raise ActualsRefused(TOO_LARGE)


def _decoded(source: bytes | str) -> str:
    if isinstance(source, str):
        check_size(len(source))
        return source.removeprefix("\ufeff")
    check_size(len(source))
    is_wide = source.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return source.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError as broken:
        row = 1 if is_wide else source.count(b"\n", 0, broken.start) + 1
        raise ActualsRefused(f"Line {row} is not UTF-8 text. Save the file as “CSV UTF-8” and try again.") from None


def _without_hint(text: str) -> str:
    """Leave out the line by which a spreadsheet is told the delimiter."""
    first = _first_line(text)
    return text[len(first) :] if first.strip().lower() in {f"sep={mark}" for mark in DELIMITERS} else text


def _first_line(text: str) -> str:
    end = text.find("\n")
    return text if end < 0 else text[:end]


def _delimiter(text: str) -> str:
    header = _first_line(text.lstrip("\r\n"))
    outside = "".join(header.split('"')[::2])
    mark = max(DELIMITERS, key=outside.count)
    if not outside.count(mark):
        raise ActualsRefused("Its first line names one column only. Export a table with a date and what was counted.")
    return mark


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    width = number = 0
    while True:
        number += 1
        try:
            row = next(reader, None)
        except csv.Error:
            raise ActualsRefused(
                f"Row {number} can’t be read: its quotation marks don’t match. Mend it there."
            ) from None
        if row is None:
            return
        if number > MOST_ROWS + 1:
            raise ActualsRefused(
                f"This has more than {MOST_ROWS:,} rows. Export a shorter time, or add the calls up by day first."
            )
        if not any(map(str.strip, row)):
            continue
        width = width or _checked_width(row)
        if len(row) != width:
            raise ActualsRefused(f"Row {number} has {len(row)} cells, and the header has {width}. Mend that row.")
        yield number, row


def _checked_width(header: list[str]) -> int:
    if len(header) > MOST_COLUMNS:
        raise ActualsRefused(f"This has {len(header)} columns, and {MOST_COLUMNS} is the most. Leave some out.")
    return len(header)
