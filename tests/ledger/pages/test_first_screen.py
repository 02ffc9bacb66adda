"""The first screen of a feature: the sum that multiplies, the verdict's reason, and the break-even with its bar."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from economics import Summary
from economics.break_even import CEILING, FLOOR, BreakEven
from ledger.figures.sheets import row_of
from ledger.pages.charts.first_screen import draw_interval, draw_volumes
from ledger.pages.feature_table import FeatureTable
from ledger.pages.first_screen import FirstScreen
from ledger.pages.ledger_finding import ledger_finding
from ledger.pages.multiplied import multiplied
from ledger.pages.table_cells import cell_writer
from tests.factories import feature_with_lines
from tests.ledger.conftest import EARNING, LOSING, PAID_PER_USE, REVIEW, STORAGE, TIME_SAVED

SERVER = {"kind": "other", "label": "Server", "amount": "400", "basis": "per_month"}
AMOUNT = r"(−?)\$([\d,.]+)"
SUM = re.compile(rf"{AMOUNT} × ([\d,.]+) uses = {AMOUNT}(?:, less \$([\d,.]+) fixed = {AMOUNT})? a month")


def spread(low, high):
    return Summary(mean=(low + high) / 2, p5=low, p50=(low + high) / 2, p95=high)


@pytest.fixture
def screen(canvas, olga):
    def made(**fields):
        feature = feature_with_lines(canvas, by=olga, **{**EARNING, **fields})
        return FirstScreen(row_of(canvas, feature.pk), canvas.currency)

    return made


def number(sign, text):
    return Decimal(text.replace(",", "")) * (-1 if sign else 1)


class TestTheSum:
    @given(
        contribution=st.floats(-50, 50).filter(lambda amount: abs(amount) > 1e-4),
        uses=st.floats(1, 5e6),
        fixed=st.floats(0, 1e6),
    )
    def test_whoever_multiplies_gets_the_month(self, contribution, uses, fixed):
        text = multiplied(contribution, uses, fixed, contribution * uses - fixed, "USD")
        assume(text)
        said = SUM.fullmatch(text)
        one, month = number(said[1], said[2]), number(said[4], said[5])
        assert abs(one * number("", said[3]) - month) <= Decimal("0.5").scaleb(month.as_tuple().exponent)
        if said[6]:
            assert month - number("", said[6]) == number(said[7], said[8])

    def test_it_takes_as_few_decimals_as_make_it_right(self):
        assert multiplied(0.1003, 43_232, 1_000, 3_336.2, "USD") == (
            "$0.1003 × 43,232 uses = $4,336, less $1,000 fixed = $3,336 a month"
        )
        assert multiplied(0.5, 1_000, 0, 500, "USD") == "$0.500 × 1,000 uses = $500 a month"

    def test_figures_of_different_cases_are_not_multiplied(self):
        assert multiplied(0.116, 43_232, 1_000, 3_341, "USD") == ""

    def test_ranges_and_chances_stand_beside_what_is_expected(self, screen):
        unsure = {**PAID_PER_USE, "amount": "0.01 to 0.25"}
        first = screen(lines=[REVIEW, STORAGE, TIME_SAVED, unsure, SERVER], active_users="80 to 120")
        assert re.fullmatch(r"[−+]\$0\.\d{3} to \+\$0\.\d{3}", first.contribution.spread)
        assert re.fullmatch(r"\d+% of uses lose", first.contribution.loses)
        assert re.fullmatch(r"−\$\d+ to −\$\d+", first.margin.spread)
        assert first.fixed.spread == "no range"
        assert re.fullmatch(r"\d+ to [\d,]+", first.uses.spread)
        assert "middle 90%" in first.basis


class TestWhy:
    def test_a_loss_names_both_sides(self, screen):
        first = screen(**LOSING)
        assert re.fullmatch(
            r"A use costs \$0\.\d+ to serve and brings in \$0\.\d+\. More volume makes it worse\.", first.why
        )

    def test_too_few_uses_say_how_many_it_takes(self, screen):
        first = screen(lines=[REVIEW, STORAGE, TIME_SAVED, PAID_PER_USE, SERVER])
        assert first.why == "A use earns $0.225, but 1,000 are too few: it takes 1,778 a month."

    def test_what_is_open_says_how_much_is_to_go_and_what_a_use_costs_so_far(self, screen):
        assert screen(lines=[REVIEW, STORAGE]).why == "Two things to go. So far a use costs $0.025."

    def test_where_chances_and_expectation_disagree_both_are_said(self, screen):
        few = {**PAID_PER_USE, "amount": "0.0001 to 2"}
        server = {**SERVER, "amount": "60"}
        first = screen(lines=[REVIEW, STORAGE, TIME_SAVED, few, server], active_users="1000")
        assert re.match(
            r"Expected \+\$[\d,]+ a month, carried by a few large cases: in \d+% the month loses\.", first.why
        )


class TestTheBreakEven:
    def even(self, screen, **fields):
        first = screen()
        evaluation = replace(first.row.evaluation, break_even_uses_per_month=BreakEven(**fields))
        return replace(first, row=replace(first.row, evaluation=evaluation))

    @pytest.mark.parametrize(
        ("fields", "says", "rest"),
        [
            (
                (FLOOR, 250.0, 90.0, 240.0, None, 0.08),
                ("Breaks even at", "250 uses"),
                "You expect about four times that. As few as 90 may do; in 8% of cases no volume is enough.",
            ),
            (
                (FLOOR, 500.0, 500.0, 500.0, 500.0, 0.0),
                ("Breaks even at", "500 uses"),
                "You expect about twice that.",
            ),
            ((FLOOR, 1500.0, 1500.0, 1500.0, 1500.0, 0.0), ("Breaks even at", "1,500 uses"), "You expect 1,000."),
            ((FLOOR, 0.0, 0.0, 0.0, 0.0, 0.0), ("Breaks even at any volume", ""), ""),
            (
                (CEILING, 400.0, 300.0, 400.0, 500.0, 0.0),
                ("Earns only below", "400 uses"),
                "You expect 1,000. Each further use costs more than it brings in.",
            ),
            (
                (None, None, None, None, None, 1.0),
                ("No volume breaks even", ""),
                "A use leaves nothing for the fixed costs.",
            ),
        ],
    )
    def test_it_is_said_with_what_is_expected(self, screen, fields, says, rest):
        names = ("kind", "expected", "p5", "p50", "p95", "never")
        first = self.even(screen, **dict(zip(names, fields, strict=True)))
        assert (first.even_says, first.even_rest) == (says, rest)

    def test_each_further_use_of_a_loser_adds_to_the_loss(self, screen):
        first = screen(**LOSING)
        assert re.fullmatch(r"Each further use adds \$0\.\d+ to the loss\.", first.even_rest)


class TestTheDrawings:
    def test_the_axis_ends_at_a_round_number_with_round_quarters(self):
        bar = draw_volumes(spread(20_883, 76_408), 9_970, is_ceiling=False)
        assert [tick.volume for tick in bar.ticks] == [0, 20_000, 40_000, 60_000, 80_000]
        assert (bar.lose, bar.lose_end) == ("0.00%", "12.46%")
        assert bar.even.volume == 9_970

    @given(low=st.floats(1, 1e9), wide=st.floats(1, 50), even=st.one_of(st.none(), st.floats(0, 1e10)))
    def test_everything_stands_on_the_axis(self, low, wide, even):
        bar = draw_volumes(spread(low, low * wide), even, is_ceiling=False)
        places = [bar.low, bar.high, bar.expected.at, *([bar.even.at] if bar.even else [])]
        assert all(0 <= float(place.rstrip("%")) <= 100 for place in places)

    def test_above_a_ceiling_and_where_no_volume_does_it_loses(self):
        above = draw_volumes(spread(10, 80), 40, is_ceiling=True)
        assert (above.lose, above.lose_end) == ("50.00%", "50.00%")
        assert draw_volumes(spread(10, 80), None, is_ceiling=False).lose_end == "100.00%"

    def test_words_that_would_run_into_each_other_are_said_once(self):
        assert draw_volumes(spread(30, 60), 40, is_ceiling=False).even.volume is None

    def test_the_part_below_zero_ends_at_zero(self):
        drawing = draw_interval(spread(-1, 3))
        assert (drawing.start, drawing.below, drawing.zero, drawing.end) == ("10.00%", "30.00%", "30.00%", "90.00%")
        assert draw_interval(spread(1, 3)).below == ""


class TestTheTable:
    def test_amounts_below_one_have_four_decimals_and_others_two(self):
        write = cell_writer("USD", [spread(0.02, 0.04), spread(10, 14)])
        assert write.row(spread(0.02, 0.04), 900).expected == "$0.0300"
        assert write.row(spread(10, 14)).expected == "$12.00"
        assert write.row(spread(-0.02, 0.04), -3, is_signed=True).low == "−$0.0200"

    def test_a_tiny_line_gives_the_column_the_decimals_that_show_it(self):
        write = cell_writer("USD", [spread(0.000012, 0.000014), spread(0.02, 0.04)])
        assert write.row(spread(0.02, 0.04)).expected == "$0.030000"

    def test_what_is_not_known_is_a_question_mark(self):
        assert cell_writer("USD", []).row(None).expected == "?"

    def test_expected_figures_add_down_and_multiply_across(self, screen):
        lines = [REVIEW, STORAGE, TIME_SAVED, PAID_PER_USE, SERVER]
        table = FeatureTable(screen(lines=lines).row, "USD")
        cells = {total.id: total.cells for group in table.groups for total in group.totals}
        assert (cells["net"].expected, cells["net"].month) == ("+$0.2250", "+$225")
        assert (cells["loaded"].expected, cells["loaded"].month) == ("−$0.1750", "−$175")
        server = next(row for group in table.groups for row in group.lines if str(row.line) == "Server")
        assert (server.cells.low, server.cells.expected, server.cells.month) == ("$0.4000", "$0.4000", "$400")


BASIC = {**PAID_PER_USE, "label": "Basic", "amount": "3"}


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([], "What a use costs, and what it brings in"),
        (EARNING["lines"], "All of the value comes from Price per use"),
        ([REVIEW, STORAGE, {**PAID_PER_USE, "amount": "0.01"}], "A use costs 2.5 times what it brings in"),
        ([STORAGE, BASIC, {**PAID_PER_USE, "amount": "1"}], "Three quarters of the value comes from Basic"),
    ],
)
def test_the_ledger_says_where_the_value_comes_from(screen, lines, said):
    assert ledger_finding(screen(lines=lines).row) == said
