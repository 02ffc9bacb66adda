"""Choosing in a menu by its words, with the mouse and with a finger."""

import pytest
from playwright.sync_api import expect

from canvas.actions import notes, segments
from tests.journeys.canvas import card, open_canvas


@pytest.fixture
def leads(canvas, olga):
    notes.add_note(canvas=canvas, block="target_market", text="Support leads", by=olga)
    return segments.add_segment(canvas=canvas, name="Team leads", by=olga)


def press(page, place, *, touch):
    """Press the middle of `place`, as a mouse or a finger does."""
    place.scroll_into_view_if_needed()
    box = place.bounding_box()
    pointer = page.touchscreen.tap if touch else page.mouse.click
    pointer(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


@pytest.mark.parametrize("touch", [False, True])
def test_the_words_of_a_choice_in_a_note_choose_it(open_page, olga, canvas, leads, touch):
    page = open_canvas(open_page(olga, touch=touch), canvas)
    press(page, card(page, "Support leads").locator(".note-text"), touch=touch)
    press(page, page.locator("summary", has_text="No segment"), touch=touch)
    with page.expect_response("**/notes/**") as saved:
        press(page, page.locator("label span", has_text="Team leads"), touch=touch)
    assert saved.value.status == 200
    expect(page.get_by_role("checkbox", name="Team leads")).to_be_checked()
    assert canvas.notes.get().segments.get() == leads


@pytest.mark.parametrize("touch", [False, True])
def test_the_words_of_a_mark_choose_it(open_page, olga, canvas, leads, touch):
    page = open_canvas(open_page(olga, touch=touch), canvas)
    press(page, page.get_by_role("link", name="Edit segments"), touch=touch)
    press(page, page.get_by_label("Mark of Team leads"), touch=touch)
    press(page, page.locator(".marks span", has_text="ring"), touch=touch)
    expect(page.get_by_role("radio", name="ring")).to_be_checked()
    with page.expect_response("**/segments/**") as saved:
        page.get_by_role("button", name="Save Team leads").click()
    assert saved.value.status == 200
    assert canvas.segments.get().colour == 6
