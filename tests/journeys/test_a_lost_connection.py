"""What is typed while the connection is lost stays, says so, and is saved when it returns."""

import re

import pytest
from django.conf import settings
from playwright.sync_api import expect

from canvas.models import Note
from tests.journeys.browser import assert_accessible
from tests.journeys.canvas import card, editor, open_canvas

PROVOKED = "ERR_INTERNET_DISCONNECTED|ERR_FAILED|sendError|afterRequest|htmx:|/notes/|status of 5"


@pytest.fixture
def page(open_page, canvas, note, olga, faults):
    faults.expect(PROVOKED)
    page = open_canvas(open_page(olga), canvas)
    card(page, "Music lovers").click()
    expect(editor(page)).to_be_focused()
    return page


def saved(note):
    return Note.objects.get(pk=note.pk).text


def test_what_is_typed_offline_is_saved_when_the_connection_returns(page, note):
    page.context.set_offline(True)
    page.keyboard.type(" in Berlin")
    state = page.locator("[data-save-state]")
    expect(state).to_contain_text("Offline. Edits wait here and sync later.")
    assert_accessible(page)
    assert saved(note) == "Music lovers"
    page.context.set_offline(False)
    expect(state).to_contain_text("Saved")
    assert saved(note) == "Music lovers in Berlin"


def test_closing_offline_keeps_the_editor_and_its_text(page, note):
    page.context.set_offline(True)
    page.keyboard.type(" in Berlin")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-save-state]")).to_contain_text("Offline. Edits wait here and sync later.")
    expect(editor(page)).to_have_value("Music lovers in Berlin")
    expect(editor(page)).to_be_focused()
    page.context.set_offline(False)
    expect(page.locator("[data-save-state]")).to_contain_text("Saved")
    assert saved(note) == "Music lovers in Berlin"
    page.keyboard.press("Control+Enter")
    expect(card(page, "Music lovers in Berlin")).to_be_focused()


def test_a_save_that_fails_can_be_tried_again(page, note):
    page.route("**/notes/**", lambda route: route.fulfill(status=502, body="down"))
    page.keyboard.type(" in Berlin")
    state = page.locator("[data-save-state]")
    expect(state).to_contain_text("Not saved. Your text is kept.")
    assert_accessible(page)
    page.unroute("**/notes/**")
    page.get_by_role("button", name="Try again").click()
    expect(state).to_contain_text("Saved")
    expect(editor(page)).to_have_value("Music lovers in Berlin")
    assert saved(note) == "Music lovers in Berlin"


def test_leaving_the_page_with_unsaved_text_asks_first(page):
    page.route("**/notes/**", lambda route: route.fulfill(status=502, body="down"))
    page.keyboard.type(" in Berlin")
    expect(page.locator("[data-save-state]")).to_contain_text("Not saved.")
    with page.expect_event("dialog") as asked:
        page.once("dialog", lambda dialog: dialog.dismiss())
        page.evaluate("setTimeout(() => location.assign('/account/'))")
    assert asked.value.type == "beforeunload"
    expect(editor(page)).to_have_value("Music lovers in Berlin")


def test_an_ended_session_leads_to_the_door_once_the_person_lets_it(page):
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    with page.expect_event("dialog") as asked:
        page.once("dialog", lambda dialog: dialog.accept())
        page.keyboard.type(" in Berlin")
    assert asked.value.type == "beforeunload"
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    expect(page).to_have_url(re.compile("next=%2Fcanvases%2F"))
