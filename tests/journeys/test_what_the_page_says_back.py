import pytest
from playwright.sync_api import expect

from tests.journeys.browser import assert_accessible, each_scheme

OPENED = "/account/"


@pytest.fixture
def page(open_page, olga, workspace):
    page = open_page(olga)
    page.goto(OPENED)
    return page


@pytest.fixture
def still_page(open_page, olga, workspace):
    """A page whose clock goes on only when the test says so."""
    page = open_page(olga, stopped=True)
    page.clock.install(time="2026-11-12T09:00:00Z")
    page.goto(OPENED)
    page.clock.pause_at("2026-11-12T10:00:00Z")
    return page


def ask(page, address):
    page.evaluate(
        "address => void htmx.ajax('POST', address, { target: '#main', swap: 'none' }).catch(() => {})", address
    )


def toast(page, text):
    page.evaluate(
        """text => {
          const toast = Object.assign(document.createElement("div"), { className: "toast", textContent: text });
          const close = Object.assign(document.createElement("button"), { type: "button", textContent: "Dismiss" });
          close.dataset.toastClose = "";
          toast.append(close);
          document.getElementById("toasts").append(toast);
        }""",
        text,
    )


def test_a_menu_is_worked_by_keyboard(page):
    menu = page.locator("details[data-menu]").last
    summary = menu.locator("summary")
    summary.focus()
    page.keyboard.press("Enter")
    first, last = menu.locator(".menu-items :is(a, button)").first, menu.locator(".menu-items :is(a, button)").last
    expect(first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(last).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(first).to_be_focused()
    page.keyboard.press("Escape")
    expect(summary).to_be_focused()
    expect(menu).not_to_have_attribute("open", "")


def test_a_menu_closes_when_the_person_turns_elsewhere(page):
    menu = page.locator("details[data-menu]").last
    menu.locator("summary").click()
    expect(menu).to_have_attribute("open", "")
    page.get_by_role("heading", name="Password").click()
    expect(menu).not_to_have_attribute("open", "")


@each_scheme
def test_an_open_menu_can_be_read(open_page, olga, workspace, scheme):
    page = open_page(olga, scheme=scheme)
    page.goto(OPENED)
    page.locator("details[data-menu] summary").last.click()
    assert_accessible(page)


def test_a_refused_request_says_why_until_it_is_dismissed(page, faults):
    ask(page, "/no/such/address/")
    message = page.locator("#message")
    expect(message).to_contain_text("There is nothing here that you can open.")
    assert_accessible(page)
    message.get_by_role("button", name="Dismiss").click()
    expect(message).to_be_hidden()
    faults.expect("404")


def test_a_lost_connection_says_that_the_text_is_kept(page, faults):
    page.context.set_offline(True)
    ask(page, "/account/")
    expect(page.locator("#message")).to_contain_text("Offline. This was not saved; your text is kept.")
    faults.expect("ERR_INTERNET_DISCONNECTED|sendError|afterRequest|/account/")


def test_a_toast_leaves_after_eight_seconds(still_page):
    toast(still_page, "Note deleted")
    still_page.clock.run_for(7_900)
    expect(still_page.locator(".toast")).to_be_visible()
    still_page.clock.run_for(200)
    expect(still_page.locator(".toast")).to_have_count(0)


def test_a_toast_waits_while_it_is_looked_at(still_page):
    toast(still_page, "Note deleted")
    still_page.locator(".toast").hover()
    still_page.clock.run_for(30_000)
    expect(still_page.locator(".toast")).to_be_visible()
    still_page.mouse.move(0, 0)
    still_page.clock.run_for(8_100)
    expect(still_page.locator(".toast")).to_have_count(0)


def test_the_newest_toast_replaces_the_others(page):
    toast(page, "First")
    toast(page, "Second")
    expect(page.locator(".toast")).to_have_count(1)
    expect(page.locator(".toast")).to_contain_text("Second")
    page.locator("[data-toast-close]").click()
    expect(page.locator(".toast")).to_have_count(0)


def test_what_happens_is_announced(page):
    page.evaluate("document.dispatchEvent(new CustomEvent('announce', { detail: { value: 'Moved' } }))")
    expect(page.locator("#announcer")).to_have_text("Moved")
