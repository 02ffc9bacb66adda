"""From a workbook of a spreadsheet (XLSX) to the rows of its first sheet that holds a table.

A workbook is a zip file. What it unpacks to is looked up, and unpacked once into nothing, before a reader sees it: a
size that it does not state truly, a document type and an encoding in which one could hide are refused.
"""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime

from ledger.tables.archives import opened
from ledger.tables.json_text import number_text
from ledger.tables.limits import MOST_UNPACKED, check_rows, check_unpacked, check_width, check_workbook
from ledger.tables.refusals import TableRefused
from ledger.tables.text import Row

BROKEN = "This workbook can’t be opened: it is damaged or protected. Save it anew as .xlsx, or as CSV."
_PIECE = 256 * 1024
_MOST_PARTS = 2000
_DOCTYPES = tuple(mark.encode(code) for mark in ("<!DOCTYPE", "<!ENTITY") for code in ("utf-8", "utf-16le", "utf-16be"))
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00", b"+/v")
_MOST_SHEETS = 50


def is_workbook(archive: zipfile.ZipFile) -> bool:
    """Whether a zip file is a workbook."""
    return "[Content_Types].xml" in archive.namelist()


def workbook_rows(source: bytes) -> Iterator[Row]:
    """Yield the rows of the first sheet with two rows or more, numbered as in the sheet; raises TableRefused."""
    _check(source)
    from openpyxl import load_workbook  # takes a moment, and few tables are workbooks

    try:
        book = load_workbook(io.BytesIO(source), read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets[:_MOST_SHEETS]:
            rows = list(_rows(sheet))
            if len(rows) > 1:
                return iter(rows)
    except TableRefused:
        raise
    except Exception as problem:  # a reader of a format of that size fails in whatever way
        raise TableRefused(BROKEN) from problem
    raise TableRefused("No sheet of this workbook holds a table. It takes a header, and a row for each day or call.")


def _rows(sheet) -> Iterator[Row]:
    # What a sheet says of its own size may be wrong: all of it is read, as far as the limits go.
    sheet.reset_dimensions()
    cells = 0
    for number, row in enumerate(sheet.iter_rows(), start=1):
        check_rows(number)
        texts = [_text(cell) for cell in row]
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            check_width(len(texts))
            cells += len(texts)
            check_workbook(cells)
            yield number, texts


def _text(cell) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds") if value.time().isoformat() != "00:00:00" else _day(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return f"{_sign(cell.number_format)}{number_text(repr(value).removesuffix('.0'))}"
    return str(value)


def _day(value: datetime) -> str:
    return value.date().isoformat()


def _sign(form: str) -> str:
    """The currency that a number is shown with: `[$€-407]`, `"$"#,##0.00`, `#,##0.00\\ "EUR"`."""
    if "[$" in form:
        return form.partition("[$")[2].partition("]")[0].partition("-")[0].strip()
    quoted = form.split('"')[1::2]
    return next((each.strip() for each in quoted if each.strip()), "$" if "$" in form else "")


def _check(source: bytes) -> None:
    with opened(source, BROKEN) as archive:
        parts = archive.infolist()
        if len(parts) > _MOST_PARTS or any(part.flag_bits & 1 for part in parts):
            raise TableRefused(BROKEN)
        check_unpacked(sum(part.file_size for part in parts), MOST_UNPACKED)
        for part in parts:
            _check_part(archive, part)


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Unpack a part into nothing: it may hold no more than it states, and no document type."""
    before = b""
    with archive.open(part) as file:
        while piece := file.read(_PIECE):
            if not before and piece.startswith(_WIDE):
                raise TableRefused(BROKEN)
            if any(mark in before[-20:] + piece for mark in _DOCTYPES):
                raise TableRefused(BROKEN)
            before = piece
