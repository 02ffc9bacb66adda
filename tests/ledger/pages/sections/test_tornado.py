"""What the answer hangs on: the bars of the drawing, the inputs beside them, and the figure on the page."""

from datetime import date
from itertools import pairwise

import pytest

from economics.advice_model import Swing, Tornado
from economics.inputs import Input
from economics.numbers import USAGE, Number
from ledger.actions.next_check import mark
from ledger.figures.sheets import row_of
from ledger.pages.charts import draw_tornado
from ledger.pages.sections import Sections
from tests.factories import feature_with_lines
from tests.ledger.conftest import EARNING, PAID_PER_USE, REVIEW, STORAGE, TIME_SAVED
from tests.ledger.parts import part_url

HELD = Input(Number("line-1", "amount"), "Price", "Price", "money", False, "1", "guess")
LINES = [
    {**REVIEW, "share_reviewed": "1% to 3%", "minutes_per_review": "2 to 4", "hourly_rate": "20 to 40"},
    {**STORAGE, "amount": "0.01 to 0.02"},
    {**TIME_SAVED, "minutes_saved_per_use": "5 to 10"},
    {**PAID_PER_USE, "amount": "0.1 to 0.4", "evidence_level": "measured", "evidence_date": date(2020, 1, 1)},
]


def swing(low, high):
    return Swing(HELD, 0.0, 1.0, low, high, abs(high - low), 0.5, 0.6)


def ends(bar):
    return float(bar.x), float(bar.x) + float(bar.width)


class TestTheDrawing:
    def test_what_takes_away_lies_left_of_the_base_and_what_adds_right(self):
        drawing = draw_tornado(-0.1, [swing(-0.3, 0.1), swing(0.0, -0.2)])
        base = float(drawing.base)
        assert [bar.ink for bar in drawing.bars] == ["loss", "gain", "loss", "gain"]
        for left, right in (drawing.bars[:2], drawing.bars[2:]):
            assert ends(left)[1] == pytest.approx(base, abs=0.2)
            assert ends(right)[0] == pytest.approx(base, abs=0.2)

    def test_lengths_are_to_one_scale_and_each_row_has_its_own_height(self):
        drawing = draw_tornado(0.5, [swing(0.1, 0.5), swing(0.3, 0.5)])
        long, short = (float(bar.width) for bar in drawing.bars)
        assert long == pytest.approx(2 * short, rel=0.01)
        assert [bar.y for bar in drawing.bars] == ["12.0", "52.0"]
        assert drawing.height == "80"

    def test_both_ends_on_one_side_of_the_base_make_one_bar(self):
        (bar,) = draw_tornado(0.0, [swing(0.1, 0.3)]).bars
        assert bar.ink == "gain"

    @pytest.mark.parametrize(("base", "beyond"), [(0.1, ""), (-0.1, ""), (5.0, "left"), (-5.0, "right")])
    def test_break_even_is_drawn_where_it_is_near_and_else_said_to_be_out_of_sight(self, base, beyond):
        drawing = draw_tornado(base, [swing(base - 0.1, base + 0.1)])
        assert drawing.beyond == beyond
        assert bool(drawing.zero) is not bool(beyond)

    def test_everything_stays_inside(self):
        drawing = draw_tornado(0.2, [swing(-0.1, 0.9), swing(0.1, 0.3)])
        assert all(0 <= place <= 1000 for bar in drawing.bars for place in ends(bar))


@pytest.fixture
def unsure(canvas, olga):
    return feature_with_lines(canvas, by=olga, **{**EARNING, "uses_per_user_per_month": "8 to 12", "lines": LINES})


@pytest.fixture
def sections(canvas, unsure):
    def make():
        return Sections(canvas, row_of(canvas, unsure.pk))

    return make


