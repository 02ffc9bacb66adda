"""The parts of a feature's page, as a journey names them."""

from playwright.sync_api import expect

from tests.journeys.browser import arrive
from tests.journeys.canvas import tab_to

NOT_QUANTIFIED = "Not quantified — don’t pitch yet"
LOSES = "Loses money on every use — redesign"
FRAGILE = "Fragile — a loss on a use in 1 of"
BELOW = "Below break-even — earns per use, needs"


def verdict(page):
    """The first screen of a feature, the strip above another part of it, or the panel beside an editor."""
    return page.locator(".fsheet, .fstrip, aside.verdict")


def group(page, name):
    return page.locator(".add-line", has_text=f"Add to {name}")


def add_line(page, to, choice):
    """Add a line by keyboard and wait until the cursor stands in its first figure."""
    tab_to(page, group(page, to).locator("summary"), most=80)
    page.keyboard.press("Enter")
    item = group(page, to).get_by_role("button", name=choice)
    first = group(page, to).get_by_role("button").first
    expect(first).to_be_focused()
    while not item.evaluate("item => item === document.activeElement"):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".editor .est input").first).to_be_focused()


def choose_basis(page, name):
    page.keyboard.press("Shift+Tab")
    expect(page.locator("[name=basis]:focus")).to_have_count(1)
    page.keyboard.press("Space")
    while not page.get_by_role("radio", name=name).is_checked():
        page.keyboard.press("ArrowDown")


def done(page):
    page.keyboard.press("Control+Enter")
    expect(page.locator(".editor")).to_have_count(0)


def figure(page):
    """The field of an open editor that has the focus."""
    return page.locator(".est input:focus")


def write(page, text):
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


def line_link(page, name):
    """The name of a line in the table; the advice beside it leads to the same lines."""
    return page.get_by_role("table", name="Ledger of").get_by_role("link", name=name, exact=True)


def open_line(page, name):
    link = line_link(page, name)
    arrive(page, link)
    link.press("Enter")
    expect(page.locator(".editor :focus")).to_be_visible()
