"""A table is read from whatever people have it in; what is packed is unpacked within limits that are checked first."""

import gzip
import io
import json
import struct
import zipfile
from datetime import datetime
from decimal import Decimal

import openpyxl
import pytest

from ledger.tables import MOST_BYTES, MOST_ROWS, TableRefused, limits, read
from tests.ledger.tables.tables import counted, taken

PLAIN = "date,uses,cost\n2026-11-01,10,1.5\n2026-11-01,5,\n2026-11-02,7,0.5\n"
TOTALS = {"uses": 22, "cost": 2}
ROWS = [{"date": "2026-11-01", "uses": 10, "cost": 1.5}, {"date": "2026-11-02", "uses": 12, "cost": 0.5}]


def refusal(source):
    with pytest.raises(TableRefused) as refused:
        read(source)
    return str(refused.value)


def zipped(**files):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "."), content)
    return held.getvalue()


def workbook(*rows, form=None, first=()):
    book = openpyxl.Workbook()
    if first:
        book.active.append(first)
        book.create_sheet("calls")
    sheet = book.worksheets[-1]
    for row in rows:
        sheet.append(row)
    for cell in sheet["C"][1:] if form else ():
        cell.number_format = form
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


@pytest.mark.parametrize(
    "source",
    [
        PLAIN,
        PLAIN.replace(",", ";"),
        PLAIN.replace(",", "\t").encode(),
        PLAIN.replace(",", "|"),
        PLAIN.replace("\n", "\r\n").encode("utf-8-sig"),
        PLAIN.encode("utf-16"),
        "sep=,\n\n" + PLAIN,
        gzip.compress(PLAIN.encode()),
        zipped(table__csv=PLAIN),
        gzip.compress(zipped(table__csv=PLAIN)),
        json.dumps(ROWS),
        json.dumps({"data": ROWS, "total": 2}).encode(),
        "\n".join(map(json.dumps, ROWS)),
        gzip.compress("\n".join(map(json.dumps, ROWS)).encode()),
        workbook(("date", "uses", "cost"), (datetime(2026, 11, 1), 10, 1.5), (datetime(2026, 11, 2, 9, 5), 12, 0.5)),
        workbook(("date", "uses", "cost"), ("2026-11-01", 22, 2), first=("About this file",)),
    ],
    ids=lambda source: repr(source)[:24],
)
def test_a_table_is_read_whatever_it_is_packed_in(source):
    assert counted(taken(source)) == TOTALS


def test_what_windows_writes_is_read():
    found = taken("date;uses;Geprüft\n2026-11-01;5;3\n".encode("cp1252"))
    assert counted(found) == {"uses": 5, "reviewed": 3}


@pytest.mark.parametrize("form", ["[$$-409]#,##0.00", '"$"#,##0.00', '#,##0.00\\ "USD"', "$#,##0.00"])
def test_a_workbook_says_the_currency_in_the_form_of_a_cell(form):
    source = workbook(("date", "uses", "cost"), (datetime(2026, 11, 1), 10, 1.125), form=form)
    assert taken(source, "JPY", 100).totals["cost"] == Decimal("112.5")


