"""What was typed is not lost in the half second before it is saved; limits and pasted lines are met while typing."""

import pytest
from playwright.sync_api import expect

from canvas.actions import notes
from canvas.models import Note
from tests.journeys.browser import assert_accessible
from tests.journeys.canvas import announced, block, card, editor, open_canvas

PROVOKED = "ERR_FAILED|sendError|afterRequest|htmx:"


@pytest.fixture
def page(open_page, canvas, note, olga, faults):
    faults.expect(PROVOKED)
    return open_canvas(open_page(olga), canvas)


def cut_off(page):
    page.route("**/notes/**", lambda route: route.abort() if route.request.method == "POST" else route.fallback())


def reload(page):
    """Reload, and go although the page says that something is not saved."""
    page.on("dialog", lambda dialog: dialog.accept())
    page.unroute_all()
    page.reload()


def test_a_reload_brings_back_what_the_server_does_not_have(page, note):
    cut_off(page)
    card(page, "Music lovers").click()
    expect(editor(page)).to_be_focused()
    page.keyboard.type(" in Berlin")
    reload(page)
    expect(editor(page)).to_have_value("Music lovers in Berlin")
    expect(page.locator("[data-save-state]")).to_contain_text("Saved")
    assert Note.objects.get(pk=note.pk).text == "Music lovers in Berlin"
    assert page.evaluate("Object.keys(sessionStorage).filter((key) => key.startsWith('typed '))") == []


def test_a_note_that_was_not_there_yet_comes_back_in_its_block(page, canvas):
    cut_off(page)
    block(page, "key_resources").get_by_role("link", name="Add the first note").click()
    expect(page.locator("form[data-edit-in-place]")).to_be_visible()
    page.keyboard.type("Three years of rated replies")
    reload(page)
    expect(block(page, "key_resources").get_by_role("textbox")).to_have_value("Three years of rated replies")
    page.keyboard.press("Control+Enter")
    expect(card(page, "Three years of rated replies")).to_be_visible()
    assert canvas.notes.filter(block="key_resources").count() == 1


def test_what_was_saved_by_closing_does_not_come_back(page, note):
    card(page, "Music lovers").click()
    expect(editor(page)).to_be_focused()
    page.keyboard.type(" in Berlin")
    page.keyboard.press("Control+Enter")
    expect(card(page, "Music lovers in Berlin")).to_be_focused()
    page.reload()
    expect(card(page, "Music lovers in Berlin")).to_be_visible()
    assert page.evaluate("Object.keys(sessionStorage).filter((key) => key.startsWith('typed '))") == []


def test_what_another_saved_meanwhile_is_asked_about(page, canvas, note, edda):
    cut_off(page)
    card(page, "Music lovers").click()
    expect(editor(page)).to_be_focused()
    page.keyboard.type(" in Berlin")
    notes.edit_note(canvas=canvas, note_id=note.pk, version=note.version, by=edda, text="Jazz lovers")
    reload(page)
    expect(page.get_by_role("button", name="Keep mine")).to_be_visible()
    assert Note.objects.get(pk=note.pk).text == "Jazz lovers"


def test_the_limit_is_seen_and_lines_are_offered_as_notes(page, canvas):
    block(page, "key_activities").get_by_role("link", name="Add the first note").click()
    expect(page.locator("form[data-edit-in-place]")).to_be_visible()
    editor(page).fill("x" * 1990)
    expect(page.get_by_text("10 characters left")).to_be_visible()
    assert_accessible(page)
    editor(page).fill("- label tickets\n- renew the license")
    page.get_by_role("button", name="One note a line").click()
    expect(card(page, "renew the license")).to_be_visible()
    expect(card(page, "label tickets")).to_be_focused()


def test_arrows_reach_every_block_and_say_which_one_is_entered(page):
    reached, waiting = set(), [card(page, "Music lovers").get_attribute("id")]
    while waiting:
        here = waiting.pop()
        reached.add(here)
        for key in ("ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"):
            page.evaluate("id => document.getElementById(id).focus()", here)
            page.keyboard.press(key)
            there = page.evaluate("document.activeElement.id")
            waiting += [there] if there not in {*reached, *waiting} else []
    assert len(page.locator(",".join(f"[data-block]:has([id='{each}'])" for each in reached)).all()) == 6
    card(page, "Music lovers").focus()
    page.keyboard.press("ArrowRight")
    announced(page, page.evaluate("document.activeElement.closest('[data-block]').querySelector('h2').textContent"))
