"""A losing feature is brought to healthy by what its own page advises, and by nothing else."""

import re

import pytest
from playwright.sync_api import expect

from economics import number_text
from economics.numbers import Number
from ledger.actions.limits import set_limit
from ledger.models import Limit
from tests.factories import feature_with_lines
from tests.journeys.browser import assert_accessible, assert_for_everybody
from tests.journeys.canvas import announced
from tests.journeys.ledger import done, write
from tests.ledger.conftest import LOSING, PAID_PER_USE, REVIEW, STORAGE, TIME_SAVED

JUDGED_LATER = "These are the saved figures; it is judged anew when you are done."
SAVED_ONLY = "These are the saved figures; they follow when you are done."


@pytest.fixture(autouse=True)
def previews_may_be_overtaken(faults):
    """A preview that a newer one overtakes is given up on purpose; htmx calls that an error."""
    faults.expect("^htmx:(sendAbort|afterRequest), ")


UNCERTAIN = {
    **LOSING,
    "name": "Unsure",
    "active_users": "80 to 150",
    "lines": [
        {**REVIEW, "share_reviewed": "2% to 5%"},
        {**STORAGE, "amount": "0.05 to 0.15"},
        TIME_SAVED,
        {**PAID_PER_USE, "amount": "0.03 to 0.08"},
    ],
}


# As uncertain as that, but nearly healthy: several numbers could each do the rest.
NEARLY = {
    **UNCERTAIN,
    "lines": [
        {**REVIEW, "share_reviewed": "2% to 5%"},
        {**STORAGE, "amount": "0.02 to 0.03"},
        TIME_SAVED,
        {**PAID_PER_USE, "amount": "0.07 to 0.13"},
    ],
}


def follow(page, link, text):
    """Open the editor that an advice leads to, type what it says there, and close it."""
    words = link.inner_text()
    link.click()
    label = words.partition(": ")[2] or words
    field = page.locator(".editor").get_by_label(label)
    expect(field).to_be_visible()
    field.focus()
    write(page, text)
    page.keyboard.press("Tab")
    page.locator(".editor").get_by_role("button", name="Done").click()
    expect(page.locator(".editor")).to_have_count(0)


def test_a_thing_to_do_is_enough_where_it_says_so(open_page, canvas, olga):
    feature = feature_with_lines(canvas, by=olga, **NEARLY)
    page = open_page(olga)
    page.goto(feature.get_absolute_url())
    moves = page.get_by_role("region", name="Three things to do")
    expect(moves).to_contain_text("Each alone makes it healthy.")
    first = moves.get_by_role("listitem").first
    follow(page, first.get_by_role("link"), first.locator(".chg b").inner_text())
    expect(page.locator("[data-spoken-verdict]")).to_have_text("Healthy")
    expect(moves).not_to_contain_text("Each alone makes it healthy.")


def test_the_plan_is_tried_with_one_click_and_taken_into_the_ledger_without_javascript(open_page, canvas, olga):
    feature = feature_with_lines(canvas, by=olga, **UNCERTAIN)
    page = open_page(olga, javascript=False)
    page.goto(feature.get_absolute_url())
    expect(page.locator(".plan")).to_contain_text("moves make it healthy:")
    page.locator(".plan").get_by_role("button", name=re.compile("as a scenario$")).click()
    expect(page.get_by_role("region", name="Scenarios", exact=True)).to_contain_text("Healthy")
    page.get_by_role("button", name=re.compile("^Take into the ledger")).click()
    page.goto(feature.get_absolute_url())
    expect(page.locator("[data-spoken-verdict]")).to_have_text("Healthy")


def test_the_levers_wait_while_one_types_and_follow_when_one_is_done(open_page, canvas, olga):
    feature = feature_with_lines(canvas, by=olga, **LOSING)
    page = open_page(olga)
    page.goto(feature.get_absolute_url())
    gate = page.get_by_role("region", name="Before it may be pitched")
    expect(page.get_by_text(SAVED_ONLY)).to_be_hidden()
    expect(gate.get_by_text(JUDGED_LATER)).to_be_hidden()
    page.locator(".move", has_text="Price per use").get_by_role("link").click()
    expect(page.locator(".editor")).to_be_visible()
    write(page, number_text(0.2))
    expect(page.get_by_text(SAVED_ONLY)).to_be_visible()
    expect(gate).to_contain_text(JUDGED_LATER)
    done(page)
    expect(page.get_by_role("heading", name="Nothing to do")).to_be_visible()
    expect(page.get_by_text(SAVED_ONLY)).to_be_hidden()


