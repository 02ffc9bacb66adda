"""The canvas page on paper, printed by the browser itself."""

import io

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.factories import canvas_with_notes
from tests.journeys.canvas import open_canvas


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_printed_canvas_has_all_notes_and_no_controls(open_page, workspace, olga, scheme):
    canvas = canvas_with_notes(workspace=workspace, by=olga, count=30, segments=2)
    page = open_canvas(open_page(olga, scheme=scheme), canvas)
    page.emulate_media(media="print", color_scheme=scheme)
    hidden = page.locator(".poster .note-text").filter(visible=False)
    expect(hidden).to_have_count(0)
    controls = ".bar-end, .tabs, .block-add, .grip, .statement-edit, .ghost, .foot .keys, .foot .link, .switch"
    seen = page.evaluate(
        "found => [...document.querySelectorAll(found)].filter((one) => one.checkVisibility()).map((one) => one.id)",
        controls,
    )
    assert seen == []
    expect(page.locator(".poster .note-text")).to_have_count(30)
    ink, paper = page.evaluate(
        """() => [document.querySelector(".note-text"), document.body].map((element, n) => {
          const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
          const style = getComputedStyle(element);
          canvas.fillStyle = n ? style.backgroundColor : style.color;
          canvas.fillRect(0, 0, 1, 1);
          return [...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)].reduce((sum, value) => sum + value);
        })"""
    )
    assert ink < 200
    assert paper == 0 or paper > 700


def test_the_ledger_is_printed_beside_the_poster(open_page, workspace, olga):
    canvas = canvas_with_notes(workspace=workspace, by=olga, count=12, segments=2)
    page = open_canvas(open_page(olga), canvas)
    pages = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert len(pages) == 1
    printed = pages[0].extract_text()
    assert "Revenue Streams" in printed
    assert "No features priced yet." in printed
    assert "Edit segments" not in printed
