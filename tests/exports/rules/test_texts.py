import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageFont

from exports.rules.limits import RateLimit
from exports.rules.scripts import missing_sentence, scripts_of
from exports.rules.typesetting import STATEMENT, TEXT, TITLE, is_right_to_left, line_count, text_width
from ui.typefaces import INTER


@settings(deadline=None)
@given(text=st.text(max_size=300), width=st.floats(5, 300))
def test_a_narrower_column_never_takes_fewer_lines(text, width):
    assert line_count(text, size=8.5, width=width / 2) >= line_count(text, size=8.5, width=width)


@settings(deadline=None)
@given(text=st.text(max_size=300))
def test_each_line_break_is_a_line(text):
    assert line_count(text, size=8.5, width=100) >= text.count("\n") + 1


def test_chinese_is_as_wide_as_it_is_high():
    assert text_width("标", 72) == pytest.approx(25.4)


@pytest.mark.parametrize("kind", [TEXT, TITLE, STATEMENT])
def test_a_letter_is_as_wide_as_its_face_draws_it(kind):
    assert text_width("i", 10, kind) < text_width("n", 10, kind) < text_width("m", 10, kind)
    drawn = ImageFont.truetype(kind.face.file, 2000)
    drawn.set_variation_by_axes([14, kind.weight] if kind.face is INTER else [kind.weight])
    for letter in "agW€Жλ—":
        assert text_width(letter, 72, kind) / 25.4 == pytest.approx(drawn.getlength(letter) / 2000, rel=0.03), letter


def test_a_word_that_is_too_long_is_broken():
    assert line_count("x" * 300, size=8.5, width=50) >= 9


@pytest.mark.parametrize(("text", "expected"), [("שלום", True), ("123 مرحبا", True), ("a שלום", False), ("", False)])
def test_the_first_letter_gives_the_direction(text, expected):
    assert is_right_to_left(text) is expected


def test_scripts_are_named_once_and_in_order():
    assert scripts_of("ᚠᚢሀ\u0378") == ("Ethiopic", "Runic", "Symbols")


def test_marks_and_controls_name_no_script():
    assert scripts_of("\u0301\u200d\n") == ()


def test_the_sentence_lists_them_and_says_what_to_do():
    said = missing_sentence(("Ethiopic", "Runic", "Symbols"))
    assert "Ethiopic, Runic and Symbols" in said
    assert "fonts-noto" in said
    assert missing_sentence(()) == ""


class TestARateLimit:
    def test_counts_each_person_alone(self):
        limit = RateLimit(times=1, seconds=10)
        assert limit.take("Olga", now=0) == 0
        assert limit.take("Olga", now=4) == 6
        assert limit.take("Edda", now=4) == 0

    def test_forgets_after_its_time(self):
        limit = RateLimit(times=1, seconds=10)
        limit.take("Olga", now=0)
        assert limit.take("Olga", now=10) == 0

    def test_a_refusal_is_not_counted(self):
        limit = RateLimit(times=1, seconds=10)
        limit.take("Olga", now=0)
        limit.take("Olga", now=9)
        assert limit.take("Olga", now=10) == 0
