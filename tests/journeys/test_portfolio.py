"""The portfolio: its headline follows what is mended, and it is filtered and sorted by keyboard."""

import pytest
from playwright.sync_api import expect

from canvas.actions import canvases
from tests.factories import feature_with_lines
from tests.journeys.browser import assert_for_everybody
from tests.journeys.canvas import tab_to
from tests.journeys.ledger import done, figure, open_line, write
from tests.ledger.conftest import EARNING, LOSING


@pytest.fixture
def features(canvas, workspace, olga):
    second = canvases.create_canvas(workspace=workspace, title="Spotify", by=olga)
    feature_with_lines(canvas, by=olga, **EARNING)
    feature_with_lines(second, by=olga, **LOSING)
    feature_with_lines(second, by=olga, name="New")


def rows(page):
    return page.locator("#portfolio th[scope=row] > a.strong")


def test_the_headline_changes_when_the_feature_that_loses_is_mended(features, workspace, olga, open_page, faults):
    faults.expect("^htmx:(sendAbort|afterRequest), ")
    page = open_page(olga)
    page.goto(workspace.get_absolute_url())
    headline = page.get_by_role("heading", level=1)
    expect(headline).to_have_text("Earner pays for the rest")
    page.locator("#portfolio").get_by_role("link", name="Loser").click()
    open_line(page, "Price per use")
    expect(figure(page)).to_be_focused()
    write(page, "0.3")
    done(page)
    page.goto(workspace.get_absolute_url())
    expect(headline).to_have_text("Every quantified feature earns its keep")


def test_it_is_filtered_and_sorted_by_keyboard_and_the_address_keeps_it(features, workspace, victor, open_page):
    page = open_page(victor)
    page.goto(workspace.get_absolute_url())
    expect(rows(page)).to_have_text(["Earner", "Loser", "New"])
    tab_to(page, page.get_by_label("Verdict"), most=60)
    page.keyboard.type("Red")
    expect(page.get_by_text("1 of 3 features shown")).to_be_visible()
    expect(rows(page)).to_have_text(["Loser"])
    page.get_by_role("link", name="Show all features").press("Enter")
    expect(rows(page)).to_have_text(["Earner", "Loser", "New"])
    page.get_by_role("link", name="Margin a month").press("Enter")
    expect(rows(page)).to_have_text(["Loser", "Earner", "New"])
    page.reload()
    expect(rows(page)).to_have_text(["Loser", "Earner", "New"])


def test_without_javascript_it_is_filtered_and_sorted_too(features, workspace, victor, open_page):
    page = open_page(victor, javascript=False)
    page.goto(workspace.get_absolute_url())
    page.get_by_label("Verdict").select_option("Don’t pitch yet")
    page.get_by_role("button", name="Show").click()
    expect(rows(page)).to_have_text(["New"])
    page.get_by_role("link", name="Show all features").click()
    page.get_by_role("link", name="Per use").click()
    page.get_by_role("link", name="Per use").click()
    expect(rows(page)).to_have_text(["Loser", "Earner", "New"])


def test_it_fits_every_screen_and_everybody(features, workspace, victor, open_page):
    page = open_page(victor)
    page.goto(workspace.get_absolute_url())
    expect(rows(page)).to_have_count(3)
    assert_for_everybody(page)
