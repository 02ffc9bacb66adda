"""What is said of another model: composed by fixed rules from what each would cost and leave."""

from dataclasses import replace

import pytest

import economics
from economics import Price, evaluate
from economics.swaps import Swap
from economics.verdict import BELOW_BREAK_EVEN, FRAGILE, HEALTHY, LOSES_ON_EVERY_USE, NOT_QUANTIFIED
from ledger.figures.sheets import Row
from ledger.figures.swaps import NO_PRICES, OWN_PRICES, Comparison, Other, Present, present_of, tokens_of_a_call
from ledger.models import Feature, Line
from ledger.pages.sections.swaps import MOST, MOST_BRIEF, SwapsPage, finding, reach
from prices.models import PricedModel
from tests.economics.features import worked_examples

DOLLARS, EUROS = economics.Feature(currency="USD"), economics.Feature(currency="EUR")
NOW = Present("Acme Large", "acme", "large", 0.031, -0.01, 1.0, LOSES_ON_EVERY_USE)
FREE = Swap("", "", "", 0.0, 0.021, 0.0, HEALTHY)


def other(name, cost, *, verdict=HEALTHY, window=200_000, **about):
    """Another model of Acme at a cost per use; one of no known price where that is None."""
    model = PricedModel(
        provider="acme", provider_name="Acme", model=name.lower(), name=name, context_window=window, **about
    )
    if cost is None:
        return Other(model, None)
    return Other(model, Swap("acme", model.model, f"Acme {name}", cost, 0.021 - cost, 0.02, verdict))


def compared(*others, now=NOW, free=FREE, plain=DOLLARS):
    row = Row(Feature(name="Summary"), [], evaluate(plain), plain=plain)
    priced = sorted((each for each in others if each.swap), key=lambda each: each.swap.cost_per_use)
    return Comparison(row, Line(kind="inference"), now, priced, [each for each in others if not each.swap], free)


def said(*others, **given):
    return finding(compared(*others, **given), "USD")


def page(*others, **given):
    return SwapsPage(compared(*others, **given), "USD")


class TestTheFinding:
    def test_the_cheapest_says_what_it_cuts_and_what_it_turns_the_feature_to(self):
        assert said(other("Mini", 0.004), other("Small", 0.02)) == (
            "Acme Mini would cut inference from $0.031 to $0.0040 per use and turn the feature from “Redesign” to "
            "“Healthy”."
        )

    def test_a_verdict_that_stays_is_said_with_what_is_left(self):
        mini = other("Mini", 0.03, verdict=LOSES_ON_EVERY_USE)
        assert said(mini).endswith("per use, which leaves −$0.0090; the verdict stays “Redesign”.")

    def test_what_was_healthy_and_stays_so_only_says_what_is_left(self):
        assert said(other("Mini", 0.004), now=replace(NOW, verdict=HEALTHY)).endswith("per use, which leaves +$0.017.")

    def test_the_present_one_may_be_the_cheapest(self):
        assert said(other("Mini", 0.04)) == "None of the models compared is cheaper than Acme Large, at $0.031 per use."
        assert said(other("Mini", 0.03099)).startswith("None of the models compared is cheaper")
        own = replace(NOW, name=OWN_PRICES, provider="", model="")
        assert "cheaper than your own prices, at $0.031" in said(other("Mini", 0.031), now=own)

    def test_a_line_without_a_price_yet_is_told_what_one_would_cost(self):
        now = Present(NO_PRICES, "", "", None, None, None, NOT_QUANTIFIED)
        assert said(other("Mini", 0.004), now=now) == (
            "Acme Mini would cost $0.0040 per use and leave +$0.017. The verdict would be “Healthy”."
        )
        assert said(other("Mini", 0.004, verdict=NOT_QUANTIFIED), now=now).endswith("leave +$0.017.")

    def test_one_that_can_not_take_the_calls_is_not_named(self):
        tiny = replace(other("Tiny", 0.001), fits=False)
        assert said(tiny, other("Mini", 0.004)).startswith("Acme Mini would")
        assert said(tiny) == "No model found takes calls of this length: their context windows are too small."

    def test_nothing_to_compare_with_says_why(self):
        assert said() == "The catalogue has no other model that fits this."
        assert said(other("Odd", None)) == "No price is known of any model found."
        assert said(free=None) == "What another model would leave can’t be worked out yet."

    def test_without_a_rate_to_the_dollar_that_is_asked_first(self):
        assert finding(compared(free=None, plain=EUROS), "EUR") == (
            "Models are priced in US dollars. Say what a dollar is in EUR, and they can be compared."
        )


