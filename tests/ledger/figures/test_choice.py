"""What of a portfolio is shown, and in which order."""

import pytest

from ledger.pages.portfolio import Choice
from tests.ledger.pages.portfolio.portfolios import portfolio

FOUND = portfolio({"beta": 5, "Alpha": -7, "New": None}, {"Gamma": 9})


def names(choice):
    return [[each.name for each in group.entries] for group in choice.chosen(FOUND.entries)]


def test_unless_told_otherwise_the_greatest_money_a_month_comes_first_and_the_unquantified_last():
    assert names(Choice()) == [["Gamma", "beta", "Alpha", "New"]]


@pytest.mark.parametrize(
    ("column", "order"),
    [
        ("name", ["Alpha", "beta", "Gamma"]),
        ("month", ["Alpha", "beta", "Gamma"]),
        ("verdict", ["beta", "Gamma", "Alpha"]),
    ],
)
def test_each_column_sorts_upwards_whatever_the_case_of_names(column, order):
    assert names(Choice(column=column, is_descending=False)) == [[*order, "New"]]


def test_a_verdict_leaves_only_what_has_it():
    assert names(Choice(verdict="loses_on_every_use")) == [["Alpha"]]
    assert names(Choice(verdict="not_quantified")) == [["New"]]
    assert names(Choice(verdict="fragile")) == []


def test_a_canvas_leaves_only_its_features():
    assert names(Choice(canvas="1")) == [["Gamma"]]


def test_each_currency_has_its_own_list():
    mixed = portfolio({"Ads": 1}, {"Post": 2, "Pay": 3}, currencies=("USD", "EUR"))
    shown = Choice().chosen(mixed.entries)
    assert [(group.currency, len(group.entries)) for group in shown] == [("EUR", 2), ("USD", 1)]
