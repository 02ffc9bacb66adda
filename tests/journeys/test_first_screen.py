"""The first screen of a feature ends above the fold; the rest is a link away, remembered, without a script."""

import pytest
from playwright.sync_api import expect

from tests.factories import feature_with_lines
from tests.journeys.browser import assert_accessible, assert_fits
from tests.journeys.canvas import tab_to
from tests.journeys.ledger import verdict
from tests.ledger.conftest import EARNING, LOSING, PAID_PER_USE, REVIEW, STORAGE, TIME_SAVED
from tests.ledger.parts import part_url

SERVER = {"kind": "other", "label": "Server", "amount": "400", "basis": "per_month"}
UNSURE = {**PAID_PER_USE, "amount": "0.01 to 0.25"}
SPREAD = {"active_users": "80 to 150", "uses_per_user_per_month": "8 to 12"}
USE = "One use is one meeting written up: decisions, owners and dates, sent before the room empties."
VERDICTS = {
    "Healthy": {"lines": [REVIEW, STORAGE, TIME_SAVED, {**PAID_PER_USE, "amount": "0.8 to 1.4"}, SERVER], **SPREAD},
    "Fragile": {"lines": [REVIEW, STORAGE, TIME_SAVED, UNSURE], **SPREAD},
    "Below break-even": {"lines": [REVIEW, STORAGE, TIME_SAVED, PAID_PER_USE, SERVER], **SPREAD},
    "Loses money on every use": {"lines": LOSING["lines"], **SPREAD},
    "Not quantified": {"lines": [REVIEW, STORAGE]},
}
# What stands on the first screen, in the order in which it is read.
ORDER = (".f-name", ".f-why", ".f-sum", ".f-even", ".moves", ".next", ".pitch")


@pytest.fixture
def feature(canvas, olga):
    return feature_with_lines(canvas, by=olga, **{**EARNING, **VERDICTS["Fragile"]})


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)], ids=["desk", "phone"])
def test_all_of_it_ends_above_the_fold_in_every_verdict(open_page, canvas, olga, size):
    page = open_page(olga)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    for said, fields in VERDICTS.items():
        made = feature_with_lines(canvas, by=olga, **{**EARNING, "name": said, "description": USE, **fields})
        page.goto(part_url(made, "ledger"))
        expect(page.locator("[data-spoken-verdict]")).to_contain_text(said)
        pitch = page.get_by_role("region", name="May it be pitched?")
        expect(pitch).to_be_visible()
        box = pitch.bounding_box()
        assert box["y"] + box["height"] <= size[1], said
        assert_fits(page)


def test_it_is_read_in_the_order_in_which_it_stands(open_page, olga, feature):
    page = open_page(olga)
    page.goto(feature.get_absolute_url())
    order = page.evaluate(
        "names => names.map(name => [...document.querySelectorAll('*')].indexOf(document.querySelector(name)))", ORDER
    )
    assert -1 not in order
    assert order == sorted(order)
    assert_accessible(page)


def test_the_parts_are_reached_by_keyboard_and_the_last_one_is_where_it_opens_again(open_page, olga, canvas, feature):
    page = open_page(olga)
    page.goto(feature.get_absolute_url())
    parts = page.get_by_role("navigation", name="Parts of this feature")
    tab_to(page, parts.get_by_role("link", name="Risk"), most=60)
    page.keyboard.press("Enter")
    expect(page.get_by_role("figure", name="What the answer hangs on")).to_be_visible()
    expect(verdict(page)).to_contain_text("contribution per use")
    expect(parts.get_by_role("link", name="Risk")).to_have_attribute("aria-current", "page")
    page.goto(f"{canvas.get_absolute_url()}ledger/")
    page.get_by_role("link", name=feature.name, exact=True).first.click()
    expect(page.get_by_role("figure", name="What the answer hangs on")).to_be_visible()


def test_without_javascript_every_part_is_a_page_and_all_of_them_are_one(open_page, olga, feature):
    page = open_page(olga, javascript=False)
    page.goto(feature.get_absolute_url())
    parts = page.get_by_role("navigation", name="Parts of this feature")
    for part, sign in (("Scale", "At scale"), ("Scenarios", "Scenarios"), ("Ledger", "May it be pitched?")):
        parts.get_by_role("link", name=part).click()
        expect(page.get_by_role("heading", name=sign).first).to_be_visible()
    page.get_by_role("link", name="All parts on one page").click()
    for sign in ("May it be pitched?", "Chance of a loss", "At scale", "Scenarios"):
        expect(page.get_by_role("heading", name=sign).first).to_be_visible()
