"""A cost is shared and a model priced anew in the browser: figures at once, undo, and a way from a sum to its lines."""

import re
from datetime import date
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from ledger.actions.prices import reprice
from ledger.actions.shares import share_cost
from ledger.models import CostShare
from tests.factories import feature_with_lines
from tests.journeys.browser import assert_accessible, assert_for_everybody
from tests.journeys.ledger import verdict
from tests.ledger.conftest import EARNING, MODEL_LINE, priced
from tests.ledger.parts import part_url


@pytest.fixture
def earner(canvas, olga):
    """A feature whose model was priced before it became cheaper, beside one that could bear some of its costs."""
    priced(input="60", later=(date(2026, 6, 1), "3"))
    earner = feature_with_lines(canvas, by=olga, **{**EARNING, "lines": [*EARNING["lines"], MODEL_LINE]})
    reprice(canvas=canvas, feature_id=earner.pk, on=date(2026, 5, 3), by=olga)
    feature_with_lines(canvas, by=olga, **{**EARNING, "name": "Smart reply"})
    return earner


def shares_of(page):
    return page.get_by_role("link", name="Share Storage with other features")


def test_a_cost_is_shared_where_it_stands_and_taken_back(open_page, edda, earner):
    page = open_page(edda)
    page.goto(earner.get_absolute_url())
    shares_of(page).focus()
    page.keyboard.press("Enter")
    field = page.get_by_label("Smart reply")
    expect(field).to_be_focused()
    page.keyboard.type("40")
    expect(page.locator(".shares-rest")).to_contain_text("60% remains with Earner")
    expect(page.locator(".sharing")).to_contain_text("60% borne here; 40% by Smart reply")
    page.keyboard.press("Control+Enter")
    expect(field).to_have_count(0)
    expect(shares_of(page)).to_be_focused()
    assert CostShare.objects.get().percent == 40
    page.keyboard.press("Control+z")
    expect(page.locator(".sharing")).to_have_count(0)
    assert not CostShare.objects.exists()


def test_too_much_says_so_and_keeps_what_was_typed(open_page, edda, earner):
    page = open_page(edda)
    page.goto(earner.get_absolute_url())
    shares_of(page).click()
    field = page.get_by_label("Smart reply")
    field.fill("400")
    expect(page.locator(".percent")).to_contain_text("Type a percentage from 0 to 100")
    expect(field).to_have_value("400")
    assert_accessible(page)
    page.keyboard.press("Escape")
    expect(field).to_have_count(0)
    assert not CostShare.objects.exists()


def test_a_model_is_priced_anew_and_the_toast_undoes_it(open_page, edda, earner):
    page = open_page(edda)
    page.goto(earner.get_absolute_url())
    expect(verdict(page)).to_contain_text("+$0.164")
    notice = page.get_by_role("note", name="Model prices have moved")
    expect(notice).to_contain_text("Acme Large: input $60.00 → $3.00 per million (−95%).")
    notice.get_by_role("button", name="Re-price as of today").click()
    expect(verdict(page)).to_contain_text("+$0.221")
    expect(notice).to_have_count(0)
    toast = page.locator("#toasts")
    expect(toast).to_contain_text("Contribution per use: +$0.164 → +$0.221")
    toast.get_by_role("button", name="Undo").click()
    expect(verdict(page)).to_contain_text("+$0.164")


def test_without_javascript_a_day_is_priced_and_a_cost_shared(open_page, edda, earner):
    page = open_page(edda, javascript=False)
    page.goto(part_url(earner, "models"))
    page.get_by_label("Re-price as of").fill("2026-06-01")
    page.get_by_role("button", name="Re-price as of that day").click()
    expect(page).to_have_url(re.compile("#prices-"))
    expect(verdict(page)).to_contain_text("+$0.221")
    page.goto(part_url(earner, "ledger"))
    shares_of(page).click()
    page.get_by_label("Smart reply").fill("40")
    page.get_by_role("button", name="Done").click()
    expect(page.locator(".sharing")).to_contain_text("60% borne here; 40% by Smart reply")


def test_a_total_leads_to_its_lines_and_on_to_one_of_them(open_page, victor, canvas, earner):
    page = open_page(victor)
    page.goto(canvas.get_absolute_url())
    page.locator("#total-cost_structure").click()
    expect(page).to_have_url(re.compile("/ledger/totals/#costs$"))
    costs = page.get_by_role("region", name="Cost a month")
    costs.get_by_role("link", name="Storage").first.click()
    expect(page).to_have_url(re.compile("#line-"))


def test_it_fits_every_screen_and_everybody(open_page, edda, olga, canvas, earner):
    line, other = earner.lines.get(label="Storage"), canvas.features.get(name="Smart reply")
    share_cost(canvas=canvas, line_id=line.pk, version=1, percents={other.pk: Decimal("12.5")}, by=olga)
    page = open_page(edda)
    for where in (other.get_absolute_url(), f"{canvas.get_absolute_url()}ledger/totals/", earner.get_absolute_url()):
        page.goto(where)
        assert_for_everybody(page)
    shares_of(page).click()
    expect(page.locator(".shares-rest")).to_be_visible()
    assert_for_everybody(page)