def test_a_number_that_can_not_change_is_set_aside_and_freed_by_keyboard(open_page, canvas, olga):
    feature = feature_with_lines(canvas, by=olga, **LOSING)
    page = open_page(olga)
    page.goto(feature.get_absolute_url())
    page.get_by_text("Every number that can be changed", exact=True).click()
    levers = page.locator(".levers-data tr")
    expect(levers.filter(has_text="Price per use")).to_have_count(1)
    page.get_by_role("link", name=re.compile("^Limit Price per use")).press("Enter")
    panel = page.get_by_role("dialog", name="Price per use")
    expect(panel.get_by_label("At least")).to_be_focused()
    assert_accessible(page)
    panel.get_by_role("button", name="It can’t change").press("Enter")
    expect(panel).to_be_hidden()
    announced(page, "Price per use: can’t change")
    expect(levers.filter(has_text="Price per use")).to_have_count(0)
    listed = page.get_by_role("region", name="What can’t change")
    expect(listed).to_contain_text("Price per use can’t change")
    expect(listed.get_by_role("link", name="Change the limit of Price per use")).to_be_focused()
    assert_accessible(page)
    listed.get_by_role("button", name="Remove the limit of Price per use").press("Enter")
    expect(levers.filter(has_text="Price per use")).to_have_count(1)
    expect(page.get_by_role("link", name="Say what can’t change")).to_be_focused()
    page.keyboard.press("Control+z")
    expect(listed).to_contain_text("Price per use can’t change")


def test_the_focus_stays_among_the_limits_when_one_goes_whose_number_is_no_lever(open_page, canvas, olga):
    feature = feature_with_lines(canvas, by=olga, **LOSING)
    for number in ("usage:active_users", "usage:uses_per_user_per_month"):
        set_limit(canvas=canvas, feature_id=feature.pk, number=Number.parse(number), fixed=True, by=olga)
    page = open_page(olga)
    page.goto(feature.get_absolute_url())
    listed = page.get_by_role("region", name="What can’t change")
    removals = listed.get_by_role("button", name="Remove the limit of")
    for left in (1, 0):
        removals.first.press("Enter")
        expect(removals).to_have_count(left)
        expect(listed.get_by_role("link", name="Say what can’t change")).to_be_focused()


def test_a_limit_is_said_and_taken_away_without_javascript(open_page, canvas, olga):
    feature = feature_with_lines(canvas, by=olga, **LOSING)
    page = open_page(olga, javascript=False)
    page.goto(feature.get_absolute_url())
    page.get_by_role("link", name="Say what can’t change").click()
    page.get_by_role("link", name="Price per use", exact=True).click()
    page.get_by_label("At most").fill("0.01")
    page.get_by_label("At least").fill("0.02")
    page.get_by_role("button", name="Keep it there").click()
    expect(page.get_by_text("the least is above the most")).to_be_visible()
    page.get_by_label("At least").fill("")
    page.get_by_role("button", name="Keep it there").click()
    expect(page.get_by_role("region", name="What can’t change")).to_contain_text("Price per use at most $0.01")
    assert Limit.objects.get().most == "0.01"
    page.get_by_role("button", name="Remove the limit of Price per use").click()
    expect(page.get_by_role("region", name="What can’t change")).to_contain_text("Every number may change")


def test_the_levers_are_for_everybody(open_page, canvas, olga):
    feature = feature_with_lines(canvas, by=olga, **UNCERTAIN)
    page = open_page(olga)
    page.goto(feature.get_absolute_url())
    for summary in page.locator(".moves summary").all():
        summary.click()
    assert_for_everybody(page)
    page.get_by_role("link", name="Say what can’t change").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert_for_everybody(page)