class TestTheInputs:
    def test_they_stand_by_swing_and_what_moves_nothing_is_only_listed(self, sections):
        tornado = sections().tornado
        swings = [each.swing.swing for each in tornado.inputs]
        assert all(before >= after for before, after in pairwise(swings))
        assert all(each.swing.swing > 0 for each in tornado.drawn)
        assert {each.swing.input.number.field for each in tornado.listed} == {
            "uses_per_user_per_month",
            "minutes_saved_per_use",
        }

    def test_their_ends_are_in_their_unit(self, sections):
        shown = {each.swing.input.number.field: (each.p5, each.p95) for each in sections().tornado.inputs}
        assert shown["share_reviewed"] == ("1%", "3%")
        assert shown["hourly_rate"] == ("$20.00", "$40.00")
        assert shown["minutes_per_review"] == ("2", "4")

    def test_no_more_than_eight_are_drawn(self, sections, monkeypatch):
        tornado = sections().tornado
        many = Tornado(0.1, tuple([tornado.tornado.swings[0]] * 11), "")
        monkeypatch.setitem(tornado.__dict__, "tornado", many)
        assert len(tornado.drawn) == 8
        assert len(tornado.listed) == 3

    def test_the_one_that_is_to_be_checked_next_is_marked(self, canvas, unsure, sections, olga):
        assert not any(each.is_next for each in sections().tornado.inputs)
        price = unsure.lines.get(kind="monetization")
        mark(canvas=canvas, number=Number(price.key, "amount"), by=olga)
        assert [each.swing.input.number for each in sections().tornado.inputs if each.is_next] == [
            Number(price.key, "amount")
        ]
        mark(canvas=canvas, feature_id=unsure.pk, number=Number(USAGE, "uses_per_user_per_month"), by=olga)
        tornado = sections().tornado
        assert [str(each.swing.input.number) for each in tornado.inputs if each.is_next] == [
            "usage:uses_per_user_per_month"
        ]
        assert tornado.is_next_listed

    def test_old_evidence_is_called_ageing(self, sections):
        old = {each.swing.input.words: each.ageing for each in sections().tornado.inputs if each.ageing}
        assert list(old) == ["Price per use"]
        assert old["Price per use"].startswith("ageing: ")


class TestThePage:
    def test_it_opens_with_the_finding_and_has_a_table_behind(self, unsure, victor_client):
        figure = (
            victor_client.get(part_url(unsure, "risk")).text.partition('id="hangs-on-')[2].partition("</figure>")[0]
        )
        assert "Price per use matters most" in figure
        assert "Measure again." in figure
        for head in ("Low", "High", "Leaves at low", "Swing", "Alone", "With others", "Evidence"):
            assert f">{head}</th>" in figure
        assert figure.count('<th scope="row"') == 7

    def test_the_chart_has_a_name_and_a_description(self, unsure, victor_client):
        figure = (
            victor_client.get(part_url(unsure, "risk")).text.partition('id="hangs-on-')[2].partition("</figure>")[0]
        )
        assert 'role="img" aria-labelledby="tornado-title" aria-describedby="tornado-desc"' in figure
        assert '<title id="tornado-title">What the answer hangs on' in figure
        described = figure.partition('id="tornado-desc">')[2].partition("</desc>")[0]
        assert "Human review: Hourly rate" in described

    def test_each_number_can_be_marked_with_one_click(self, unsure, edda_client):
        figure = edda_client.get(part_url(unsure, "risk")).text.partition('id="hangs-on-')[2].partition("</figure>")[0]
        assert figure.count(">Check next<") == 7

    def test_without_anything_uncertain_it_says_so_and_draws_nothing(self, canvas, olga, victor_client):
        earner = feature_with_lines(canvas, by=olga, **EARNING)
        figure = (
            victor_client.get(part_url(earner, "risk")).text.partition('id="hangs-on-')[2].partition("</figure>")[0]
        )
        assert "Nothing is uncertain: every number is a single value." in figure
        assert "<svg" not in figure
        assert "<table" not in figure

    def test_before_the_contribution_is_known_it_says_what_it_waits_for(self, canvas, olga, victor_client):
        empty = feature_with_lines(canvas, by=olga, name="Empty")
        page = victor_client.get(part_url(empty, "risk")).text
        assert "Waits for what a use costs and brings in." in page
        assert "<figure" not in page
