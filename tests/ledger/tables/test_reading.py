"""Nothing is lost and nothing invented; whatever the bytes, a result or a sentence comes out."""

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ledger.tables import Canvas, Digest, TableRefused, Taken, guess, left_out, read, taken_sentences
from tests.ledger.tables.tables import counted, taken


def looked_at(digest):
    """All that is said of a table."""
    found = Taken(digest, guess(digest), Canvas("EUR", Decimal("0.9")))
    try:
        return found.totals, found.days, found.asks, left_out(found), taken_sentences(found)
    except TableRefused as refusal:
        return str(refusal)


@given(st.binary(max_size=300) | st.text(max_size=300))
@example(b"\xff\xfe")
@example(b"\xef\xbb\xbf")
@example(b",")
@example("\r")
@example("a,b\r\x85,\u2028")
@example("\ud800,\x00\n")
@example("date,uses\n\ud800,1\n2026-11-01,1\n")
@example('[{"date": "2026-11-01", "uses": 1e999}]')
def test_any_bytes_are_a_result_or_a_sentence(source):
    try:
        digest = read(source)
    except TableRefused:
        return
    assert Digest.from_json(json.loads(json.dumps(digest.as_json()))) == digest
    looked_at(digest)


CELLS = st.sampled_from(
    [
        "2026-11-01",
        "11/12/2026",
        "1",
        "",
        "1,5",
        "1,125",
        "1.125",
        "x",
        "=1",
        '"',
        "1e5",
        "{}",
        '{"input":5}',
        "$3",
        "€3",
    ]
    + ["total", "-5", "Included", "31/02/2026", "Mar-26", "\ud800", "pending", "USD", "5%"]
)
HEADER = st.sampled_from(
    ["date", "uses", "cost", "cost_usd", "input_tokens", "cached tokens", "trace_id", "currency", "usage_details", "x"]
)


@given(
    st.lists(HEADER, min_size=3, max_size=3),
    st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=6),
    st.sampled_from(",;\t"),
)
def test_any_table_is_a_result_or_a_sentence(header, rows, mark):
    text = "\n".join(mark.join(row) for row in [header, *rows])
    try:
        digest = read(text)
    except TableRefused:
        return
    assert Digest.from_json(json.loads(json.dumps(digest.as_json()))) == digest
    assert looked_at(digest)


AMOUNTS = st.none() | st.decimals(-(10**6), 10**6, places=4)
ROW = st.tuples(st.dates(date(2026, 1, 1), date(2026, 1, 9)), st.none() | st.integers(0, 10**6), AMOUNTS)
FORMS = st.sampled_from(["csv", "german", "json", "jsonl"])


def written(rows, form):
    if form in ("json", "jsonl"):
        records = [
            {"date": str(day), "uses": uses, "cost": None if cost is None else float(cost)} for day, uses, cost in rows
        ]
        return json.dumps(records) if form == "json" else "\n".join(map(json.dumps, records)) + "\n"
    mark = "," if form == "csv" else ";"
    lines = [f"date{mark}uses{mark}cost"]
    for day, uses, cost in rows:
        number = "" if cost is None else f"{cost:,f}"
        if form == "german":
            number = number.replace(",", "x").replace(".", ",").replace("x", ".")
        count = "" if uses is None else str(uses)
        lines.append(
            f'{day:%d.%m.%Y}{mark}{count}{mark}"{number}"' if form == "german" else f'{day},{count},"{number}"'
        )
    return "\n".join(lines) + "\n"


@given(st.lists(ROW, min_size=1, max_size=20), FORMS)
def test_nothing_is_lost_and_nothing_invented_however_it_is_written(rows, form):
    rows = [(date(2026, 1, 1), 1, Decimal("0.5")), *rows]
    found = taken(written(rows, form))
    assert [day.date for day in found.days] == sorted({day for day, *counts in rows if counts != [None, None]})
    for day in found.days:
        uses = [uses for when, uses, _ in rows if when == day.date and uses is not None]
        costs = [cost for when, _, cost in rows if when == day.date and cost is not None]
        assert day.uses == (sum(uses) if uses else None)
        assert day.cost == (sum(costs) if costs else None)


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=4), st.booleans())
def test_a_month_holds_what_its_days_add_up_to(numbers, as_money):
    name = "cost" if as_money else "uses"
    months = "".join(
        f"2026-0{place + 1},{number / 100 if as_money else number}\n" for place, number in enumerate(numbers)
    )
    found = taken(f"month,{name}\n{months}")
    assert sum(getattr(day, name) for day in found.days) == found.totals[name]


def test_a_column_may_begin_with_empty_cells():
    assert counted(taken("date,revenue,none\n2026-11-01,,\n2026-11-02,5,\n")) == {"revenue": 5}


def test_traces_are_counted_once():
    table = "startTime,traceId,cost\n2026-11-01,a,1\n2026-11-01,a,1\n2026-11-02,a,1\n2026-11-02,b,1\n2026-11-02,,1\n"
    assert [day.uses for day in taken(table).days] == [1, 1]


def test_a_part_of_a_breakdown_may_come_late():
    rows = "".join(f'2026-11-01,"{{""input"":3,""output"":2}}",a{n}\n' for n in range(600))
    late = '2026-11-02,"{""input"":3,""output"":2,""input_cache_read"":5000}",b\n'
    assert taken(f"start_time,usage_details,trace_id\n{rows}{late}").totals["input_tokens"] == 3 * 601 + 5000


def test_more_days_than_can_be_kept_are_refused(monkeypatch):
    table = "date,uses\n" + "".join(f"2026-11-0{n},1\n" for n in range(1, 6))
    monkeypatch.setattr("ledger.tables.taking.MOST_DAYS", 2)
    with pytest.raises(TableRefused, match="This has 5 days, and 2 is the most"):
        taken(table).days  # noqa: B018
    monkeypatch.setattr("ledger.tables.reading.MOST_PARTS", 3)
    with pytest.raises(TableRefused, match="more than 3 different days"):
        read(table)


def test_what_is_too_much_to_store_is_refused():
    with pytest.raises(TableRefused, match="Uses on 2026-11-01: this adds up to more than can be stored"):
        taken("date,uses\n" + "2026-11-01,900000000000000\n" * 2).days  # noqa: B018


def test_the_columns_likeliest_to_be_wanted_are_read_of_very_many():
    header = ",".join(f"c{n}" for n in range(60))
    found = taken(f"date,{header},uses\n2026-11-01,{','.join('1' * 60)},7\n")
    assert counted(found) == {"uses": 7}
    assert sum(column.is_number for column in found.digest.columns) == 20
