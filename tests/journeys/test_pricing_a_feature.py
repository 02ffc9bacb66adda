"""A feature is priced in the browser: figures while one types, saves that follow, and the five verdicts."""

import re

import pytest
from playwright.sync_api import expect

from ledger.actions import lines as actions
from ledger.models import Feature, Line
from tests.factories import feature_with_lines
from tests.journeys.browser import assert_accessible, assert_for_everybody
from tests.journeys.ledger import line_link
from tests.ledger.conftest import EARNING

# What is typed as the price per use and as the fixed cost a month, and the verdict that it gives.
VERDICTS = [
    ("0.01 to 0.015", "0", "Loses money on every use — redesign"),
    ("0.01 to 0.25", "0", "Fragile — a loss on a use in 1 of"),
    ("0.25", "900", "Below break-even — earns per use, needs"),
    ("0.25", "1", "Healthy"),
    ("", "1", "Not quantified — don’t pitch yet"),
]


@pytest.fixture
def earner(canvas, olga):
    server = {"kind": "other", "label": "Server", "amount": "1", "basis": "per_month"}
    return feature_with_lines(canvas, by=olga, **{**EARNING, "lines": [*EARNING["lines"], server]})


def opened(page, name):
    """Open the editor of the line called `name`, and return its row."""
    line_link(page, name).click()
    row = page.locator(".edit-row:not([hidden])")
    expect(row.locator("form")).to_be_visible()
    return row


def cut_saves_off(route):
    return route.abort() if route.request.method == "POST" else route.fallback()


def verdict(page):
    return page.locator("[data-spoken-verdict]")


def test_each_verdict_is_reached_by_typing(open_page, edda, earner):
    page = open_page(edda)
    page.goto(earner.get_absolute_url())
    for price, fixed, words in VERDICTS:
        for name, text in (("Price per use", price), ("Server", fixed)):
            row = opened(page, name)
            row.locator("[name=amount]").fill(text)
            page.keyboard.press("Control+Enter")
            expect(row).to_have_count(0)
        expect(verdict(page)).to_contain_text(words)


def test_figures_follow_the_keys_before_anything_is_saved(open_page, edda, earner, faults):
    faults.expect("net::ERR_FAILED|htmx:sendError|htmx:afterRequest")
    page = open_page(edda)
    page.route(re.compile(r"/lines/[^/]+/$"), cut_saves_off)
    page.goto(earner.get_absolute_url())
    field = opened(page, "Price per use").locator("[name=amount]")
    field.fill("0.01")
    expect(verdict(page)).to_contain_text("Loses money on every use — redesign")
    expect(page.locator("#announcer")).to_have_text("Verdict: Loses money on every use — redesign")
    expect(field).to_be_focused()
    assert Line.objects.get(method="price_per_use").amount == "0.25"


def test_a_save_follows_and_escape_takes_it_back(open_page, edda, earner):
    page = open_page(edda)
    page.goto(earner.get_absolute_url())
    row = opened(page, "Price per use")
    row.locator("[name=amount]").fill("0.01")
    expect(row.locator("[data-save-state]")).to_have_text("Saved")
    assert Line.objects.get(method="price_per_use").amount == "0.01"
    page.keyboard.press("Escape")
    expect(verdict(page)).to_contain_text("Healthy")
    expect(line_link(page, "Price per use")).to_be_focused()
    assert Line.objects.get(method="price_per_use").amount == "0.25"


def test_what_cannot_be_read_says_so_and_is_not_saved(open_page, edda, earner):
    page = open_page(edda)
    page.goto(earner.get_absolute_url())
    row = opened(page, "Price per use")
    field = row.locator("[name=amount]")
    field.fill("5 to 2")
    expect(row).to_contain_text("the lower end is above the upper")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_value("5 to 2")
    expect(verdict(page)).to_contain_text("Healthy")
    assert_accessible(page)


def test_two_people_on_one_number_see_both(open_page, edda, olga, canvas, earner):
    page = open_page(edda)
    page.goto(earner.get_absolute_url())
    row = opened(page, "Price per use")
    line = Line.objects.get(method="price_per_use")
    actions.edit_line(canvas=canvas, line_id=line.pk, version=line.version, by=olga, amount="0.5")
    row.locator("[name=amount]").fill("0.4")
    expect(row.locator(".conflict")).to_contain_text("Olga changed this while you were editing.")
    expect(row.locator("[name=amount]")).to_have_value("0.4")
    row.get_by_role("button", name="Keep mine").click()
    expect(row).to_have_count(0)
    assert Line.objects.get(pk=line.pk).amount == "0.4"


def test_a_line_is_added_moved_and_removed_by_keyboard_alone(open_page, edda, earner, faults):
    faults.expect("^htmx:(sendAbort|afterRequest), ")  # a step that follows at once, or the end, ends what is asked for
    page = open_page(edda)
    page.goto(earner.get_absolute_url())
    page.locator("#add-cost summary").focus()
    for key in ("Enter", "End", "Enter"):
        page.keyboard.press(key)
    row = page.locator(".edit-row:not([hidden])")
    expect(row.locator("[name=amount]")).to_be_focused()
    page.keyboard.type("0.02")
    row.get_by_label("Per use").check()
    page.keyboard.press("Control+Enter")
    expect(row).to_have_count(0)
    link = line_link(page, "Other cost")
    expect(link).to_be_focused()
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("#announcer")).to_have_text("Other cost: position 2 of 3")
    page.get_by_role("button", name="Remove Other cost").focus()
    page.keyboard.press("Enter")
    expect(link).to_have_count(0)
    expect(page.locator("#toasts")).to_contain_text("Other cost removed")
    page.keyboard.press("Control+z")
    expect(link).to_have_count(1)


def test_it_fits_every_screen_and_everybody(open_page, edda, earner):
    page = open_page(edda)
    page.goto(earner.get_absolute_url())
    assert_for_everybody(page)
    opened(page, "Human review")
    assert_for_everybody(page)


def test_it_works_without_javascript(open_page, edda, earner):
    page = open_page(edda, javascript=False)
    page.goto(earner.get_absolute_url())
    line_link(page, "Price per use").click()
    page.locator("[name=amount]").fill("0.01")
    page.get_by_role("button", name="Show what it gives, without saving").click()
    expect(verdict(page)).to_contain_text("Loses money on every use — redesign")
    page.get_by_role("button", name="Done").click()
    expect(page).to_have_url(re.compile(f"{re.escape(earner.get_ledger_url())}#line-"))
    expect(verdict(page)).to_contain_text("Loses money on every use — redesign")
    assert Feature.objects.get(pk=earner.pk).version == 1
