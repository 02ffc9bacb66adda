"""From text to the rows of its table: which encoding, which delimiter, how many cells."""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from ledger.tables.limits import MOST_BYTES, check_rows, check_width
from ledger.tables.refusals import TableRefused

DELIMITERS = ",;\t|"
Row = tuple[int, list[str]]
_LOOKED_AT = 40  # rows
_SHORT = 64_000  # letters

# A cell may hold a whole prompt; what bounds it is the size of the file.
csv.field_size_limit(MOST_BYTES)


def decode(source: bytes) -> str:
    """Return the text of a file in UTF-8, UTF-16 with a mark, or as Windows writes it; raises TableRefused."""
    is_wide = source.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return source.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError as broken:
        if not is_wide and b"\x00" not in source:
            try:
                return source.decode("cp1252")
            except UnicodeDecodeError:
                pass
        row = 1 if is_wide else source.count(b"\n", 0, broken.start) + 1
        raise TableRefused(f"Line {row} is not UTF-8 text. Save the file as “CSV UTF-8” and try again.") from None


def without_hint(text: str) -> str:
    """Leave out the line by which a spreadsheet is told the delimiter."""
    first = text[: text.find("\n") + 1] or text
    return text[len(first) :] if first.strip().lower() in {f"sep={mark}" for mark in DELIMITERS} else text


def delimiter_of(text: str) -> str:
    """Return the mark that gives most rows at its beginning the same number of cells; raises TableRefused."""
    start = text[:_SHORT]
    lines = start if len(text) <= _SHORT else start[: start.rfind("\n") + 1] or start
    found = {mark: _regularity(lines, mark) for mark in DELIMITERS}
    best = max(DELIMITERS, key=lambda mark: found[mark])
    if found[best] == (0, 0):
        raise TableRefused("Its lines have one column only. Export a table with a date and what was counted.")
    return best


def _regularity(lines: str, mark: str) -> tuple[int, int]:
    rows = islice(csv.reader(io.StringIO(lines, newline=""), delimiter=mark), _LOOKED_AT)
    widths: Counter[int] = Counter()
    try:
        widths.update(len(row) for row in rows if any(map(str.strip, row)))
    except csv.Error:
        return (0, 0)
    shared = [(count, width) for width, count in widths.items() if width > 1]
    return max(shared, default=(0, 0))


def csv_rows(text: str, delimiter: str) -> Iterator[Row]:
    """Yield each row that holds anything, with its number as a spreadsheet counts, the first as 1."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        try:
            row = next(reader, None)
        except csv.Error:
            raise TableRefused(f"Row {number} can’t be read: its quotation marks don’t match. Mend it there.") from None
        if row is None:
            return
        check_rows(number)
        if any(map(str.strip, row)):
            check_width(len(row))
            yield number, row


def fitted(row: Row, width: int, delimiter: str) -> Row:
    """Return a row with as many cells as the header; refused where it holds more."""
    number, cells = row
    if len(cells) == width:
        return row
    if len(cells) < width:
        return number, [*cells, *[""] * (width - len(cells))]
    if any(cell.strip() for cell in cells[width:]):
        raise TableRefused(
            f"Row {number} has {len(cells)} cells, and the header has {width}. {_cure(delimiter, cells)}"
        )
    return number, list(cells[:width])


def _cure(delimiter: str, cells: Sequence[str]) -> str:
    if delimiter == "," and any(cell.strip().isdigit() for cell in cells[1:]):
        return "If its numbers have a decimal comma, export it with semicolons between the cells."
    return "Mend that row."
