"""A table is read whole, or refused with the row named; whatever the bytes, nothing else comes out."""

import json

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ledger.actuals import MOST_ROWS, ActualsRefused, Digest, read, reading
from ledger.actuals import text as limits

PLAIN = "date,uses,cost\n2026-11-01,10,1.5\n2026-11-01,5,\n2026-11-02,7,0.5\n"


def refusal(source):
    with pytest.raises(ActualsRefused) as refused:
        read(source)
    return str(refused.value)


def column(digest, name):
    return next(each for each in digest.columns if each.name == name)


def test_a_table_is_added_up_by_day():
    digest = read(PLAIN)
    assert digest.rows == 3
    assert [(part.days, part.rows, dict(part.sums)) for part in digest.parts] == [
        (("2026-11-01",), 2, {1: 15, 2: pytest.approx(1.5)}),
        (("2026-11-02",), 1, {1: 7, 2: pytest.approx(0.5)}),
    ]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_delimiter_and_line_end_is_found(mark, end):
    assert read(PLAIN.replace(",", mark).replace("\n", end)).parts == read(PLAIN).parts


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_encoding_that_says_what_it_is_is_read(encoding):
    text = PLAIN.replace("cost", "Kosten €")
    assert [each.name for each in read(text.encode(encoding)).columns] == ["date", "uses", "Kosten €"]


def test_another_encoding_is_refused_with_its_line():
    source = "date;uses;name\n2026-11-01;5;x\n2026-11-02;5;Café\n".encode("cp1252")
    assert refusal(source) == "Line 3 is not UTF-8 text. Save the file as “CSV UTF-8” and try again."
    assert "NUL" in refusal(PLAIN.encode("utf-16-le"))


def test_a_quoted_cell_may_hold_anything():
    digest = read('date,prompt,uses\n2026-11-01,"a, ""b""\nand more; =1+1",3\n2026-11-02,-x,4\n')
    assert digest.rows == 2
    assert not column(digest, "prompt").is_number


def test_a_prompt_longer_than_a_cell_of_python_s_own_limit_is_read():
    assert read(f"date,prompt,uses\n2026-11-01,{'a' * 200_000},3\n").rows == 1


def test_blank_lines_and_a_hint_of_a_spreadsheet_are_left_out():
    assert read("sep=;\n\ndate;uses\n\n2026-11-01;5\n;\n \n").rows == 1


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("", "nothing in it"),
        (" \n ", "nothing in it"),
        ("hello", "one column only"),
        ("date,uses\n", "only a header"),
        ("date,uses\n2026-11-01,1,2\n", "Row 2 has 3 cells, and the header has 2"),
        ("date,uses\n2026-11-01,1\n\n2026-11-02\n", "Row 4 has 1 cells"),
        ('date,uses\n2026-11-01,"1\n', "Row 2 can’t be read: its quotation marks"),
        ('date,uses\n2026-11-01,"1"2\n', "Row 2 can’t be read: its quotation marks"),
        ("name,uses\nx,1\n", "No column holds dates"),
        ("a" + ",a" * 300, "This has 301 columns"),
        ("date,uses\n" + "2026-11-01,1\n" * (MOST_ROWS + 1), "more than 200,000 rows"),
        (b"a,b\n" * 3_000_000, "more than 10 MB"),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_what_can_not_be_read_is_refused_with_a_sentence(source, said):
    assert said in refusal(source)


def test_a_wrong_cell_spoils_its_column_and_no_other():
    digest = read("date,uses,cost,when\n2026-11-01,1,2,2026-11-01\n2026-11-02,=1+1,3,soon\n2026-11-03,1,4,2026-11-03\n")
    assert column(digest, "uses").number_problem.startswith("Row 3, “uses”: “=1+1” is a formula")
    assert column(digest, "when").date_problem.startswith("Row 3, “when”: “soon” is not a date")
    assert column(digest, "cost").is_number
    assert column(digest, "date").is_date


def test_a_missing_date_is_named():
    assert column(read("date,uses\n2026-11-01,1\n,2\n"), "date").date_problem == "Row 3, “date”: the date is missing."


def test_a_column_may_begin_with_empty_cells():
    digest = read("date,revenue,none\n2026-11-01,,\n2026-11-02,5,\n")
    assert column(digest, "revenue").is_number
    assert column(digest, "none").number_problem == "The column “none” is empty."


def test_traces_are_counted_once():
    digest = read(
        "startTime,traceId,cost\n2026-11-01,a,1\n2026-11-01,a,1\n2026-11-02,a,1\n2026-11-02,b,1\n2026-11-02,,1\n"
    )
    assert [part.traces for part in digest.parts] == [1, 1]


def test_a_breakdown_of_usage_becomes_columns():
    digest = read('start_time,usage_details\n2026-11-01 10:00:00.000001,"{""input"":500,""output"":120}"\n')
    assert [dict(part.sums) for part in digest.parts] == [{2: 500, 3: 120}]
    assert [each.name for each in digest.columns[2:]] == ["usage_details: input", "usage_details: output"]


def test_more_days_than_can_be_kept_are_refused(monkeypatch):
    monkeypatch.setattr("ledger.actuals.reading.MOST_PARTS", 3)
    days = "".join(f"2026-11-0{n},1\n" for n in range(1, 6))
    assert "Row 5: its columns of dates hold more than 3 different days" in refusal(f"date,uses\n{days}")


@given(st.binary(max_size=300) | st.text(max_size=300))
@example(b"\xff\xfe")
@example(b"\xff\xfea")
@example(b"\xef\xbb\xbf")
@example(b",")
@example("\r")
@example("a,b\r\x85,\u2028")
@example("\ud800,\x00\n")
@example("date,uses\n\ud800,1\n2026-11-01,1\n")
def test_any_bytes_are_a_result_or_a_sentence(source):
    try:
        digest = read(source)
    except ActualsRefused:
        return
    assert Digest.from_json(json.loads(json.dumps(digest.as_json()))) == digest


CELLS = st.sampled_from(["2026-11-01", "11/12/2026", "1", "", "1,5", "x", "=1", '"', "1e5", "{}", "$3", "\ud800"])


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=6), st.sampled_from(",;\t"))
def test_any_table_is_a_result_or_a_sentence(rows, mark):
    try:
        digest = read(mark.join(["date", "usage", "trace_id"]) + "\n" + "\n".join(mark.join(row) for row in rows))
    except ActualsRefused:
        return
    assert digest.rows <= len(rows)
    assert sum(part.rows for part in digest.parts) == digest.rows


@given(
    st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=6),
    st.sampled_from(["date,usage,trace_id", "date,at,usagedetails", "a,b,c"]),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_it_does_not_matter_how_many_rows_are_read_at_once(monkeypatch, rows, header):
    table = header + "\n" + "\n".join(",".join(row) for row in rows)

    def said(block):
        monkeypatch.setattr(reading, "BLOCK", block)
        try:
            return read(table)
        except ActualsRefused as refused:
            return str(refused)

    assert said(1) == said(2) == said(512)


def test_a_row_far_down_is_named_by_its_number():
    rows = ["2026-11-01,1"] * 700
    assert (
        "Row 702, “uses”: “many” is not a number"
        in column(read("\n".join(["date,uses", *rows, "2026-11-01,many"])), "uses").number_problem
    )
    assert (
        "Row 702, “date”: “soon” is not a date"
        in column(read("\n".join(["date,uses", *rows, "soon,1"])), "date").date_problem
    )


def test_the_limit_of_a_cell_is_that_of_the_file():
    assert limits.csv.field_size_limit() == limits.MOST_BYTES
