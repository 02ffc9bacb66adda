"""The drawings of scale, tail and stick: they say what the figures say, and stay inside their frame."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from economics.advice_model import Scale, ScalePoint, Stick, Tail, TailPoint
from ledger.pages.charts import CURVE_HEIGHT, WIDTH, draw_scale, draw_stick, draw_tail

AMOUNTS = st.floats(-1e9, 1e9)
POSITIVE = st.floats(0.001, 1e9)


def numbers(*texts):
    return [float(number) for text in texts for number in re.findall(r"-?\d+\.\d+", text)]


def pairs(points):
    return [tuple(map(float, point.split(","))) for point in points.split()]


def curve(volumes, profits, *, present, break_even=None, spacing="linear"):
    points = tuple(
        ScalePoint(volume, mean, mean - 10, mean, mean + 10) for volume, mean in zip(volumes, profits, strict=True)
    )
    return Scale(spacing, present, break_even, points, "It earns.")


RISING = curve([0, 50, 100], [-100, 0, 100], present=100, break_even=50)


class TestScale:
    def test_today_and_break_even_stand_at_their_volumes(self):
        drawing = draw_scale(RISING)
        assert (drawing.present, drawing.break_even) == ("1000.0", "500.0")

    def test_more_profit_stands_higher_and_zero_where_the_line_crosses_it(self):
        drawing = draw_scale(RISING)
        heights = [y for _, y in pairs(drawing.expected)]
        assert heights == sorted(heights, reverse=True)
        assert heights[1] == float(drawing.zero)

    def test_the_band_runs_along_its_upper_end_and_back_along_its_lower(self):
        band = pairs(draw_scale(RISING).band)
        assert [x for x, _ in band] == [0, 500, 1000, 1000, 500, 0]
        assert all(band[place][1] < band[5 - place][1] for place in range(3))

    def test_far_volumes_are_spaced_by_how_many_times_they_are(self):
        drawing = draw_scale(curve([1, 10, 100], [0, 1, 2], present=10, spacing="log"))
        assert drawing.present == "500.0"
        assert drawing.volumes == pytest.approx((1, 10, 100))

    def test_without_break_even_none_is_marked(self):
        assert draw_scale(replace(RISING, break_even=None)).break_even == ""

    def test_the_amounts_at_its_edges_are_round_and_hold_the_band_and_nought(self):
        drawing = draw_scale(curve([0, 100], [50, 90], present=100))
        assert (drawing.low, drawing.high) == (0.0, 100)
        drawing = draw_scale(curve([0, 100], [-1828, 9183], present=100))
        assert (drawing.low, drawing.high) == (-5000, 10_000)

    @given(st.lists(AMOUNTS, min_size=2, max_size=9))
    def test_it_stays_inside_its_frame(self, profits):
        drawing = draw_scale(curve(range(len(profits)), profits, present=1))
        for x, y in [*pairs(drawing.band), *pairs(drawing.expected)]:
            assert 0 <= x <= WIDTH
            assert 0 <= y <= CURVE_HEIGHT
        assert 0 <= float(drawing.zero) <= CURVE_HEIGHT


def users(*rows):
    points = tuple(TailPoint(share, uses, cost, income) for share, uses, cost, income in rows)
    return Tail(1, 2, 3, 1, 1, 0, 1, 1, 0.1, 1, 0.5, 1, points, "They weigh.")


class TestTail:
    def test_the_water_begins_where_cost_passes_income(self):
        drawing = draw_tail(users((0.0, 0, 0, 2), (1.0, 4, 4, 2)))
        (points,) = drawing.loss
        assert min(x for x, _ in pairs(points)) == 500
        assert max(x for x, _ in pairs(points)) == 1000

    def test_who_is_below_water_first_and_last_is_drawn_apart(self):
        drawing = draw_tail(users((0.1, 1, 3, 1), (0.5, 2, 1, 3), (0.9, 4, 5, 3)))
        assert len(drawing.loss) == 2

    def test_nobody_below_water_leaves_nothing_to_fill(self):
        assert draw_tail(users((0.1, 1, 1, 3), (0.9, 2, 2, 3))).loss == ()

    def test_the_top_tenth_begins_at_nine_tenths(self):
        assert draw_tail(users((0.1, 1, 1, 3), (0.9, 2, 2, 3))).top_tenth == "900.0"

    @given(st.lists(st.tuples(POSITIVE, POSITIVE, AMOUNTS), min_size=2, max_size=9))
    def test_it_stays_inside_its_frame(self, rows):
        drawing = draw_tail(users(*(((place + 1) / 10, *row) for place, row in enumerate(rows))))
        for x, y in pairs(" ".join([drawing.cost, drawing.income, *drawing.loss])):
            assert 0 <= x <= WIDTH
            assert 0 <= y <= CURVE_HEIGHT


def bars(**known):
    names = ("perceived", "price", "captured", "cost", "user_gain", "kept")
    drawing = draw_stick(Stick(**{name: known.get(name) for name in names}, finding=""))
    return {row.words: row for row in drawing.rows}


class TestStick:
    def test_the_users_gain_lies_between_price_and_worth_and_ours_between_cost_and_value(self):
        rows = bars(perceived=10, price=4, captured=3, cost=1, user_gain=6, kept=2)
        price, worth, gain = (
            rows[name].parts[0] for name in ("Price to the payer", "Worth to the user", "Gain of the payer")
        )
        assert float(gain.x) == pytest.approx(float(price.x) + float(price.width))
        assert float(gain.x) + float(gain.width) == pytest.approx(float(worth.x) + float(worth.width))
        assert (gain.ink, rows["What we keep"].parts[0].ink) == ("gain", "gain")

    def test_what_is_lost_is_drawn_as_a_loss_and_marked_as_one(self):
        kept = bars(captured=1, cost=3, kept=-2)["What we keep"]
        assert kept.parts[0].ink == "loss"
        assert kept.is_loss

    def test_what_is_not_known_has_no_bar(self):
        rows = bars(cost=1)
        assert [words for words, row in rows.items() if row.parts] == ["Cost per use"]
        assert rows["What we keep"].amount is None

    def test_nothing_known_is_not_drawn(self):
        assert draw_stick(Stick(None, None, None, None, None, None, "")) is None

    @given(st.tuples(*[AMOUNTS] * 4))
    def test_it_stays_inside_its_frame(self, amounts):
        worth, price, captured, cost = amounts
        rows = bars(
            perceived=worth, price=price, captured=captured, cost=cost, user_gain=worth - price, kept=captured - cost
        )
        for row in rows.values():
            for part in row.parts:
                assert float(part.x) >= 0
                assert float(part.x) + float(part.width) <= WIDTH + 2
