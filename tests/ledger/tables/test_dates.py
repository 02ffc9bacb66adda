from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.tables.dates import DAY_FIRST, MONTH_FIRST, day_key, days_of_key, has_time, orders

WRITTEN = [
    *("2026-11-12", "2026-11-12T10:00:00Z", "2026-11-12T23:59:59.123456+02:00", "2026-11-12 10:00:00.5", "2026/11/12"),
    *("2026-11-12 10:00", "2026-11-12 10:00:00 UTC", "20261112", "12.11.2026", "12.11.2026 10:00", "2026.11.12"),
    *("12 Nov 2026", "12 November 2026", "12-Nov-2026", "Thu, 12 Nov 2026 10:00:00 GMT", "Nov 12, 2026", "1794477600"),
    *("1794477600000", "1794477600.25", "November 12, 2026, 10:00 AM", "10:00:00 12 Nov 2026", "9:15 AM 2026-11-12"),
    *("12-Nov-26", "12.11.26", "12th Nov 2026", "November 12th, 2026", "Thu Nov 12 2026 10:00:00 GMT+0100 (CET)"),
    *("12. November 2026", "12 nov. 2026", "Donnerstag, 12.11.2026 10:05 Uhr", "jeudi 12 novembre 2026", "2026-Nov-12"),
    *("2026-11-12 23:59:59.999 +0000 UTC", "1794477600000000", "12 Nov 2026 at 10:05", "10:15 PM, 12 Nov 2026"),
]


@pytest.mark.parametrize("cell", WRITTEN)
def test_a_day_is_read_however_it_is_written(cell):
    assert day_key(cell) == "2026-11-12"


@pytest.mark.parametrize(
    "cell",
    [
        "11/12/2026",
        "11/12/2026 10:00",
        "11-12-2026",
        "11/12/2026, 10:00:00 PM",
        "11/12/26",
        "10:00 11/12/26",
        "11-12-26",
    ],
)
def test_what_is_the_day_of_11_12_is_left_open(cell):
    assert day_key(cell) == "11/12/2026"
    assert days_of_key(day_key(cell), DAY_FIRST) == (date(2026, 12, 11),)
    assert days_of_key(day_key(cell), MONTH_FIRST) == (date(2026, 11, 12),)


@pytest.mark.parametrize("cell", ["2026-11", "11/2026", "Nov 2026", "November 2026", "Nov-26", "2026/11", "nov. 2026"])
def test_a_month_is_its_days(cell):
    assert day_key(cell) == "2026-11"
    assert days_of_key("2026-11", DAY_FIRST)[::29] == (date(2026, 11, 1), date(2026, 11, 30))


def test_a_week_is_its_days():
    assert day_key("2026-W46") == "2026-W46"
    assert days_of_key("2026-W46", DAY_FIRST)[::6] == (date(2026, 11, 9), date(2026, 11, 15))


@pytest.mark.parametrize(
    "cell",
    [
        *("", "yesterday", "2026-02-30", "2026-13-01", "31.02.2026", "13/13/2026", "0/1/2026", "12 Foo 2026", "12.50"),
        *("1999-12-31", "2101-01-01", "1200", "9" * 11, "9" * 14, "²026-11-12", "٢٠٢٦-١١-١٢", "2026-11-12x", "9" * 60),
        *("26-Nov", "2026-W60", "10:15", "2026", "v2026-11-12", "Total 2026"),
    ],
)
def test_what_is_no_day_is_none(cell):
    assert day_key(cell) == ""


def test_a_time_of_day_that_is_no_full_hour_is_the_moment_of_a_call():
    assert has_time("2026-11-12T10:00:07Z")
    assert has_time("09:15:05 12 Apr 2026")
    assert has_time("1794477607")
    assert not has_time("2026-11-12T00:00:00+00:00")
    assert not has_time("2026-11-12 10:00:00")
    assert not has_time("2026-11-12")


def test_one_value_above_twelve_settles_the_whole_column():
    assert orders(["11/12/2026"]) == {DAY_FIRST, MONTH_FIRST}
    assert orders(["11/12/2026", "13/12/2026"]) == {DAY_FIRST}
    assert orders(["11/12/2026", "11/13/2026"]) == {MONTH_FIRST}
    assert orders(["13/12/2026", "11/13/2026"]) == set()


@given(st.text(max_size=80) | st.from_regex(r"[0-9./ :TZ-]{1,30}", fullmatch=True))
def test_any_text_is_a_day_or_none(cell):
    key = day_key(cell)
    assert not key or orders([key])


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_every_day_is_read_back(day):
    for cell in (day.isoformat(), f"{day:%d.%m.%Y}", f"{day:%d %b %Y}", f"{day:%B %d, %Y}", f"10:05 {day:%d-%b-%Y}"):
        assert day_key(cell) == day.isoformat()
    assert days_of_key(day_key(f"{day:%d/%m/%Y}"), DAY_FIRST) == (day,)
