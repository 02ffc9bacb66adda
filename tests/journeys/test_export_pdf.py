"""From the canvas to the paper."""

import pypdf
import pytest
from playwright.sync_api import expect

from exports import actions
from exports.press.pressroom import Busy
from tests.journeys.browser import assert_accessible

# Points: 72 to an inch.
SIZES = {"A4": (842, 595), "A3": (1191, 842), "Letter": (792, 612)}


def test_by_keyboard_a_paper_is_chosen_and_the_pdf_downloaded(canvas, note, victor, open_page):
    page = open_page(victor)
    page.goto(canvas.get_absolute_url())
    page.get_by_role("link", name="Export PDF").press("Enter")
    dialog = page.get_by_role("dialog", name="Export as PDF")
    expect(dialog.get_by_label("A4 landscape")).to_be_checked()
    assert_accessible(page)
    dialog.get_by_label("A4 landscape").press("ArrowDown")
    with page.expect_download(timeout=90_000) as download:
        dialog.get_by_role("button", name="Download PDF").press("Enter")
    expect(dialog.get_by_role("status")).to_have_text("Downloaded.")
    assert download.value.suggested_filename == "Tandem Meetings.pdf"
    sheet = pypdf.PdfReader(download.value.path()).pages[0]
    assert "Music lovers" in sheet.extract_text()
    assert float(sheet.mediabox.height) == pytest.approx(842, abs=1)
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Export PDF")).to_be_focused()


def test_what_prevents_it_is_said_where_it_was_asked(canvas, victor, open_page, monkeypatch, faults):
    def refuse(*args, **kwargs):
        raise Busy

    faults.expect("503")
    page = open_page(victor)
    page.goto(canvas.get_absolute_url())
    monkeypatch.setattr(actions.press, "print", refuse)
    page.get_by_role("link", name="Export PDF").click()
    button = page.get_by_role("button", name="Download PDF")
    button.click()
    expect(page.get_by_role("dialog").get_by_role("status")).to_have_text(str(Busy()))
    expect(button).not_to_have_attribute("aria-busy", "true")


@pytest.mark.parametrize("width", [1440, 390])
def test_without_javascript_it_takes_one_page_more(canvas, victor, open_page, width):
    page = open_page(victor, width=width, javascript=False)
    page.goto(canvas.get_absolute_url())
    page.get_by_role("link", name="Export PDF").click()
    page.get_by_label("A3 portrait").check()
    with page.expect_download(timeout=90_000) as download:
        page.get_by_role("button", name="Download PDF").click()
    assert float(pypdf.PdfReader(download.value.path()).pages[0].mediabox.height) == pytest.approx(1191, abs=1)


def test_each_paper_is_downloaded_and_the_button_says_how_it_goes(canvas, note, victor, open_page):
    page = open_page(victor)
    page.goto(canvas.get_absolute_url())
    page.get_by_role("link", name="Export PDF").click()
    dialog = page.get_by_role("dialog", name="Export as PDF")
    papers = dialog.get_by_role("radio")
    expect(papers).to_have_count(2 * len(SIZES))
    held = []
    page.route("**/canvas.pdf*", lambda route: held.append(route))
    for paper in papers.all():
        paper.check()
        with page.expect_request("**/canvas.pdf*"):
            dialog.locator("[data-export-form] [type=submit]").click()
        expect(dialog.get_by_role("button", name="Making the PDF…")).to_have_attribute("aria-busy", "true")
        with page.expect_download(timeout=90_000) as download:
            held.pop().continue_()
        expect(dialog.get_by_role("button", name="Download PDF")).not_to_have_attribute("aria-busy", "true")
        box = pypdf.PdfReader(download.value.path()).pages[0].mediabox
        size, turned = paper.locator("xpath=..").inner_text().split()
        long, short = SIZES[size]
        expected = (long, short) if turned == "landscape" else (short, long)
        assert (float(box.width), float(box.height)) == pytest.approx(expected, abs=1)
