"""The parts of the canvas page, as a journey names them."""

from playwright.sync_api import Locator, Page, expect

from canvas.layouts import SIX_BLOCKS

TITLES = {block.id: block.title for block in SIX_BLOCKS.blocks}


def open_canvas(page: Page, canvas) -> Page:
    """Open the canvas page and wait until its modules have taken hold."""
    page.goto(canvas.get_absolute_url())
    page.wait_for_load_state("networkidle")
    return page


def block(page: Page, block_id: str) -> Locator:
    return page.get_by_role("region", name=TITLES[block_id], exact=True)


def notes_in(page: Page, block_id: str) -> Locator:
    return block(page, block_id).get_by_role("listitem")


def card(page: Page, text: str) -> Locator:
    """The card of the note that says `text`."""
    return page.locator(".poster .note", has_text=text)


def editor(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Note text")


def announced(page: Page, sentence: str) -> None:
    """Expect the live region to say `sentence`."""
    expect(page.locator("#announcer")).to_have_text(sentence)


def tab_to(page: Page, place: Locator, most: int = 40) -> None:
    """Press Tab until `place` has the focus."""
    expect(place).to_be_attached()
    for _ in range(most):
        page.keyboard.press("Tab")
        if place.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"Tab does not lead to {place}")
