"""From an empty workspace to a first verdict, as the product promises it: counted, timed, and without a script, too."""

import re
import time

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from tests.journeys.browser import assert_for_everybody

MOST_CLICKS, MOST_FIELDS, PROMISED_SECONDS = 15, 8, 300
TYPED = {
    "How many people use it?": "2k to 5k",
    "How often does each use it?": "8 to 20",
    "How much time does a use save?": "10 to 20",
    "What does the plan cost?": "12",
    "How many pay because of it?": "3% to 8%",
}


@pytest.fixture
def prices(transactional_db):
    call_command("load_prices", verbosity=0)


class Counted:
    """A person at a page, who counts what it takes: a press of Enter is a click, a filled field a field."""

    def __init__(self, page):
        self.page, self.clicks, self.fields = page, 0, 0

    def click(self, role, name):
        self.page.get_by_role(role, name=name, exact=True).click()
        self.clicks += 1

    def fill(self, label, text):
        self.page.get_by_role("textbox", name=label).fill(text)
        self.fields += 1
        self.clicks += 1

    def enter(self):
        self.page.keyboard.press("Enter")
        self.clicks += 1


def test_a_fresh_workspace_leads_to_a_verdict_within_what_is_promised(open_page, olga, workspace, prices):
    page = open_page(olga)
    page.goto(workspace.get_absolute_url())
    started, person = time.monotonic(), Counted(page)
    person.fill("Product", "Tandem Meetings")
    person.click("button", "Make the canvas")
    expect(page.get_by_role("heading", level=1)).to_have_text("What does the feature do, in a few words?")
    person.fill("What the feature does", "writes up a meeting and sends who does what")
    expect(page.get_by_role("status").filter(has_text="Nearest")).to_contain_text("meeting summary")
    person.enter()
    for question, answer in TYPED.items():
        person.fill(question, answer)
    expect(page.get_by_text("3,162")).to_be_visible()
    assert_for_everybody(page)
    person.click("button", "See the verdict")
    expect(page.locator("#first-verdict .chip")).to_have_text(re.compile("Loses money|Healthy|Fragile|Below"))
    expect(page.get_by_role("list").filter(has=page.locator(".swing")).get_by_role("listitem")).to_have_count(3)
    assert time.monotonic() - started < PROMISED_SECONDS
    assert person.clicks < MOST_CLICKS
    assert person.fields < MOST_FIELDS
    assert_for_everybody(page)


def test_the_arrows_go_from_the_description_to_the_kinds_and_back(open_page, edda, canvas):
    page = open_page(edda)
    page.goto(f"{canvas.get_absolute_url()}ledger/start/")
    field = page.get_by_role("textbox", name="What the feature does")
    expect(field).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("link", name="Chat answer over documents")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("link", name="Meeting summary")).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    assert_for_everybody(page)
