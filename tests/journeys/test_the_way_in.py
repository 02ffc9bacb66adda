import re

import pytest
from playwright.sync_api import expect

from tests.journeys.browser import assert_accessible, assert_for_everybody


def test_the_sign_in_page_is_for_everybody(open_page):
    page = open_page()
    page.goto("/")
    expect(page).to_have_url(re.compile("/sign-in/"))
    assert_for_everybody(page)


def test_who_is_signed_in_comes_to_the_canvases(open_page, olga, workspace):
    page = open_page(olga)
    page.goto("/")
    expect(page).not_to_have_url(re.compile("/sign-in/"))
    expect(page.get_by_role("main")).to_be_visible()
    assert_accessible(page)


def test_a_complaint_of_the_browser_is_noticed(open_page, faults):
    page = open_page()
    page.goto("/sign-in/")
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), {textContent: 'x'}))")
    page.evaluate("console.error('said so')")
    page.evaluate("setTimeout(() => { throw new Error('thrown') })")
    with page.expect_event("pageerror"):
        page.evaluate("setTimeout(() => { throw new Error('thrown again') })")
    complaints = "\n".join(faults.unexpected())
    for word in ("Content Security Policy", "said so", "thrown"):
        assert word in complaints
    faults.expect("Content Security Policy|said so|thrown")


@pytest.mark.parametrize("address", ["/", "/account/", "/canvases/7f1f7b0e-5d52-4d57-9d0c-3d3c6e0a6c7e/"])
def test_no_page_is_open_to_who_is_not_signed_in(page, address):
    page.goto(address)
    expect(page).to_have_url(re.compile(r"/sign-in/\?next="))
