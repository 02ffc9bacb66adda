"""From the canvas to the paper."""

import re

import pypdf
import pytest
from playwright.sync_api import expect

from exports import actions
from exports.press.pressroom import Busy
from tests.factories import feature_with_lines
from tests.journeys.browser import assert_accessible

# Points: 72 to an inch.
SIZES = {"A4": (842, 595), "A3": (1191, 842), "Letter": (792, 612)}
LOADED = "[...document.images].every((image) => image.complete && image.naturalWidth)"


def settled(page):
    """Wait until the pages that were asked for last are there."""
    expect(page.locator("#export-wait")).not_to_have_class(re.compile("htmx-request"), timeout=90_000)


def test_by_keyboard_parts_are_chosen_seen_and_downloaded(canvas, note, victor, edda, open_page):
    feature_with_lines(canvas, by=edda, name="Summaries", lines=[{"kind": "other", "amount": "2", "basis": "per_use"}])
    page = open_page(victor)
    page.goto(canvas.get_absolute_url())
    page.get_by_role("link", name="Export PDF").press("Enter")
    pages = page.get_by_role("region", name="The pages as they will be printed")
    expect(pages.get_by_role("img", name="Page 2 of 2")).to_be_visible(timeout=90_000)
    assert_accessible(page)
    page.get_by_role("button", name="Print “Canvas” later").press("Enter")
    expect(page.locator(".export-part label").first).to_have_text("All features")
    for part in ("All features", "Ledger"):
        page.get_by_label(part, exact=True).press("Space")
    expect(pages.get_by_role("img")).to_have_count(1, timeout=90_000)
    page.wait_for_function(LOADED)
    page.get_by_label("A4 landscape").press("ArrowDown")
    with page.expect_download(timeout=90_000) as download:
        page.get_by_role("button", name="Download PDF").press("Enter")
    expect(page.locator("[data-export-state]")).to_have_text("Downloaded.")
    assert download.value.suggested_filename == "Tandem Meetings.pdf"
    (sheet,) = pypdf.PdfReader(download.value.path()).pages
    settled(page)
    assert "Music lovers" in sheet.extract_text()
    assert float(sheet.mediabox.height) == pytest.approx(842, abs=1)


def test_what_prevents_it_is_said_where_it_was_asked(canvas, note, victor, open_page, monkeypatch, faults):
    def refuse(*args, **kwargs):
        raise Busy

    faults.expect("503")
    monkeypatch.setattr(actions.press, "print", refuse)
    page = open_page(victor)
    page.goto(canvas.get_absolute_url())
    page.get_by_role("link", name="Export PDF").click()
    expect(page.locator("#message")).to_contain_text(str(Busy()))
    button = page.get_by_role("button", name="Download PDF")
    button.click()
    expect(page.locator("[data-export-state]")).to_have_text(str(Busy()))
    expect(button).not_to_have_attribute("aria-busy", "true")


@pytest.mark.parametrize("width", [1440, 390])
def test_without_javascript_the_pages_are_seen_and_the_paper_chosen(canvas, note, victor, open_page, width):
    page = open_page(victor, width=width, javascript=False)
    page.goto(canvas.get_absolute_url())
    page.get_by_role("link", name="Export PDF").click()
    page.get_by_label("A3 portrait").check()
    page.get_by_role("button", name="Show the pages").click(timeout=90_000)
    expect(page.get_by_role("img", name="Page 1 of 1")).to_be_visible()
    expect(page.get_by_label("A3 portrait")).to_be_checked()
    with page.expect_download(timeout=90_000) as download:
        page.get_by_role("button", name="Download PDF").click()
    assert float(pypdf.PdfReader(download.value.path()).pages[0].mediabox.height) == pytest.approx(1191, abs=1)


def test_each_paper_is_downloaded_and_the_button_says_how_it_goes(canvas, note, victor, open_page):
    page = open_page(victor)
    page.goto(canvas.get_absolute_url())
    page.get_by_role("link", name="Export PDF").click()
    papers = page.get_by_role("radio")
    expect(papers).to_have_count(2 * len(SIZES))
    held = []
    page.route("**/canvas.pdf*", lambda route: held.append(route))
    for paper in papers.all():
        paper.check()
        with page.expect_request("**/canvas.pdf*"):
            page.locator("[data-export-form] .primary").click()
        expect(page.get_by_role("button", name="Making the PDF…")).to_have_attribute("aria-busy", "true")
        with page.expect_download(timeout=90_000) as download:
            held.pop().continue_()
        expect(page.get_by_role("button", name="Download PDF")).not_to_have_attribute("aria-busy", "true")
        box = pypdf.PdfReader(download.value.path()).pages[0].mediabox
        size, turned = paper.locator("xpath=..").inner_text().split()
        long, short = SIZES[size]
        expected = (long, short) if turned == "landscape" else (short, long)
        assert (float(box.width), float(box.height)) == pytest.approx(expected, abs=1)
    settled(page)
