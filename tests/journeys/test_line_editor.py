"""The editor of a line in the browser: a line with a basis, a line given up, a number on its way."""

import pytest
from playwright.sync_api import expect

from ledger.actions.lines import edit_line
from ledger.models import Line
from tests.factories import feature_with_lines
from tests.journeys.test_pricing_a_feature import opened
from tests.ledger.conftest import EARNING


@pytest.fixture(autouse=True)
def previews_may_be_overtaken(faults):
    """A preview that a newer one overtakes is given up on purpose; htmx calls that an error."""
    faults.expect("^htmx:(sendAbort|afterRequest), ")


@pytest.fixture
def earner(canvas, olga):
    return feature_with_lines(canvas, by=olga, **EARNING)


def added(page, name):
    page.locator("#add-cost summary").click()
    page.locator("#add-cost").get_by_role("button", name=name).click()
    row = page.locator(".edit-row:not([hidden])")
    expect(row.locator("form")).to_be_visible()
    return row


def test_a_line_with_a_basis_is_added_and_saved_and_saved_again(open_page, edda, earner):
    page = open_page(edda)
    page.goto(earner.get_absolute_url())
    for name, basis in (("Data acquisition", "Per use"), ("Other cost", "Per month")):
        row = added(page, name)
        row.get_by_label("Label").fill(name)
        row.get_by_label(basis).check()
        row.locator("[name=amount]").fill("2")
        page.keyboard.press("Control+Enter")
        expect(row).to_have_count(0)
        row = opened(page, name)
        row.locator("[name=amount]").fill("3")
        page.keyboard.press("Control+Enter")
        expect(row).to_have_count(0)
    typed = Line.objects.filter(amount="3").values_list("kind", "basis")
    assert set(typed) == {("data_acquisition", "per_use"), ("other", "per_month")}


def test_a_line_that_was_just_added_goes_again_with_escape_or_cancel(open_page, edda, earner):
    page = open_page(edda)
    page.goto(earner.get_absolute_url())
    for give_up in (
        lambda row: page.keyboard.press("Escape"),
        lambda row: row.get_by_role("button", name="Cancel").click(),
    ):
        row = added(page, "Inference")
        give_up(row)
        expect(row).to_have_count(0)
        expect(page.get_by_role("link", name="Inference", exact=True)).to_have_count(0)
        assert not Line.objects.filter(kind="inference").exists()


def test_a_number_on_its_way_is_no_mistake_until_the_field_is_left(open_page, edda, earner):
    page = open_page(edda)
    page.goto(earner.get_absolute_url())
    row = opened(page, "Price per use")
    amount = row.locator("[name=amount]")
    with page.expect_response(lambda response: response.status == 422):
        amount.fill("8k t")
    expect(row.locator(".fld-err")).to_be_hidden()
    expect(amount).not_to_have_attribute("aria-invalid", "true")
    amount.press("Tab")
    expect(row.locator(".fld-err")).to_be_visible()
    expect(amount).to_have_attribute("aria-invalid", "true")


def test_an_editor_that_closes_gives_the_focus_back_to_what_opened_it(open_page, edda, olga, canvas, earner):
    page = open_page(edda)
    page.goto(earner.get_absolute_url())
    link = page.get_by_role("link", name="Price per use", exact=True).first
    opened(page, "Price per use").get_by_role("button", name="Done").click()
    expect(link).to_be_focused()
    row = opened(page, "Price per use")
    price = earner.lines.get(kind="monetization")
    edit_line(canvas=canvas, line_id=price.pk, version=price.version, amount="0.3", by=olga)
    row.locator("[name=amount]").fill("0.4")
    expect(row.get_by_role("alert").filter(has_text="Olga changed this while you were editing.")).to_be_visible()
    expect(row.locator("[name=amount]")).to_be_focused()
    row.get_by_role("button", name="Keep mine").click()
    expect(link).to_be_focused()
