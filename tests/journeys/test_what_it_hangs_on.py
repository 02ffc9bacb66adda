"""The one number to check next is marked where the page says what the answer hangs on; the ledger leads back to it."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from ledger.models import NextCheck
from tests.factories import feature_with_lines
from tests.journeys.browser import assert_accessible, assert_fits, each_screen
from tests.ledger.conftest import EARNING, PAID_PER_USE, REVIEW, STORAGE, TIME_SAVED
from tests.ledger.parts import part_url

UNCERTAIN = {
    **EARNING,
    "lines": [REVIEW, {**STORAGE, "amount": "0.01 to 0.02"}, TIME_SAVED, {**PAID_PER_USE, "amount": "0.2 to 0.4"}],
}


@pytest.fixture
def earner(canvas, olga):
    return feature_with_lines(canvas, by=olga, **UNCERTAIN)


def hangs_on(page):
    return page.get_by_role("figure", name="What the answer hangs on")


def row(page, name):
    return hangs_on(page).get_by_role("listitem").filter(has_text=name)


def test_the_mark_moves_from_one_number_to_another_and_comes_off(open_page, edda, canvas, earner):
    page = open_page(edda)
    page.goto(part_url(earner, "risk"))
    expect(hangs_on(page)).to_contain_text("Price per use matters most")
    row(page, "Price per use").get_by_role("button", name="Check next").press("Enter")
    expect(row(page, "Price per use")).to_contain_text("Next to check")
    row(page, "Storage").get_by_role("button", name="Check next").press("Enter")
    expect(row(page, "Storage")).to_contain_text("Next to check")
    expect(row(page, "Price per use")).not_to_contain_text("Next to check")
    page.goto(reverse("ledger:page", args=[canvas.pk]))
    page.locator(".next-check").get_by_role("link").click()
    page.get_by_role("link", name="See what it hangs on").click()
    row(page, "Storage").get_by_role("button", name="Take off").press("Enter")
    expect(hangs_on(page)).not_to_contain_text("Next to check")
    assert not NextCheck.objects.exists()


def test_without_javascript_a_number_is_marked_too(open_page, edda, earner):
    page = open_page(edda, javascript=False)
    page.goto(part_url(earner, "risk"))
    row(page, "Price per use").get_by_role("button", name="Check next").click()
    expect(row(page, "Price per use")).to_contain_text("Next to check")


def test_a_viewer_reads_it_and_marks_nothing(open_page, victor, earner):
    page = open_page(victor)
    page.goto(part_url(earner, "risk"))
    hangs_on(page).get_by_text("The figures behind it").click()
    expect(hangs_on(page).get_by_role("row", name="Price per use")).to_be_visible()
    expect(hangs_on(page).get_by_role("button", name="Check next")).to_have_count(0)


def test_it_fits_every_screen_and_everybody(open_page, edda, earner):
    page = open_page(edda)
    page.goto(part_url(earner, "risk"))
    row(page, "Price per use").get_by_role("button", name="Check next").click()
    expect(row(page, "Price per use")).to_contain_text("Next to check")
    hangs_on(page).get_by_text("The figures behind it").click()
    for _ in each_screen(page):
        assert_fits(page)
        assert_accessible(page)
        bars = page.locator(".tornado-drawing").bounding_box()
        mark = hangs_on(page).locator(".tornado-rows .chip").bounding_box()
        assert mark["x"] + mark["width"] <= bars["x"] or mark["x"] >= bars["x"] + bars["width"]
