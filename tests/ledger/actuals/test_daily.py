from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.actuals import DOLLARS, ROWS, TRACES, ActualsRefused, Day, Mapping, OrderUnknown, days_of, guess, read

PLAIN = "date,uses,cost\n2026-11-02,7,0.5\n2026-11-01,10,1.5\n2026-11-01,5,\n2026-11-03,4,\n"


def days(table, mapping=None, *, currency="EUR", rate=None, **said):
    digest = read(table)
    mapping = replace(mapping or guess(digest), **said)
    return days_of(digest, mapping, currency=currency, usd_rate=rate)


def refusal(table, *args, **options):
    with pytest.raises(ActualsRefused) as refused:
        days(table, *args, **options)
    return str(refused.value)


def test_rows_are_added_up_by_day_and_what_no_row_counted_stays_out():
    assert days(PLAIN) == [
        Day(date(2026, 11, 1), uses=15, cost=Decimal("1.5")),
        Day(date(2026, 11, 2), uses=7, cost=Decimal("0.5")),
        Day(date(2026, 11, 3), uses=4),
    ]


def test_each_row_or_each_trace_may_be_a_use():
    table = "date,trace_id,cost\n2026-11-01,a,1\n2026-11-01,a,1\n2026-11-01,b,1\n"
    assert [day.uses for day in days(table, uses=ROWS)] == [3]
    assert [day.uses for day in days(table, uses=TRACES)] == [2]
    assert [day.uses for day in days(table, uses="")] == [None]


def test_dollars_are_converted():
    assert days(PLAIN, money=DOLLARS, rate=Decimal("0.9"))[0].cost == Decimal("1.35")
    assert days(PLAIN, money=DOLLARS, currency="USD")[0].cost == Decimal("1.5")
    assert "does not say what a dollar is in EUR" in refusal(PLAIN, money=DOLLARS)
    assert days(PLAIN, money=DOLLARS, cost="")[0].uses == 15


def test_a_sign_of_another_currency_is_refused():
    table = "date;uses;cost\n2026-11-01;5;$3\n"
    assert "“cost” is taken as EUR, and $ is not" in refusal(table)
    assert days(table, money=DOLLARS, rate=Decimal(1))[0].cost == 3


def test_the_order_of_day_and_month_is_asked_for_where_nothing_tells_it():
    table = "date;uses\n11/12/2026;1\n10/12/2026;1\n"
    with pytest.raises(OrderUnknown):
        days(table)
    assert [day.date for day in days(table, order="day")] == [date(2026, 12, 10), date(2026, 12, 11)]
    assert [day.date for day in days(table, order="month")] == [date(2026, 10, 12), date(2026, 11, 12)]


def test_a_day_above_twelve_tells_the_order():
    assert days("date;uses\n11/12/2026;1\n13/12/2026;1\n")[0].date == date(2026, 12, 11)
    assert days("date;uses\n11/12/2026;1\n11/13/2026;1\n")[0].date == date(2026, 11, 12)
    assert "Row 3: “13/12/2026” is no date with the month before the day" in refusal(
        "date;uses\n11/12/2026;1\n13/12/2026;1\n", order="month"
    )
    assert "see rows 2 and 3" in refusal("date;uses\n11/13/2026;1\n13/12/2026;1\n")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"date": ""}, "Choose the column that holds the date"),
        ({"date": "1"}, "is not a date"),
        ({"uses": "3"}, "“gpt” is not a number"),
        ({"uses": "2"}, "this is not a whole number, and uses are counted"),
        ({"uses": "", "cost": ""}, "Choose at least one column besides the date"),
    ],
)
def test_a_column_that_does_not_fit_is_refused_with_its_row(said, sentence):
    assert sentence in refusal("date,uses,cost,model\n2026-11-01,1,1.5,gpt\n", **said)


def test_what_is_too_much_to_store_is_refused():
    assert "2026-11-01: this adds up" in refusal("date,uses\n" + "2026-11-01,900000000000000\n" * 2)
    assert "Cost on 2026-11-01" in refusal("date,cost\n2026-11-01,1000000000\n")
    assert days("date,cost\n2026-11-01,999999999.999999\n")[0].cost == Decimal("999999999.999999")


def test_a_day_on_which_nothing_stands_is_no_day():
    table = "date,uses,cost\n2026-11-01,5,1\n2026-11-02,,\n2026-11-03,nan,nan\n"
    assert [day.date.day for day in days(table)] == [1]


def test_more_days_than_can_be_kept_are_refused(monkeypatch):
    monkeypatch.setattr("ledger.actuals.daily.MOST_DAYS", 2)
    assert "This has 3 days, and 2 is the most" in refusal(PLAIN)


AMOUNTS = st.none() | st.decimals(0, 10**6, places=4)
ROW = st.tuples(st.dates(date(2026, 1, 1), date(2026, 1, 9)), st.none() | st.integers(0, 10**6), AMOUNTS)


@given(st.lists(ROW, min_size=1, max_size=20))
def test_nothing_is_lost_and_nothing_invented(rows):
    rows = [(date(2026, 1, 1), 1, Decimal(1)), *rows]
    table = "date,uses,cost\n" + "".join(
        f"{day},{'' if uses is None else uses},{'' if cost is None else cost}\n" for day, uses, cost in rows
    )
    found = days(table, Mapping(date="0", uses="1", cost="2"))
    assert [day.date for day in found] == sorted({day for day, *counts in rows if counts != [None, None]})
    for day in found:
        uses = [uses for when, uses, _ in rows if when == day.date and uses is not None]
        costs = [cost for when, _, cost in rows if when == day.date and cost is not None]
        assert day.uses == (sum(uses) if uses else None)
        assert day.cost == (sum(costs) if costs else None)
