"""What a table tells is read without a question; what it leaves open is asked, and counts for nothing until then."""

from datetime import date
from decimal import Decimal

import pytest

from ledger.tables import left_out, taken_sentences
from tests.ledger.tables.tables import counted, taken


def said(found):
    return [(each.count, each.sentence) for each in taken_sentences(found)]


@pytest.mark.parametrize(
    ("table", "totals"),
    [
        ('date,cost\n2026-03-01,"1,125"\n2026-03-02,"2,250.5"\n', {"cost": Decimal("3375.5")}),
        ("date;cost\n2026-03-01;1,125\n2026-03-02;2,25\n", {"cost": Decimal("3.375")}),
        ("date;cost;revenue\n2026-03-01;1,125;0,5\n", {"cost": Decimal("1.125"), "revenue": Decimal("0.5")}),
        ("date;cost\n2026-03-01;1.125\n2026-03-02;0,250\n", {"cost": Decimal("1125.25")}),
        ("date,cost\n2026-03-01,1.125\n2026-03-02,2.250\n", {"cost": Decimal("3.375")}),
        ('date,cost\n2026-03-01,"$1,125"\n', {"cost": 1125}),
        ("date;cost\n2026-03-01;1.234,50\n2026-03-02;1.000\n", {"cost": Decimal("2234.5")}),
        ("date;uses\n2026-03-01;1.234\n2026-03-02;2.345\n", {"uses": 3579}),
        ('date,uses\n2026-03-01,"1,234"\n2026-03-02,"12,000"\n', {"uses": 13_234}),
        ('date,uses\n2026-03-01,"12,000"\n', {"uses": 12_000}),
        ("date,uses\n2026-03-01,12.0\n2026-03-02,7.0\n", {"uses": 19}),
        ("date;cost\n2026-03-01;1 234,50\n2026-03-02;1'000.50\n", {"cost": 2235}),
    ],
)
def test_a_decimal_comma_is_told_by_the_column_the_table_or_whole_counts(table, totals):
    found = taken(table)
    assert counted(found) == totals
    assert found.asks == []


@pytest.mark.parametrize("table", ["date;uses;cost\n2026-03-01;100;1,125\n2026-03-02;100;2,250\n"])
def test_a_comma_that_may_be_both_is_asked_about(table):
    found = taken(table)
    (ask,) = found.open_asks
    assert ask.sentence == "1.125 or 1,125? In “cost” 2 cells can be read both ways, such as “1,125”."
    assert ask.proposed == ","
    assert counted(found) == {"uses": 200}
    assert taken(table, mark_2=",").totals["cost"] == Decimal("3.375")
    assert taken(table, mark_2=".").totals["cost"] == 3375


def test_thousands_of_a_program_are_proposed_between_commas():
    assert taken('date,cost\n2026-03-01,"1,125"\n').open_asks[0].proposed == "."


@pytest.mark.parametrize(
    "table",
    [
        "date,cost_usd\n2026-03-01,2\n",
        "date,cost ($)\n2026-03-01,2\n",
        "date,cost (US$)\n2026-03-01,2\n",
        "date,cost in US dollars\n2026-03-01,2\n",
        "date,cost\n2026-03-01,$2\n",
        "date,cost\n2026-03-01,2 USD\n",
        "date,cost,currency\n2026-03-01,2,usd\n",
        "date,amount_value,amount_currency\n2026-03-01,2,USD\n",
        'date,cost\n2026-03-01,"US$ 2.00"\n',
    ],
)
def test_dollars_are_dollars_on_a_canvas_in_yen(table):
    found = taken(table, "JPY", 150)
    assert counted(found) == {"cost": 300}
    assert any(
        "is in USD by" in sentence and "converted at 150 JPY a dollar" in sentence for _, sentence in said(found)
    )
    assert found.asks == []


def test_rows_in_two_currencies_are_each_converted():
    assert taken("date,cost,currency\n2026-03-01,2,USD\n2026-03-02,100,JPY\n", "JPY", 150).totals["cost"] == 400


