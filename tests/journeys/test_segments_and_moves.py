"""The segments panel beside what is typed in it, and notes moved from block to block by keys."""

import pytest
from playwright.sync_api import expect

from canvas.actions import notes, segments
from tests.journeys.canvas import card, notes_in, open_canvas


@pytest.fixture
def page(open_page, canvas, olga):
    notes.add_note(canvas=canvas, block="cost_structure", text="Model calls", by=olga)
    for name in ("Agents", "Leads"):
        segments.add_segment(canvas=canvas, name=name, by=olga)
    return open_canvas(open_page(olga), canvas)


def test_what_is_typed_in_one_row_outlives_an_answer_to_another(page):
    page.get_by_role("link", name="Edit segments").click()
    new = page.get_by_label("Name of a new segment")
    expect(new).to_be_focused()
    names = page.get_by_label("Name of the segment")
    names.first.fill("Support agents")
    new.fill("Legal")
    new.press("Enter")
    expect(names).to_have_count(3)
    expect(names.first).to_have_value("Support agents")
    page.get_by_role("button", name="Delete Leads").click()
    expect(names).to_have_count(2)
    expect(names.first).to_have_value("Support agents")
    page.get_by_role("button", name="Save Agents").click()
    expect(page.get_by_role("button", name="Save Support agents")).to_be_focused()


def test_a_mark_says_that_it_waits_and_keeps_the_focus_once_saved(page):
    page.get_by_role("link", name="Edit segments").click()
    waits = page.locator(".pending").filter(visible=True)
    page.get_by_label("Mark of Agents").press("Enter")
    page.keyboard.press("ArrowDown")
    expect(waits).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator(".fld-err")).to_have_text("Leads has this mark already. Choose one that no segment has.")
    expect(page.get_by_role("button", name="Save Agents")).to_be_focused()


def test_a_menu_has_the_focus_before_the_next_key(page):
    page.get_by_role("link", name="Edit segments").click()
    opened = "summary => { summary.click(); return document.activeElement.type; }"
    assert page.get_by_label("Mark of Agents").evaluate(opened) == "radio"


def test_alt_and_an_arrow_leads_to_the_next_block_and_back(page):
    note = card(page, "Model calls")
    note.focus()
    for way, back, block in (
        ("ArrowRight", "ArrowLeft", "revenue_streams"),
        ("ArrowUp", "ArrowDown", "key_resources"),
    ):
        page.keyboard.press(f"Alt+{way}")
        expect(notes_in(page, block)).to_have_count(1)
        expect(note).to_be_focused()
        page.keyboard.press(f"Alt+{back}")
        expect(notes_in(page, "cost_structure")).to_have_count(1)
        expect(note).to_be_focused()
