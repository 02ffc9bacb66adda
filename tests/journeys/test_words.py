"""A word of the ledger is explained where it stands, by keyboard, on a phone, and without JavaScript."""

import pytest
from playwright.sync_api import expect

from ledger.pages.terms import TERMS
from tests.factories import feature_with_lines
from tests.journeys.browser import assert_accessible, assert_fits
from tests.ledger.conftest import EARNING

MEANING = TERMS["margin"].meaning


@pytest.fixture
def feature(canvas, olga):
    return feature_with_lines(canvas, by=olga, **EARNING)


def test_a_word_opens_by_keyboard_and_gives_the_focus_back(feature, victor, open_page):
    page = open_page(victor)
    page.goto(feature.get_absolute_url())
    word = page.get_by_role("button", name="Margin", exact=True).first
    word.press("Enter")
    expect(page.get_by_text(MEANING)).to_be_visible()
    assert_accessible(page)
    page.keyboard.press("Escape")
    expect(page.get_by_text(MEANING)).to_be_hidden()
    expect(word).to_be_focused()


def test_on_a_phone_without_javascript_it_is_a_sheet_from_below_that_leads_to_all_words(feature, victor, open_page):
    page = open_page(victor, width=390, javascript=False, touch=True, mobile=True)
    page.goto(feature.get_absolute_url())
    page.get_by_role("button", name="Margin", exact=True).first.tap()
    sheet = page.locator("#word-margin")
    expect(sheet).to_be_visible()
    box = sheet.bounding_box()
    assert box["width"] == 390
    assert box["y"] + box["height"] == pytest.approx(page.viewport_size["height"], abs=1)
    sheet.get_by_role("link", name="All words").tap()
    expect(page.get_by_role("heading", level=1, name="The words of the ledger")).to_be_visible()
    expect(page.locator(".word:target")).to_contain_text(MEANING)
    page.get_by_label("Find a word").fill("churn")
    page.get_by_label("Find a word").press("Enter")
    expect(page.locator(".word")).to_have_count(1)
    assert_fits(page)
