"""A number is tried as a scenario, compared, promoted to the base, and taken back."""

import re

import pytest
from playwright.sync_api import expect

from ledger.models import Line
from tests.factories import feature_with_lines
from tests.journeys.browser import assert_for_everybody
from tests.journeys.ledger import LOSES, verdict
from tests.ledger.conftest import LOSING
from tests.ledger.parts import part_url


@pytest.fixture
def feature(canvas, olga):
    return feature_with_lines(canvas, by=olga, **LOSING)


TRY = re.compile("Try both as a scenario")


def scenarios(page):
    return page.get_by_role("region", name="Scenarios", exact=True)


def test_the_advice_is_tried_promoted_and_undone(feature, edda, open_page):
    page = open_page(edda)
    page.goto(feature.get_absolute_url())
    expect(verdict(page)).to_contain_text(LOSES)
    verdict(page).get_by_role("button", name=TRY).first.click()
    expect(scenarios(page)).to_contain_text("leaves the most per use")
    expect(scenarios(page)).to_contain_text("and the verdict is “healthy”")
    assert Line.objects.get(kind="monetization").amount == "0.05"

    scenarios(page).get_by_role("button", name="into the ledger").click()
    expect(page.locator("[data-spoken-verdict]")).to_have_text("Healthy")
    assert Line.objects.get(kind="monetization").amount != "0.05"
    page.get_by_role("button", name="Undo").last.click()
    expect(verdict(page)).to_contain_text(LOSES)
    expect(scenarios(page)).to_contain_text("and the verdict is “healthy”")


def test_without_javascript_the_advice_is_tried_too(feature, edda, open_page):
    page = open_page(edda, javascript=False)
    page.goto(feature.get_absolute_url())
    verdict(page).get_by_role("button", name=TRY).first.click()
    expect(scenarios(page)).to_contain_text("and the verdict is “healthy”")


def test_the_keyboard_stays_where_a_scenario_was_tried_and_discarded(feature, edda, open_page):
    page = open_page(edda)
    page.goto(part_url(feature, "scenarios"))
    new = scenarios(page).locator("summary", has_text="Try a number as a scenario")
    new.press("Enter")
    scenarios(page).get_by_role("button", name="Try it").press("Enter")
    expect(scenarios(page).get_by_label("Number")).to_be_focused()
    scenarios(page).get_by_label("Number").select_option(label="Price per use (now 0.05)")
    scenarios(page).get_by_label("Would be").fill("0.2")
    scenarios(page).get_by_label("Would be").press("Enter")
    expect(scenarios(page).get_by_role("link", name="Price per use 0.2")).to_be_focused()
    scenarios(page).get_by_role("button", name="Discard").press("Enter")
    expect(new).to_be_focused()


def test_without_javascript_a_number_is_tried_changed_and_discarded(feature, edda, open_page):
    page = open_page(edda, javascript=False)
    page.goto(part_url(feature, "scenarios"))
    page.get_by_text("Try a number as a scenario").click()
    scenarios(page).get_by_label("Name").fill("Dearer")
    scenarios(page).get_by_label("Number").select_option(label="Price per use (now 0.05)")
    scenarios(page).get_by_label("Would be").fill("0.2")
    scenarios(page).get_by_role("button", name="Try it").click()
    expect(scenarios(page)).to_contain_text("Dearer leaves the most per use, +$0.085")
    scenarios(page).get_by_role("link", name="Dearer").click()
    page.get_by_label("Price per use").fill("0.3")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Compare with the ledger").click()
    expect(scenarios(page)).to_contain_text("Dearer leaves the most per use, +$0.185")
    scenarios(page).get_by_role("button", name="Discard").click()
    expect(scenarios(page)).to_contain_text("Nothing has been tried yet")


def test_it_fits_every_screen_and_everybody(feature, edda, open_page):
    page = open_page(edda)
    page.goto(feature.get_absolute_url())
    page.get_by_role("button", name=TRY).first.click()
    expect(scenarios(page)).to_contain_text("leaves the most per use")
    assert_for_everybody(page)
    scenarios(page).get_by_role("listitem").get_by_role("link").click()
    expect(page.get_by_role("heading", name="What is changed")).to_be_visible()
    assert_for_everybody(page)
