from math import isfinite
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui import drawings
from ui.templatetags import icons

NUMBERS = st.none() | st.floats()


def test_the_sprite_holds_every_icon_and_mark_once():
    sprite = ElementTree.fromstring(f"<svg>{icons.icon_sprite()}</svg>")
    ids = [symbol.get("id") for symbol in sprite]
    assert sorted(ids) == sorted([f"i-{name}" for name in drawings.ICONS] + [f"seg-{n}" for n in range(1, 9)])


@pytest.mark.parametrize("name", drawings.ICONS)
def test_an_icon_refers_to_the_sprite_on_a_page_and_is_whole_on_paper(name):
    assert icons.icon(name) == f'<svg class="i" aria-hidden="true"><use href="#i-{name}"/></svg>'
    drawn = ElementTree.fromstring(icons.icon(name, ink="#123456"))
    assert drawn.get("stroke") == "#123456"
    assert len(drawn) > 0
    assert "currentColor" not in icons.icon(name, ink="#123456")


def test_an_icon_that_stands_alone_has_a_name():
    assert 'role="img" aria-label="Saved &quot;now&quot;"' in icons.icon("check", label='Saved "now"')


def test_an_unknown_icon_is_a_mistake_of_ours():
    with pytest.raises(KeyError):
        icons.icon("sparkles")


def test_no_two_segments_share_hue_and_shape_and_no_two_share_a_shape():
    pairs = {(icons.segment_hue(n), icons.segment_shape(n)) for n in range(1, 9)}
    assert len(pairs) == 8
    assert len({shape for _, shape in pairs}) == 8
    assert {hue for hue, _ in pairs} == {1, 2, 3, 4}


def test_a_segment_mark_is_drawn_in_full_on_paper():
    assert icons.segment_mark(7) == '<svg class="seg-mark s-3" aria-hidden="true"><use href="#seg-7"/></svg>'
    assert ElementTree.fromstring(icons.segment_mark(7, ink="#7b6414")).get("fill") == "#7b6414"


@pytest.mark.parametrize(
    ("level", "word", "filled"),
    [("guess", "Guess", 0), ("", "Guess", 0), ("benchmark", "Benchmark", 1), ("user_research", "User research", 2),
     ("measured", "Measured", 4)],
)  # fmt: skip
def test_evidence_is_four_squares_and_a_word(level, word, filled):
    grade = ElementTree.fromstring(icons.evidence(level))
    squares = list(grade[0])
    assert len(squares) == 4
    assert sum(square.get("class") == "on" for square in squares) == filled
    assert grade[0].tail == word


def test_evidence_on_paper_carries_its_colours():
    squares = list(ElementTree.fromstring(icons.evidence("benchmark", ink="#111", ground="#eee"))[0])
    assert [square.get("fill") for square in squares] == ["#111", "#eee", "#eee", "#eee"]


def test_every_verdict_has_a_shape_of_its_own():
    shapes = [drawings.ICONS[name] for _, name in drawings.VERDICTS.values()]
    assert len(set(shapes)) == len(shapes) == 5


def test_the_words_of_a_verdict_are_text():
    chip = icons.verdict_chip("loses_on_every_use", "Loses <b>money</b>")
    assert chip.startswith('<span class="chip loss"><svg')
    assert chip.endswith("Loses &lt;b&gt;money&lt;/b&gt;</span>")


@pytest.mark.parametrize("status", drawings.STATUSES)
def test_a_status_is_a_shape_and_a_word(status):
    assert f"<span>{status.capitalize()}</span>" in icons.status_mark(status)


@pytest.mark.parametrize(
    ("name", "letters"), [("Ana Ruiz", "AR"), ("Ana Maria Ruiz", "AR"), ("Prince", "P"), ("", "?"), ("  ", "?")]
)
def test_a_face_has_the_initials_of_a_name(name, letters):
    assert icons.initials(name) == letters


def test_an_interval_stands_on_the_side_of_zero_that_it_is_on():
    lines = list(ElementTree.fromstring(icons.interval(-4, -2, -1, 4, "loss")))
    zero, reach, likely = lines
    assert zero.get("x1") == "200"
    assert float(reach.get("x1")) == 10
    assert float(reach.get("x1")) < float(likely.get("x1")) < float(reach.get("x2")) < 200


def test_a_missing_figure_is_dashed():
    assert "rng dash" in icons.interval(None, 1, 2, 3)


@given(NUMBERS, NUMBERS, NUMBERS, st.floats(min_value=0))
def test_an_interval_never_leaves_its_box(low, likely, high, reach):
    for line in ElementTree.fromstring(icons.interval(low, likely, high, reach)):
        for end in ("x1", "x2"):
            assert isfinite(float(line.get(end)))
            assert 0 <= float(line.get(end)) <= 400
