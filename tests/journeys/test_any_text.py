"""Long, foreign and many: nothing breaks, and nothing is cut off without a way to read it."""

import pytest
from playwright.sync_api import expect

from canvas.actions import canvases, notes, segments
from canvas.rules import NOTE_LENGTH, SEGMENT_LENGTH, STATEMENT_LENGTH, SUMMARY_LENGTH, TITLE_LENGTH
from ledger.rules import NAME_LENGTH
from tests.factories import canvas_with_notes, feature_with_lines
from tests.hostile import SHOWN
from tests.journeys.browser import assert_fits, each_screen
from tests.journeys.canvas import card, editor, notes_in, open_canvas
from tests.ledger.conftest import LOSING

TEXTS = {
    "no spaces": "W" * NOTE_LENGTH,
    "emoji": "👩‍👩‍👧‍👦🏳️‍🌈" * 90,
    "chinese": "価値提案と顧客の課題を検証する" * 100,
    "hebrew": "הערך ללקוח עולה על העלות " * 60,
    "lines": "line\n" * 300,
    "mixed": "Price \u202b١٢٣ شيكل\u202c per seat, 価格 and עלות",
}


@pytest.fixture
def wild(workspace, olga):
    """A canvas on which every text is as long as it may be, or of another script."""
    canvas = canvases.create_canvas(
        workspace=workspace, title="W" * TITLE_LENGTH, summary="S" * SUMMARY_LENGTH, currency="USD", by=olga
    )
    canvases.edit_canvas(canvas=canvas, version=canvas.version, value_statement="V" * STATEMENT_LENGTH, by=olga)
    for n in range(8):
        segments.add_segment(canvas=canvas, name=f"{n}" + "G" * (SEGMENT_LENGTH - 1), by=olga)
    carried = list(canvas.segments.all())
    for text in TEXTS.values():
        notes.add_note(canvas=canvas, block="cost_structure", text=text[:NOTE_LENGTH], segments=carried, by=olga)
    feature_with_lines(canvas, by=olga, **{**LOSING, "name": "F" * NAME_LENGTH})
    return canvas


def assert_readable(page):
    """Fail where a note or a block hides part of its text."""
    hidden = page.evaluate(
        """() => [...document.querySelectorAll(".block, .note, .note-text, .lead, .strip")]
          .filter((box) => box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1)
          .map((box) => box.outerHTML.slice(0, 80))"""
    )
    assert hidden == []


@pytest.mark.parametrize("width", [1440, 390])
def test_texts_of_every_length_and_script_stay_in_their_boxes(open_page, wild, olga, width):
    page = open_canvas(open_page(olga, width=width), wild)
    expect(notes_in(page, "cost_structure")).to_have_count(len(TEXTS))
    assert_fits(page)
    assert_readable(page)
    for path in ("settings/", "segments/", "ledger/", "brief/", f"notes/{wild.notes.first().pk}/"):
        page.goto(f"{wild.get_absolute_url()}{path}")
        assert_fits(page)
    page.goto(wild.workspace.get_absolute_url())
    assert_fits(page)


def test_amounts_of_any_length_keep_to_their_columns(open_page, workspace, olga):
    canvas = canvases.create_canvas(workspace=workspace, title="Rupiah", currency="IDR", by=olga)
    server = {"kind": "other", "label": "Server", "amount": "2B", "basis": "per_month"}
    paid = {"kind": "monetization", "method": "price_per_use", "amount": "1M to 20M"}
    feature = feature_with_lines(canvas, by=olga, **{**LOSING, "lines": [*LOSING["lines"][:3], server, paid]})
    page = open_page(olga)
    page.goto(feature.get_absolute_url())
    for _ in each_screen(page):
        assert_fits(page)
        over = "cells => cells.filter((cell) => cell.scrollWidth > cell.clientWidth + 1).map((cell) => cell.innerText)"
        assert page.locator(".lines td.n").evaluate_all(over) == []


def test_right_to_left_text_is_set_from_the_right(open_page, wild, olga):
    page = open_canvas(open_page(olga), wild)
    text = card(page, "הערך").locator(".note-text")
    expect(text).to_have_css("direction", "rtl")
    text.click()
    expect(editor(page)).to_be_focused()
    expect(editor(page)).to_have_css("direction", "rtl")


def test_a_text_comes_out_of_the_editor_as_it_went_in(open_page, canvas, note, olga):
    page = open_canvas(open_page(olga), canvas)
    typed = "  two  spaces\n\n\tand 価値 👩‍👩‍👧‍👦 עלות"
    card(page, "Music lovers").click()
    expect(editor(page)).to_be_focused()
    editor(page).fill(typed)
    page.keyboard.press("Control+Enter")
    expect(editor(page)).to_have_count(0)
    page.locator("#tm .note-text").click()
    expect(editor(page)).to_have_value(typed.strip())


def test_a_text_too_long_is_refused_and_kept(open_page, canvas, note, olga):
    page = open_canvas(open_page(olga), canvas)
    card(page, "Music lovers").click()
    expect(editor(page)).to_be_focused()
    editor(page).fill("x" * (NOTE_LENGTH + 1))
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("alert").filter(has_text="your text is kept")).to_be_visible()
    expect(editor(page)).to_have_value("x" * (NOTE_LENGTH + 1))
    expect(editor(page)).to_be_focused()


def test_hostile_text_is_shown_as_text_and_runs_nothing(open_page, canvas, olga):
    for text in SHOWN:
        notes.add_note(canvas=canvas, block="key_resources", text=text, by=olga)
    segments.add_segment(canvas=canvas, name="<script>alert(1)</script>", by=olga)
    page = open_canvas(open_page(olga), canvas)
    expect(notes_in(page, "key_resources")).to_have_count(len(SHOWN))
    first = notes_in(page, "key_resources").first
    first.focus()
    page.keyboard.press("1")
    expect(first.locator(".seg")).to_have_text("<script>alert(1)</script>")
    page.keyboard.press("Enter")
    expect(editor(page)).to_have_value(SHOWN[0])
    assert page.evaluate("document.querySelectorAll('main script, main img, main iframe').length") == 0


def test_six_hundred_notes_can_be_worked_on(open_page, workspace, olga):
    canvas = canvas_with_notes(workspace=workspace, by=olga, count=600, segments=2)
    page = open_canvas(open_page(olga), canvas)
    expect(page.locator(".poster .note")).to_have_count(600)
    assert_fits(page)
    assert_readable(page)
    first = notes_in(page, "value_proposition").first
    first.focus()
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("#announcer")).to_have_text("Moved to position 2 of 100 in Value Proposition")
    page.keyboard.press("Delete")
    expect(page.locator(".poster .note")).to_have_count(599)
    page.keyboard.press("Control+z")
    # The whole poster is fetched again, which takes a busy machine its time.
    expect(page.locator(".poster .note")).to_have_count(600, timeout=30_000)
