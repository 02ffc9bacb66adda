"""A canvas filled by touch on a phone, 390 pixels wide."""

import pytest
from playwright.sync_api import expect

from canvas.actions import notes
from tests.journeys.browser import assert_accessible
from tests.journeys.canvas import block, card, editor, notes_in, open_canvas


@pytest.fixture
def page(open_page, canvas, olga):
    for text in ("Model calls", "Labelling", "Reviewers"):
        notes.add_note(canvas=canvas, block="cost_structure", text=text, by=olga)
    notes.add_note(canvas=canvas, block="key_activities", text="Label 200 tickets", by=olga)
    return open_canvas(open_page(olga, width=390, touch=True, mobile=True), canvas)


def texts(page, block_id):
    return notes_in(page, block_id).locator(".note-text")


def drag_by_finger(page, grip, target, *, lift=True):
    """Put a finger on a handle, draw it over `target` in steps, and lift it."""
    session = page.context.new_cdp_session(page)

    def touch(kind, *points):
        found = [{"x": x, "y": y, "id": 1} for x, y in points]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": found})

    def middle(locator):
        box = locator.bounding_box()
        return box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.75

    x, y = middle(grip)
    to_x, to_y = middle(target)
    touch("touchStart", (x, y))
    for step in range(1, 9):
        touch("touchMove", (x + (to_x - x) * step / 8, y + (to_y - y) * step / 8))
    if lift:
        touch("touchEnd")
    return touch


def test_a_phone_fills_a_canvas(open_page, olga, workspace):
    page = open_page(olga, width=390, touch=True, mobile=True)
    page.goto("/")
    page.get_by_role("link", name="Start with six questions").tap()
    page.get_by_label("Title").fill("Reply drafts")
    page.get_by_role("button", name="Create the canvas").tap()
    page.get_by_role("button", name="Skip for now").tap()
    block(page, "target_market").get_by_role("link", name="Add the first note").tap()
    expect(editor(page)).to_be_focused()
    page.keyboard.type("Support leads")
    page.get_by_role("button", name="Save note").tap()
    expect(texts(page, "target_market")).to_have_text(["Support leads"])
    expect(editor(page)).to_have_count(0)
    block(page, "target_market").get_by_role("link", name="Add another").tap()
    expect(editor(page)).to_be_focused()
    page.keyboard.type("Agents")
    page.get_by_role("button", name="Save note").tap()
    expect(texts(page, "target_market")).to_have_text(["Support leads", "Agents"])
    page.reload()
    expect(texts(page, "target_market")).to_have_text(["Support leads", "Agents"])


def test_a_tap_edits_and_buttons_save_or_cancel(page):
    texts(page, "cost_structure").first.tap()
    expect(editor(page)).to_be_focused()
    expect(page.locator(".note-tools .hint")).to_be_hidden()
    page.keyboard.type(" and retries")
    page.get_by_role("button", name="Save note").tap()
    expect(texts(page, "cost_structure").first).to_have_text("Model calls and retries")
    texts(page, "cost_structure").first.tap()
    expect(editor(page)).to_be_focused()
    page.keyboard.type(" and a mistake")
    page.get_by_role("button", name="Cancel").tap()
    expect(texts(page, "cost_structure").first).to_have_text("Model calls and retries")
    page.reload()
    expect(texts(page, "cost_structure").first).to_have_text("Model calls and retries")


def test_the_menu_moves_a_note_to_another_block(page):
    texts(page, "cost_structure").first.tap()
    page.get_by_role("link", name="Move to…").tap()
    panel = page.get_by_role("dialog", name="Move to…")
    panel.get_by_role("radio", name="Key Activities").tap()
    panel.get_by_role("spinbutton", name="Position").fill("1")
    panel.get_by_role("button", name="Move", exact=True).tap()
    expect(panel).to_be_hidden()
    expect(texts(page, "key_activities")).to_have_text(["Model calls", "Label 200 tickets"])
    expect(texts(page, "cost_structure")).to_have_text(["Labelling", "Reviewers"])
    expect(page.locator("#count-key_activities")).to_have_text("2")


def test_a_tap_on_the_handle_asks_where_to(page):
    card(page, "Labelling").locator(".grip").tap()
    expect(page.get_by_role("dialog", name="Move to…")).to_contain_text("Labelling")


def test_a_finger_drags_a_note_by_its_handle(page):
    grip = card(page, "Model calls").locator(".grip")
    grip.scroll_into_view_if_needed()
    drag_by_finger(page, grip, card(page, "Reviewers"))
    expect(texts(page, "cost_structure")).to_have_text(["Labelling", "Reviewers", "Model calls"])
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.reload()
    expect(texts(page, "cost_structure")).to_have_text(["Labelling", "Reviewers", "Model calls"])


def test_a_finger_elsewhere_on_a_note_scrolls_the_page(page):
    text = card(page, "Reviewers").locator(".note-text")
    text.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    drag_by_finger(page, text, page.locator(".bar").or_(page.locator(".switch")).first)
    expect(texts(page, "cost_structure")).to_have_text(["Model calls", "Labelling", "Reviewers"])
    assert page.evaluate("scrollY") != before


def test_the_switcher_goes_to_a_block(page):
    switch = page.get_by_role("navigation", name="Jump to block")
    expect(switch.get_by_role("link", name="Cost 3")).to_be_visible()
    switch.get_by_role("link", name="Cost 3").tap()
    expect(block(page, "cost_structure").get_by_role("heading", level=2)).to_be_in_viewport()
    expect(switch).to_be_in_viewport()


def test_every_control_is_large_enough_for_a_finger(page):
    texts(page, "cost_structure").first.tap()
    expect(editor(page)).to_be_focused()
    small = page.evaluate(
        """() => [...document.querySelectorAll("a, button, summary, input, textarea")]
          .filter((element) => element.checkVisibility() && !element.closest(".vh, .skip, p, .bar-sub"))
          .map((element) => [element.outerHTML.slice(0, 120), element.getBoundingClientRect()])
          .filter(([, box]) => box.width && (box.width < 24 || box.height < 24))
          .map(([html, box]) => `${Math.round(box.width)}x${Math.round(box.height)} ${html}`)"""
    )
    assert small == []
    assert_accessible(page)
