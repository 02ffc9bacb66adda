"""A feature that loses money is given a cheaper model in the browser, from its page and from the page of all models."""

import re

import pytest
from playwright.sync_api import expect

from ledger.models import Line
from tests.factories import feature_with_lines
from tests.journeys.browser import arrive, assert_for_everybody
from tests.journeys.ledger import LOSES, verdict
from tests.ledger.conftest import EARNING
from tests.ledger.parts import part_url
from tests.ledger.views.test_swaps import OWN_LINE, loaded


@pytest.fixture
def loser(canvas, olga):
    """A feature whose inference costs $0.30 a use at prices of its own."""
    loaded()
    return feature_with_lines(canvas, by=olga, **{**EARNING, "lines": [*EARNING["lines"], OWN_LINE]})


def section(page):
    return page.get_by_role("region", name="Another model")


def opened(page, loser):
    """The section, scrolled to, once it has found what the models do."""
    page.goto(part_url(loser, "models"))
    section(page).scroll_into_view_if_needed()
    expect(section(page)).to_contain_text("Openai Mini would cut inference from $0.300 to $0.0011 per use")
    return section(page)


def models(page):
    return page.locator("#swaps tbody th .strong")


def test_the_section_finds_a_model_and_using_it_mends_the_feature_until_undone(open_page, edda, loser):
    page = open_page(edda)
    found = opened(page, loser)
    expect(verdict(page)).to_contain_text(LOSES)
    found.get_by_role("button", name="Use Mini for Summarise").click()
    expect(verdict(page)).to_contain_text("Healthy")
    expect(verdict(page)).to_contain_text("+$0.224")
    section(page).scroll_into_view_if_needed()
    expect(section(page).locator(".present")).to_contain_text("Openai Mini in use now")
    toast = page.locator("#toasts")
    expect(toast).to_contain_text("Summarise uses Openai Mini now. Contribution per use: −$0.075 → +$0.224")
    toast.get_by_role("button", name="Undo").click()
    expect(verdict(page)).to_contain_text(LOSES)
    section(page).scroll_into_view_if_needed()
    expect(section(page).locator(".present")).to_contain_text("Your own prices")


def test_the_page_of_all_models_is_filtered_and_its_address_keeps_that(open_page, edda, loser):
    page = open_page(edda)
    opened(page, loser).get_by_role("link", name="All models for Summarise").click()
    expect(models(page)).to_have_text(["Mini", "Medium", "Grand", "Your own prices"])
    arrive(page, page.get_by_label("Provider"))
    page.get_by_label("Provider").focus()
    page.get_by_label("Provider").select_option("Mistral")
    expect(models(page)).to_have_text(["Medium", "Your own prices"])
    expect(page.get_by_label("Provider")).to_be_focused()
    expect(page).to_have_url(re.compile("provider=mistral"))
    page.reload()
    expect(models(page)).to_have_text(["Medium", "Your own prices"])
    page.get_by_label("Those that can’t do the same, too").check()
    expect(models(page)).to_have_text(["Medium", "Your own prices", "Secret"])
    page.get_by_role("button", name="Use Medium for Summarise").click()
    expect(page).to_have_url(re.compile("#line-"))
    expect(verdict(page)).to_contain_text("Healthy")
    assert Line.objects.get(kind="inference").model == "medium"


def test_who_reads_compares_and_changes_nothing(open_page, victor, loser):
    page = open_page(victor)
    found = opened(page, loser)
    expect(found.get_by_role("button", name="Use")).to_have_count(0)
    expect(found.locator(".present")).to_contain_text("Your own prices")


def test_without_javascript_a_link_leads_to_the_models_and_one_is_used(open_page, edda, loser):
    page = open_page(edda, javascript=False)
    page.goto(part_url(loser, "models"))
    page.get_by_role("link", name="Compare models for Summarise").click()
    page.get_by_label("Model", exact=True).fill("mini")
    page.get_by_role("button", name="Show").click()
    expect(models(page)).to_have_text(["Mini", "Your own prices"])
    page.get_by_role("button", name="Use Mini for Summarise").click()
    expect(verdict(page)).to_contain_text("Healthy")
    page.get_by_role("button", name="Undo").click()
    page.goto(part_url(loser, "models"))
    expect(verdict(page)).to_contain_text(LOSES)


def test_it_fits_every_screen_and_everybody(open_page, edda, loser):
    page = open_page(edda)
    opened(page, loser)
    assert_for_everybody(page)
    page.get_by_role("link", name="All models for Summarise").click()
    expect(models(page)).to_have_count(4)
    assert_for_everybody(page)
