"""From the bytes of a file to the rows of its table, whatever it is packed in, within limits that are checked first."""

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from ledger.tables.archives import opened
from ledger.tables.json_text import json_rows
from ledger.tables.limits import MOST_BYTES, check_size, check_unpacked
from ledger.tables.refusals import TableRefused
from ledger.tables.text import Row, csv_rows, decode, delimiter_of, without_hint
from ledger.tables.workbooks import is_workbook, workbook_rows

GZIP, ZIP = b"\x1f\x8b", b"PK\x03\x04"
NOT_TABLES = {
    b"\xd0\xcf\x11\xe0": "This is a workbook of before 2007, or one with a password. Save it as .xlsx or CSV.",
    b"%PDF": "This is a PDF. Export the table as CSV or XLSX.",
    b"PAR1": "This is a Parquet file. Export the table as CSV, JSON or XLSX.",
    b"\x89PNG": "This is a picture. Export the table as CSV or XLSX.",
    b"\xff\xd8\xff": "This is a picture. Export the table as CSV or XLSX.",
}
BROKEN = "This file can’t be unpacked: it is damaged, or protected by a password. Export it anew, or as CSV."
EMPTY = "There is nothing in it. Paste a table with a header, or choose another file."
NOT_TEXT = "This is not a table in text: it holds NUL characters. Export it as CSV in UTF-8."


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a table with their numbers; `delimiter` is what stood between its cells, "" where nothing did."""

    rows: Iterator[Row]
    delimiter: str = ""


def rows_of(source: bytes | str) -> Rows:
    """Return the rows of a file or of pasted text; raises TableRefused before anything too large is unpacked."""
    check_size(len(source))
    if isinstance(source, str):
        return _text_rows(source.removeprefix("\ufeff"))
    if source.startswith(GZIP):
        source = _gunzipped(source)
    if source.startswith(ZIP):
        return _zipped(source)
    return _plain(source)


def _plain(source: bytes) -> Rows:
    for mark, said in NOT_TABLES.items():
        if source.startswith(mark):
            raise TableRefused(said)
    return _text_rows(decode(source))


def _text_rows(text: str) -> Rows:
    if not text or text.isspace():
        raise TableRefused(EMPTY)
    if "\x00" in text:
        raise TableRefused(NOT_TEXT)
    if text.lstrip()[:1] in "{[":
        return Rows(json_rows(text))
    text = without_hint(text)
    mark = delimiter_of(text)
    return Rows(csv_rows(text, mark), mark)


def _gunzipped(source: bytes) -> bytes:
    """What one gzip member after another holds; nothing is unpacked beyond the limit."""
    text = b""
    while source.startswith(GZIP):
        unpacking = zlib.decompressobj(16 + zlib.MAX_WBITS)
        try:
            text += unpacking.decompress(source, MOST_BYTES + 1 - len(text))
        except zlib.error:
            raise TableRefused(BROKEN) from None
        check_unpacked(len(text))
        if not unpacking.eof:
            raise TableRefused(BROKEN)
        source = unpacking.unused_data
    return text


def _zipped(source: bytes) -> Rows:
    """A workbook, or the one table in an archive."""
    with opened(source, BROKEN) as archive:
        table = None if is_workbook(archive) else _only_table(archive)
    return Rows(workbook_rows(source)) if table is None else _plain(table)


def _only_table(archive: zipfile.ZipFile) -> bytes:
    tables = [part for part in archive.infolist() if not part.is_dir() and not _is_beside(part.filename)]
    if len(tables) != 1:
        raise TableRefused(f"This archive holds {len(tables)} files. Import them one by one.")
    check_unpacked(tables[0].file_size)
    with archive.open(tables[0]) as file:
        return file.read(MOST_BYTES + 1)


def _is_beside(name: str) -> bool:
    """Whether a file in an archive is one that a system puts there by itself."""
    return name.startswith("__MACOSX/") or name.rpartition("/")[2].startswith(".")