@pytest.mark.parametrize(
    ("table", "canvas", "said"),
    [
        ("date,uses,cost_usd\n2026-03-01,5,1\n", ("EUR",), "“cost_usd” is in USD by its header, and nothing says what"),
        ("date,uses,cost (GBP)\n2026-03-01,5,1\n", ("EUR", "0.9"), "“cost (GBP)” is in GBP by its header"),
        ("date,uses,cost\n2026-03-01,5,€1\n", ("USD",), "“cost” is in EUR by the sign in its cells"),
        ("date,uses,cost,currency\n2026-03-01,5,1,SEK\n", ("USD",), "“cost” is in SEK by the column of currencies"),
        ("date,uses,cost\n2026-03-01,5,$1\n", ("CAD", "1.4"), "$ may be CAD or US dollars"),
    ],
)
def test_an_amount_that_can_not_be_converted_asks(table, canvas, said):
    found = taken(table, *canvas)
    assert said in found.open_asks[0].sentence
    assert counted(found) == {"uses": 5}


def test_an_answer_says_which_currency_it_is():
    table = "date,uses,cost\n2026-03-01,5,$1\n"
    answers = {"currency-2-sign": "USD"}
    found = taken(table, "CAD", "1.4")
    assert found.meaning.answered(**answers)
    assert taken(table, "CAD", "1.4", **answers).totals["cost"] == Decimal("1.4")
    assert taken(table, "CAD", "1.4", **{"currency-2-sign": "CAD"}).totals["cost"] == 1
    assert taken(table, "CAD", "1.4", **{"currency-2-sign": "out"}).totals["cost"] is None


@pytest.mark.parametrize(
    ("cells", "first", "last"),
    [
        (("3/1/26", "3/15/26"), date(2026, 3, 1), date(2026, 3, 15)),
        (("3/1/26", "3/2/26", "3/3/26"), date(2026, 3, 1), date(2026, 3, 3)),
        (("1-Mar-26", "2-Mar-26"), date(2026, 3, 1), date(2026, 3, 2)),
        (("09:15:05 1 Mar 2026", "9:15 PM 2 Mar 2026"), date(2026, 3, 1), date(2026, 3, 2)),
        (("Mar-26", "Apr-26"), date(2026, 3, 1), date(2026, 4, 30)),
        (("2026-03", "2026-04"), date(2026, 3, 1), date(2026, 4, 30)),
        (("2026-W10",), date(2026, 3, 2), date(2026, 3, 8)),
        (("01.03.26", "02.03.26"), date(2026, 3, 1), date(2026, 3, 2)),
        (("46082", "46083"), date(2026, 3, 1), date(2026, 3, 2)),
        (("1. März 2026", "2. März 2026"), date(2026, 3, 1), date(2026, 3, 2)),
    ],
)
def test_days_of_all_the_usual_kinds_are_read(cells, first, last):
    found = taken("date;uses\n" + "".join(f"{cell};1\n" for cell in cells))
    assert (found.since, found.until) == (first, last)
    assert found.totals["uses"] == len(cells)
    assert found.asks == []


def test_the_order_of_day_and_month_is_asked_where_nothing_tells_it():
    table = "date;uses\n1/1/26;10\n1/2/26;20\n"
    found = taken(table)
    assert found.open_asks[0].sentence == "1 Feb 2026 or 2 Jan 2026? Nothing in “date” tells the day from the month."
    assert (found.days, found.since, found.totals["uses"]) == ([], None, 30)
    assert taken(table, order="day").until == date(2026, 2, 1)
    assert taken(table, order="month").until == date(2026, 1, 2)


def test_a_month_is_spread_over_its_days_and_nothing_is_lost():
    found = taken("Month,uses,cost\nMar-26,100,1\n")
    assert len(found.days) == 31
    assert sum(day.uses for day in found.days) == 100
    assert sum(day.cost for day in found.days) == 1
    assert {day.uses for day in found.days} == {3, 4}


@pytest.mark.parametrize(
    ("table", "totals", "why"),
    [
        ("date,uses\n2026-03-01,1\n2026-03-02,3\nTotal,4\n", {"uses": 4}, "It is a line of totals (row 4)."),
        ("date,uses\n2026-03-01,1\n2026-03-02,3\n,4\n", {"uses": 4}, "It is the sum of the others (row 4)."),
        ("date,uses\n2026-03-01,1\n,5\n", {"uses": 1}, "It has no day (row 3)."),
        ("date,uses\n2026-03-01,1\ndate,uses\n2026-03-02,3\n", {"uses": 4}, "It repeats the header (row 3)."),
        ("date,uses\n,number\n2026-03-02,3\n", {"uses": 3}, "It holds neither a day nor a number (row 2)."),
        (
            "date,uses\n2026-03-01,1\n2026-03-02,3\nMarch 2026,4\n",
            {"uses": 4},
            "It sums up a month whose days stand here (row 4).",
        ),
    ],
)
def test_rows_that_are_no_day_s_are_left_out_and_said(table, totals, why):
    found = taken(table)
    assert counted(found) == totals
    assert [(each.count, each.sentence) for each in left_out(found)] == [(1, why)]