class TestHowFarItReaches:
    def test_it_counts_under_how_many_it_is_healthy_and_up_to_which_cost(self):
        found = compared(other("Mini", 0.004), other("Small", 0.012), other("Large", 0.3, verdict=FRAGILE))
        assert reach(found, "USD") == (
            "It is healthy under 2 of the 3 models compared, up to a cost of $0.012 per use."
        )

    @pytest.mark.parametrize(
        ("count", "words"),
        [(1, "the one model compared"), (2, "both models compared"), (3, "all 3 models compared")],
    )
    def test_all_of_them_is_said_as_all(self, count, words):
        found = compared(*(other(f"Mini {n}", 0.004) for n in range(count)))
        assert reach(found, "USD") == f"It is healthy under {words}."

    def test_where_no_price_could_mend_it_that_is_said(self):
        free = replace(FREE, verdict=BELOW_BREAK_EVEN)
        found = compared(other("Mini", 0.004, verdict=BELOW_BREAK_EVEN), free=free)
        assert reach(found, "USD") == (
            "No model makes it healthy: even at no cost it would leave +$0.021, "
            "and the verdict would be “Below break-even”."
        )
        dear = compared(other("Large", 0.02, verdict=FRAGILE))
        assert reach(dear, "USD") == "None of the models compared makes it healthy."

    def test_of_a_feature_with_an_open_question_nothing_is_said(self):
        open_question = replace(FREE, verdict=NOT_QUANTIFIED)
        assert reach(compared(other("Mini", 0.004, verdict=NOT_QUANTIFIED), free=open_question), "USD") == ""
        assert reach(compared(), "USD") == ""


class TestTheRows:
    def test_the_present_one_stands_in_its_place_and_what_has_no_price_last(self):
        rows = page(other("Odd", None), other("Huge", 0.1), other("Mini", 0.004)).rows
        assert [row.name for row in rows] == ["Mini", "Acme Large", "Huge", "Odd"]
        assert [row.is_present for row in rows] == [False, True, False, False]
        assert [row.is_offered for row in rows] == [True, False, True, False]
        assert [row.change for row in rows] == ["−$0.0270 (−87%)", "", "+$0.0690 (+223%)", ""]

    @pytest.mark.parametrize(
        ("cost", "change"), [(0.00001, "(−99%)"), (0.0, "(−100%)"), (0.031, "same"), (0.062, "(+100%)")]
    )
    def test_a_cost_that_is_left_is_never_all_of_it(self, cost, change):
        assert page(other("Mini", cost)).rows[cost >= NOW.cost].change.endswith(change)

    @pytest.mark.parametrize("cost", [0.0, 0.00155, 1.0])
    def test_so_many_are_shown_and_always_the_present_one(self, cost):
        found = page(*(other(f"Mini {n}", n / 1000) for n in range(40)), now=replace(NOW, cost=cost))
        assert len(found.rows) == MOST
        assert sum(row.is_present for row in found.rows) == 1
        assert found.more.startswith("11 more models are not shown.")
        assert len(found.brief) == MOST_BRIEF + 1
        assert sum(row.is_present for row in found.brief) == 1

    def test_nothing_is_said_of_more_where_all_are_shown(self):
        assert page(other("Mini", 0.004)).more == ""
        assert page(*(other(f"Mini {n}", 0.1) for n in range(MOST))).more.startswith("1 more model is not shown.")

    def test_what_is_being_retired_or_too_small_is_tagged_and_left_out_of_the_brief(self):
        tiny = replace(other("Tiny", 0.001, deprecated=True), fits=False)
        found = page(tiny, other("Mini", 0.004))
        assert list(found.rows[0].tags) == ["retired", "calls too long for it"]
        assert [row.name for row in found.brief] == ["Mini", "Acme Large"]

    def test_a_price_unknown_to_the_line_itself_leaves_its_figures_open(self):
        now = Present("acme huge", "acme", "huge", None, 0.1, 0.0, NOT_QUANTIFIED)
        rows = page(other("Mini", 0.004), now=now).rows
        assert [(row.name, row.cost, row.change) for row in rows] == [("acme huge", "", ""), ("Mini", "$0.0040", "")]


class TestWhatPricesItNow:
    @pytest.mark.parametrize(
        ("columns", "name"),
        [
            ({}, NO_PRICES),
            ({"price_per_million_input": "3"}, OWN_PRICES),
            ({"provider": "acme", "model": "x"}, "acme x"),
        ],
    )
    def test_it_is_named(self, columns, name):
        row = Row(Feature(), [], evaluate(DOLLARS))
        assert present_of(row, Line(kind="inference", key="inference-1", **columns)).name == name

    def test_its_figures_are_those_of_the_page(self):
        plain = worked_examples()[0]
        row = Row(Feature(), [], evaluate(plain), plain=plain)
        line = Line(kind="inference", key="inference-1", price_per_million_input="1")
        found = present_of(row, line)
        assert found.cost == row.evaluation.line("inference-1").summary.mean
        assert found.contribution == row.margin.mean
        assert found.verdict == row.evaluation.verdict.id

    def test_a_large_call_has_the_upper_ends_of_its_tokens(self):
        cost = economics.Line(
            key="inference-1",
            kind="inference",
            inputs={"input_tokens": "8k to 15k", "output_tokens": "900"},
            price=Price(((0, 1.0),), ((0, 1.0),)),
        )
        row = Row(Feature(), [], evaluate(DOLLARS), plain=replace(DOLLARS, costs=(cost,)))
        assert tokens_of_a_call(row, Line(kind="inference", key="inference-1")) == 15_900
        assert tokens_of_a_call(row, Line(kind="inference", key="inference-2")) == 0
