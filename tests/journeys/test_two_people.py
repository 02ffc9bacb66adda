"""Olga and Edda edit the same canvas: nothing that either has typed is lost or written over in silence."""

import pytest
from playwright.sync_api import expect

from canvas.actions import canvases, notes
from tests.journeys.browser import assert_accessible
from tests.journeys.canvas import card, editor, open_canvas


@pytest.fixture
def olgas(open_page, canvas, note, olga):
    return open_canvas(open_page(olga), canvas)


@pytest.fixture
def eddas(open_page, canvas, note, edda):
    return open_canvas(open_page(edda), canvas)


def open_editor(page):
    card(page, "Music lovers").click()
    expect(page.locator("form[data-edit-in-place] textarea")).to_be_focused()


def edit(page, text):
    open_editor(page)
    editor(page).fill(text)


def save(page):
    page.keyboard.press("Control+Enter")


@pytest.fixture
def conflict(olgas, eddas):
    """Edda's page, on which she is told that Olga has saved another text meanwhile."""
    open_editor(eddas)
    edit(olgas, "Music lovers on a budget")
    save(olgas)
    expect(card(olgas, "Music lovers on a budget")).to_be_visible()
    editor(eddas).fill("Music lovers in Berlin")
    save(eddas)
    expect(eddas.get_by_role("alert").filter(has_text="Olga changed this while you were editing.")).to_be_visible()
    return eddas


def texts_of(page):
    """The two texts that stand side by side, theirs first."""
    return page.locator(".conflict-side p:not(.who)")


def text_now(page):
    page.reload()
    return page.locator("#tm .note-text")


def test_a_conflict_shows_both_texts(conflict):
    expect(conflict.locator(".conflict-side .who")).to_have_text(["Note text: Olga", "Note text: yours"])
    expect(texts_of(conflict)).to_have_text(["Music lovers on a budget", "Music lovers in Berlin"])
    expect(editor(conflict)).to_have_value("Music lovers in Berlin")
    for way in ("Keep mine", "Take theirs", "Edit again"):
        expect(conflict.get_by_role("button", name=way)).to_be_visible()
    assert_accessible(conflict)


def test_keeping_mine_saves_it_over_theirs(conflict):
    conflict.get_by_role("button", name="Keep mine").click()
    expect(editor(conflict)).to_have_count(0)
    expect(text_now(conflict)).to_have_text("Music lovers in Berlin")


def test_taking_theirs_lets_mine_go(conflict):
    conflict.get_by_role("button", name="Take theirs").click()
    expect(editor(conflict)).to_have_count(0)
    expect(card(conflict, "Music lovers on a budget")).to_be_visible()
    expect(text_now(conflict)).to_have_text("Music lovers on a budget")


def test_editing_again_goes_on_from_mine_and_saves(conflict):
    conflict.get_by_role("button", name="Edit again").click()
    expect(conflict.get_by_role("alert").filter(has_text="while you were editing")).to_have_count(0)
    expect(editor(conflict)).to_be_focused()
    expect(editor(conflict)).to_have_value("Music lovers in Berlin")
    editor(conflict).fill("Music lovers in Berlin on a budget")
    save(conflict)
    expect(editor(conflict)).to_have_count(0)
    expect(text_now(conflict)).to_have_text("Music lovers in Berlin on a budget")


def test_a_conflict_is_left_by_keyboard(conflict):
    conflict.get_by_role("button", name="Keep mine").press("Enter")
    expect(card(conflict, "Music lovers in Berlin")).to_be_focused()


def test_different_fields_of_a_note_go_together(olgas, eddas):
    edit(eddas, "Music lovers in Berlin")
    card(olgas, "Music lovers").focus()
    olgas.keyboard.press("s")
    expect(card(olgas, "Music lovers")).to_have_attribute("data-status", "validated")
    save(eddas)
    expect(editor(eddas)).to_have_count(0)
    expect(card(eddas, "Music lovers in Berlin")).to_have_attribute("data-status", "validated")


def test_a_note_deleted_under_the_editor_keeps_its_text(olgas, eddas):
    edit(eddas, "Music lovers in Berlin")
    card(olgas, "Music lovers").focus()
    olgas.keyboard.press("Delete")
    expect(card(olgas, "Music lovers")).to_have_count(0)
    save(eddas)
    expect(eddas.get_by_role("alert").filter(has_text="Olga deleted this.")).to_be_visible()
    expect(editor(eddas)).to_have_value("Music lovers in Berlin")
    assert_accessible(eddas)


def test_a_gesture_on_a_note_that_is_gone_says_who_deleted_it(olgas, eddas):
    card(olgas, "Music lovers").focus()
    olgas.keyboard.press("Delete")
    expect(card(olgas, "Music lovers")).to_have_count(0)
    card(eddas, "Music lovers").focus()
    eddas.keyboard.press("s")
    expect(eddas.get_by_role("status").filter(has_text="Olga deleted this note.")).to_be_visible()
    expect(card(eddas, "Music lovers")).to_have_count(0)


def test_what_somebody_else_has_changed_since_is_not_undone(olgas, eddas):
    card(olgas, "Music lovers").focus()
    olgas.keyboard.press("s")
    expect(card(olgas, "Music lovers")).to_have_attribute("data-status", "validated")
    eddas.reload()
    edit(eddas, "Music lovers in Berlin")
    save(eddas)
    expect(card(eddas, "Music lovers in Berlin")).to_be_visible()
    olgas.keyboard.press("Control+z")
    expect(olgas.get_by_role("status").filter(has_text="Edda has changed")).to_be_visible()
    expect(card(olgas, "Music lovers in Berlin")).to_have_attribute("data-status", "validated")


def test_a_half_written_note_stays_when_the_block_around_it_changes(olgas, eddas, canvas, note, edda):
    olgas.get_by_role("link", name="Add a note to Target Market").or_(
        olgas.locator("#first-target_market")
    ).first.click()
    expect(editor(olgas)).to_be_focused()
    olgas.keyboard.type("Half a thought")
    notes.move_note(canvas=canvas, note_id=note.pk, version=note.version, block="key_resources", index=0, by=edda)
    olgas.evaluate("htmx.trigger(document.body, 'canvas-changed')")
    expect(olgas.locator("#notes-key_resources .note-text")).to_have_text("Music lovers")
    expect(editor(olgas)).to_be_focused()
    expect(editor(olgas)).to_have_value("Half a thought")
    save(olgas)
    expect(olgas.locator("#tm .note-text")).to_have_text("Half a thought")


def test_the_statement_has_the_same_three_ways(open_page, canvas, olga, edda):
    page = open_canvas(open_page(edda), canvas)
    page.get_by_role("link", name="Write the value statement").click()
    field = page.get_by_role("textbox", name="Value statement")
    field.fill("Mine")
    canvases.edit_canvas(canvas=canvas, version=canvas.version, value_statement="Theirs", by=olga)
    save(page)
    expect(texts_of(page)).to_have_text(["Theirs", "Mine"])
    page.get_by_role("button", name="Edit again").click()
    expect(texts_of(page)).to_have_count(0)
    expect(field).to_have_value("Mine")
    field.fill("Both")
    save(page)
    expect(page.locator(".statement .lead")).to_have_text("Both")