def test_a_header_is_found_beneath_titles():
    table = (
        "Usage report,,\nGenerated,2026-04-01,\n,,\nDay,Uses,Cost\n3/1/26,10,$1.00\n3/2/26,20,$2.00\nTotal,30,$3.00\n"
    )
    assert counted(taken(table)) == {"uses": 30, "cost": 3}


def test_a_table_on_its_side_is_set_upright():
    found = taken("Metric,2026-03-01,2026-03-02\nUses,10,20\nCost,1,2\n")
    assert [(day.date.day, day.uses, day.cost) for day in found.days] == [(1, 10, 1), (2, 20, 2)]


def test_a_day_that_there_is_not_is_named_and_asked_about():
    found = taken("date,uses\n31/02/2026,1\n28/02/2026,3\n")
    assert found.open_asks[0].sentence == "Row 2: the day reads “31/02/2026”, which there isn’t."
    assert counted(found) == {"uses": 3}


def test_a_cell_that_is_no_number_is_named_and_its_column_waits():
    table = "date,uses,cost\n2026-03-01,1,2\n2026-03-02,12abc,4\n"
    found = taken(table)
    assert found.open_asks[0].sentence == "Row 3, “uses”: “12abc” is not a number."
    assert counted(found) == {"cost": 6}
    assert counted(taken(table, wrong_1="skip")) == {"uses": 1, "cost": 6}
    assert counted(taken(table, wrong_1="out")) == {"cost": 6}
    assert "is a formula that failed" in taken("date,uses\n2026-03-01,1\n2026-03-02,#REF!\n").open_asks[0].sentence


def test_included_and_dashes_are_no_numbers_and_no_failure():
    found = taken("date,uses,cost\n2026-03-01,10,Included\n2026-03-02,10,-\n2026-03-03,5,$0.125\n")
    assert counted(found) == {"uses": 25, "cost": Decimal("0.125")}
    assert (2, "cells say “Included” or the like in “cost”: read as no charge.") in said(found)


def test_credits_are_netted_and_said():
    found = taken("date,cost\n2026-03-01,10.00\n2026-03-01,(3.00)\n2026-03-02,-1\n")
    assert [(day.date.day, day.cost) for day in found.days] == [(1, 7), (2, -1)]
    assert (2, "credits are netted, 4 in all.") in said(found)


def test_counts_below_zero_are_asked_about():
    found = taken("date,uses\n2026-03-01,-1\n2026-03-02,3\n")
    assert "holds 1 cell below zero" in found.open_asks[0].sentence
    assert found.totals["uses"] is None


def test_credits_in_a_column_of_their_own_are_asked_about():
    table = "date,cost,credits\n2026-03-01,10,-2\n2026-03-02,5,0\n"
    (ask,) = taken(table).open_asks
    assert ask.sentence == "Is “credits” in “cost” already? It holds -2 in all."
    assert taken(table).totals["cost"] is None
    assert taken(table, credit_2="off").totals["cost"] == 13
    assert taken(table, credit_2="out").totals["cost"] == 15
    assert counted(taken(table.replace("date,cost", "date,net cost"))) == {"cost": 15}
    assert counted(taken(table.replace("credits", "credits used").replace("-2", "2"))) == {"cost": 15}


@pytest.mark.parametrize(
    ("rows", "last"),
    [
        ("2026-03-01,2026-03-07,70\n2026-03-08,2026-03-14,77\n", date(2026, 3, 14)),
        ("2026-03-01,2026-03-08,70\n2026-03-08,2026-03-15,77\n", date(2026, 3, 14)),
        ("2026-03-01,2026-04-01,147\n", date(2026, 3, 31)),
        ("2026-03-01,2026-03-01,147\n", date(2026, 3, 1)),
    ],
)
def test_a_period_is_spread_from_its_start_to_its_end(rows, last):
    found = taken(f"Start date,End date,Uses\n{rows}")
    assert (found.since, found.until) == (date(2026, 3, 1), last)
    assert sum(day.uses for day in found.days) == 147
    assert len(found.days) == (last - date(2026, 3, 1)).days + 1


def test_a_column_that_holds_no_number_says_what_is_wrong():
    found = taken("date,uses,reviewed\n2026-03-01,10,5%\n")
    assert found.open_asks[0].sentence == "Row 2, “reviewed”: “5%” is a share, not a number. Give the count."
    assert counted(found) == {"uses": 10}