def test_a_number_that_a_program_wrote_is_never_a_thousand():
    rows = [{"date": "2026-11-01", "cost": 1.125}, {"date": "2026-11-02", "cost": 2.25}]
    assert counted(taken(json.dumps(rows))) == {"cost": Decimal("3.375")}
    book = workbook(("date", "cost"), (datetime(2026, 11, 1), 1.125), (datetime(2026, 11, 2), 2.125))
    assert counted(taken(book)) == {"cost": Decimal("3.25")}


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("", "nothing in it"),
        (" \n ", "nothing in it"),
        ("hello", "one column only"),
        ("date,uses\n", "only a header"),
        ("2026-11-01,1\n2026-11-02,1\n", "names no column"),
        ("date,uses\n2026-11-01,1,2\n", "Row 2 has 3 cells, and the header has 2. If its numbers have a decimal comma"),
        ("date;uses\n2026-11-01;x;2\n", "Row 2 has 3 cells, and the header has 2. Mend that row."),
        ('date,uses\n2026-11-01,"1\n', "Row 2 can’t be read: its quotation marks"),
        ("name,uses\nx,1\n", "No column holds dates"),
        ("date,uses\n30/02/2026,1\n", "Row 2, “date”: the day reads “30/02/2026”, which there isn’t"),
        ("date,uses\nsoon,1\n", "Row 2, “date”: the day reads “soon”, which is no date"),
        ("date" + ",a" * 300 + "\n2026-11-01" + ",1" * 300, "This has 301 columns"),
        ("date,uses\n" + "2026-11-01,1\n" * (MOST_ROWS + 1), "more than 200,000 rows"),
        (b"a,b\n" * 3_000_000, "more than 10 MB"),
        (b"%PDF-1.7", "This is a PDF"),
        (b"\x89PNG\r\n", "This is a picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "before 2007, or one with a password"),
        (b"PAR1", "Parquet"),
        (b"PK\x03\x04", "can’t be unpacked"),
        (b"\x1f\x8b\x08rest", "can’t be unpacked"),
        (gzip.compress(PLAIN.encode())[:-12] + b"\x00\x00\x00\x00", "can’t be unpacked"),
        (zipped(a__csv=PLAIN, b__csv=PLAIN), "holds 2 files"),
        ('{"a": 1}\n{"a": }\n', "Line 2 is not JSON"),
        ('{"a": 1', "Line 1 is not JSON"),
        ("[1, 2]", "holds no list of objects"),
        ("[" * 100_000, "too deep to be a table"),
        (b"\xff\xfea", "not UTF-8"),
        ("date,uses\n2026-11-01,\x00\n", "NUL"),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_what_can_not_be_read_is_refused_with_its_real_fault(source, said):
    assert said in refusal(source)


def test_a_bomb_in_gzip_is_refused_by_its_size_and_by_what_it_unpacks_to():
    bomb = gzip.compress(b"a" * (MOST_BYTES + 10))
    assert "Unpacked, this is more than 10 MB" in refusal(bomb)
    assert "Unpacked, this is more than 10 MB" in refusal(bomb[:-4] + struct.pack("<I", 5))


def test_a_bomb_in_zip_is_refused_by_its_size_and_when_it_lies():
    bomb = zipped(a__csv=b"a" * (MOST_BYTES + 10))
    assert "Unpacked, this is more than 10 MB" in refusal(bomb)
    size = struct.pack("<I", MOST_BYTES + 10)
    assert "can’t be unpacked" in refusal(bomb.replace(size, struct.pack("<I", 500)))


def parts_of(source):
    with zipfile.ZipFile(io.BytesIO(source)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return held.getvalue()


BOOK = workbook(("date", "uses", "cost"), ("2026-11-01", 10, 1.5))
SHEET = "xl/worksheets/sheet1.xml"


def with_sheet(change):
    parts = parts_of(BOOK)
    return packed(parts | {SHEET: change(parts[SHEET])})


def test_a_bomb_in_a_workbook_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(openpyxl, "load_workbook", None)
    bomb = packed(parts_of(BOOK) | {"xl/bomb.xml": b"a" * (limits.MOST_UNPACKED + 1)})
    assert len(bomb) < 100_000
    assert "Unpacked, this is more than 60 MB" in refusal(bomb)
    lie = bomb.replace(struct.pack("<I", limits.MOST_UNPACKED + 1), struct.pack("<I", 500))
    assert "can’t be opened" in refusal(lie)


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: b'<!DOCTYPE x [<!ENTITY a "b">]>' + xml,
        lambda xml: xml.replace(b"<sheetData>", b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><sheetData>'),
        lambda xml: ("\ufeff" + xml.decode()).encode("utf-16"),
        lambda xml: xml[:200],
        lambda xml: b"",
    ],
)
def test_a_workbook_with_a_document_type_or_broken_is_refused(change):
    assert "can’t be opened" in refusal(with_sheet(change))


def test_a_cell_far_away_takes_no_memory():
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    assert "more than 200,000 rows" in refusal(with_sheet(lambda xml: xml.replace(b"</sheetData>", far)))
    wide = b'<row r="3"><c r="XFD3"><v>1</v></c></row></sheetData>'
    assert "This has 16384 columns" in refusal(with_sheet(lambda xml: xml.replace(b"</sheetData>", wide)))


def test_a_workbook_of_more_cells_than_are_read_in_a_while_is_refused(monkeypatch):
    monkeypatch.setattr(limits, "MOST_WORKBOOK_CELLS", 5)
    assert "more than 5 cells. Save its sheet as CSV" in refusal(BOOK)


def test_more_values_than_can_be_kept_are_refused_before_they_are_read():
    assert "more than 2,000,000 values" in refusal("[" + "[],\n" * 1_200_000 + "[]]")


def test_a_gzip_file_may_have_several_members_and_a_tail():
    start, end = PLAIN[:30].encode(), PLAIN[30:].encode()
    assert counted(taken(gzip.compress(start) + gzip.compress(end) + b"rest")) == TOTALS


def test_a_sheet_that_is_wrong_about_its_own_size_is_read_whole():
    book = workbook(("date", "uses", "cost"), ("2026-11-01", 10, 1.5), ("2026-11-02", 12, 0.5))
    parts = parts_of(book)
    small = parts[SHEET].replace(b'<dimension ref="A1:C3"', b'<dimension ref="A1"')
    assert small != parts[SHEET]
    assert counted(taken(packed(parts | {SHEET: small}))) == TOTALS
