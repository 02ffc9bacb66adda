"""The heading of a portfolio and the sentence beneath: who pays for whom."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.pages.portfolio import sentences
from tests.ledger.pages.portfolio.portfolios import portfolio


@pytest.mark.parametrize(
    ("profits", "said"),
    [
        ({"Ads": 11440, "Reply": 4838, "Mix": 4340, "DJ": -2660, "Summary": -6080}, "Ads and Reply pay for the rest"),
        ({"Ads": 300, "DJ": -100}, "Ads pays for the rest"),
        ({"A": 5, "B": 5, "C": 5, "DJ": -0.5}, "Three features pay for the rest"),
        ({"Ads": 100, "DJ": -300}, "DJ loses more than the others earn"),
        ({"Ads": 100, "DJ": -300, "TV": -10}, "DJ and TV lose more than the others earn"),
        ({"Ads": 1, "A": -1, "B": -2, "C": -3}, "Three features lose more than the others earn"),
        ({"Ads": 100, "Reply": 1}, "Every quantified feature earns its keep"),
        ({"Ads": 100}, "Ads earns its keep"),
        ({"DJ": -1}, "DJ loses money"),
        ({"DJ": -1, "TV": -2}, "Every quantified feature loses money"),
        ({"Free": 0}, "What is quantified neither earns nor loses"),
        ({"Rounded": -1e-12}, "What is quantified neither earns nor loses"),
        ({"New": None}, "Nothing is quantified yet"),
        ({}, ""),
    ],
)
def test_the_heading_says_who_pays_for_whom(profits, said):
    assert sentences.heading(portfolio(profits)) == said


@given(st.lists(st.integers(1, 1000), min_size=1, max_size=6), st.lists(st.integers(1, 500), min_size=1, max_size=6))
def test_those_who_pay_for_the_rest_bring_in_all_that_is_left_and_no_fewer_would(earned, lost):
    profits = {f"E{place}": amount for place, amount in enumerate(earned)}
    profits |= {f"L{place}": -amount for place, amount in enumerate(lost)}
    found = portfolio(profits)
    group = found.groups[0]
    if group.total < 0:
        assert "more than the others earn" in sentences.heading(found)
        return
    payers = sentences.payers(group)
    assert sum(each.monthly_profit for each in payers) >= group.total
    assert sum(each.monthly_profit for each in payers[:-1]) < group.total or len(payers) == 1


def test_beneath_it_stands_what_is_earned_brought_in_and_given_back():
    found = portfolio({"Audio ads": 11440, "DJ": -2660}, {"Smart reply": 4838, "Summary": -6080})
    assert sentences.money(found) == (
        "Two canvases earn $7,538 a month between them. "
        "Audio ads and Smart reply bring in $16,278; Summary and DJ give $8,740 back."
    )


def test_of_many_who_bring_something_in_two_are_named_and_all_are_summed():
    found = portfolio({"Ads": 300, "Mix": 200, "Summary": 100, "Prompt": 50, "DJ": -40})
    assert "Ads, Mix and two more bring in $650; DJ gives $40 back." in sentences.money(found)


def test_a_single_feature_is_not_told_twice():
    assert sentences.money(portfolio({"Ads": 100})) == "One canvas earns $100 a month."


def test_a_loss_in_all_is_said_as_one():
    assert sentences.money(portfolio({"DJ": -100, "TV": -20})) == (
        "One canvas loses $120 a month. DJ and TV give $120 back."
    )


def test_what_is_not_quantified_is_said_and_never_counted():
    found = portfolio({"Ads": 100, "New": None, "Newer": None})
    assert sentences.money(found).endswith("Two features are not quantified and not counted.")
    assert found.groups[0].total == 100


def test_money_of_two_currencies_is_never_added():
    found = portfolio({"Ads": 100, "DJ": -20}, {"Post": 7}, currencies=("USD", "EUR"))
    assert [group.total for group in found.groups] == [80, 7]
    said = sentences.money(found)
    assert "$80 a month" in said
    assert "€7 a month" in said
    assert "Sums are kept apart by currency." in said
    assert sentences.heading(found) == "Two features earn money, one loses it"


def test_a_currency_in_which_nothing_counts_does_not_change_the_heading():
    found = portfolio({"Ads": 300, "DJ": -100}, {"New": None}, currencies=("USD", "EUR"))
    assert sentences.heading(found) == "Ads pays for the rest"
