"""The map of a portfolio: where the marks stand, how large they are, and that no name lies on another."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from ledger.pages.charts import Spot, draw_map
from ledger.pages.charts.portfolio_map import MAP_HEIGHT, MAP_WIDTH


def spot(name="Ads", margin=0.02, uses=1000.0, profit=20.0, shape="circle"):
    return Spot(name, margin, uses, profit, shape, "gain", name)


def numbers(path):
    return [float(number) for number in re.findall(r"-?\d+\.\d", path)]


def middle(mark):
    """The middle of a mark drawn from corners."""
    found = numbers(mark.path)
    return (min(found[::2]) + max(found[::2])) / 2, (min(found[1::2]) + max(found[1::2])) / 2


def test_what_loses_stands_beneath_the_line_and_what_earns_above_it():
    drawing = draw_map([spot(margin=0.1, shape="square"), spot(margin=-0.1, profit=-5, shape="square")])
    above, beneath = (middle(mark)[1] for mark in drawing.marks)
    assert above < float(drawing.zero) < beneath


def test_more_volume_stands_further_to_the_right():
    drawing = draw_map([spot(uses=100.0, profit=9, shape="square"), spot(uses=100_000.0, profit=1, shape="square")])
    assert middle(drawing.marks[0])[0] < middle(drawing.marks[1])[0]
    assert (drawing.fewest, drawing.most) == (100, 100_000)


def test_more_money_is_a_larger_mark():
    drawing = draw_map([spot(profit=100.0, shape="square"), spot(profit=-4.0, uses=10.0, shape="square")])
    large, small = (max(numbers(mark.path)[::2]) - min(numbers(mark.path)[::2]) for mark in drawing.marks)
    assert large > small


def test_a_feature_without_uses_has_no_place():
    assert draw_map([spot(uses=0.0)]) is None
    assert draw_map([]) is None


def test_a_name_that_would_lie_on_another_is_left_out_and_its_mark_stays():
    crowd = [spot(name=f"Feature {number}", profit=float(number)) for number in range(9)]
    marks = draw_map(crowd).marks
    assert len(marks) == 9
    assert 0 < sum(bool(mark.label) for mark in marks) < 9


def test_a_long_name_stands_whole_where_it_has_room_and_is_cut_where_it_has_none():
    long = "A name that is long on a map"
    (alone,) = draw_map([spot(name=long)]).marks
    assert alone.label == long
    crowd = [spot(name=long, uses=uses, profit=uses) for uses in (1.0, 10.0, 100.0)]
    labels = [mark.label for mark in draw_map(crowd).marks]
    assert "A name that is lo…" in labels


def test_a_name_that_is_too_long_for_any_place_is_cut_and_stands_whole_in_the_title():
    (mark,) = draw_map([spot(name="A name that is much too long for a map")]).marks
    assert mark.label == "A name that is much too long for a…"
    assert mark.title == "A name that is much too long for a map"


SPOTS = st.builds(
    Spot,
    st.text(min_size=1, max_size=30),
    st.floats(-1e9, 1e9),
    st.floats(0.001, 1e12),
    st.floats(-1e12, 1e12),
    st.sampled_from(["square", "triangle", "diamond"]),
    st.just("gain"),
    st.just(""),
)


@example([spot(margin=1e9, shape="square"), spot(margin=2e-309, shape="square")])
@given(st.lists(SPOTS, min_size=1, max_size=12))
def test_every_mark_lies_on_the_map(spots):
    for mark in draw_map(spots).marks:
        x, y = middle(mark)
        assert 0 <= x <= MAP_WIDTH
        assert 0 <= y <= MAP_HEIGHT
