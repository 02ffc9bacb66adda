"""What every journey needs: pages of a real browser, a way in without typing, and an eye for what is wrong."""

import re
import shutil
from os import environ

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

VIEWPORTS = {
    1440: {"width": 1440, "height": 900},
    1024: {"width": 1024, "height": 768},
    390: {"width": 390, "height": 844},
}
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# A browser says so on the console when a form is refused; that is an answer, not a fault.
ANSWERS = re.compile(r"Failed to load resource: the server responded with a status of (409|422)\b")

AXE = Axe().axe_script
AXE_OPTIONS = {
    "resultTypes": ["violations"],
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
}
CONTRAST_OPTIONS = {"resultTypes": ["violations"], "runOnly": {"type": "rule", "values": ["color-contrast"]}}

each_scheme = pytest.mark.parametrize("scheme", ["light", "dark"])


def find_chromium() -> str | None:
    """The path of the machine's own Chromium; `CHROMIUM` names another. The one without windows is the quickest."""
    names = (environ.get("CHROMIUM", ""), "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if name and (path := shutil.which(name))), None)


def sign_in(page, user) -> None:
    """Sign `user` in to the browser of `page`, by the cookie that a sign-in would have left."""
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": page.base_url}])


def arrive(page, place) -> None:
    """Wait for `place` on the page that a link led to, and until that page's modules have taken hold."""
    expect(place).to_be_visible()
    page.wait_for_load_state()


class Faults:
    """What a browser complained of: errors on its console, uncaught exceptions, breaches of the policy."""

    def __init__(self):
        self.found: list[str] = []
        self.expected: list[re.Pattern] = []

    def watch(self, page) -> None:
        page.on("console", lambda message: message.type == "error" and self.add(message.text))
        page.on("pageerror", lambda error: self.add(f"uncaught: {error}"))

    def add(self, text: str) -> None:
        self.found.append(text)

    def expect(self, pattern: str) -> None:
        """Let complaints that match pass: the journey provokes them."""
        self.expected.append(re.compile(pattern))

    def unexpected(self) -> list[str]:
        return [text for text in self.found if not any(known.search(text) for known in (ANSWERS, *self.expected))]


def has_visible_focus(page) -> bool:
    """Whether the element with the focus is in sight and drawn with an outline."""
    return page.evaluate(
        """() => {
          const focused = document.activeElement;
          const box = focused.getBoundingClientRect();
          const isInSight =
            box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
          return focused !== document.body && isInSight && getComputedStyle(focused).outlineStyle !== "none";
        }"""
    )


def assert_accessible(page) -> None:
    """Fail on anything that axe finds against WCAG 2.2, level A and AA."""
    _assert_nothing_found(page, AXE_OPTIONS)


def assert_contrast(page) -> None:
    """Fail where axe finds a text that stands out too little from what is behind it."""
    _assert_nothing_found(page, CONTRAST_OPTIONS)


def _assert_nothing_found(page, options) -> None:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    violations = page.evaluate("options => axe.run(options).then(({ violations }) => violations)", options)
    assert not violations, "\n".join(
        f"{violation['id']}: {violation['help']}: {[node['html'][:200] for node in violation['nodes']][:3]}"
        for violation in violations
    )


def each_screen(page):
    """Show `page` from its top at each width, dark and light; it is left at the widest, light."""
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        for width in sorted(VIEWPORTS):
            page.set_viewport_size(VIEWPORTS[width])
            page.evaluate("scrollTo(0, 0)")
            yield width, scheme


def assert_for_everybody(page) -> None:
    """Fail unless `page` fits every screen, and is accessible on the narrowest and the widest, dark and light.

    Dark differs from light in its colours alone, so there only their contrast is asked for.
    """
    for width, scheme in each_screen(page):
        assert_fits(page)
        if width in (min(VIEWPORTS), max(VIEWPORTS)):
            assert_contrast(page) if scheme == "dark" else assert_accessible(page)


def assert_fits(page) -> None:
    """Fail where anything stands out of the window; the block switcher of a phone and a wide table
    in a region of its own scroll by themselves, and a line of the bar that is cut off says the whole in its title."""
    over = page.evaluate(
        """() => [...document.querySelectorAll("body *")]
          .filter((element) => element.checkVisibility() && !element.closest(".vh, .skip, .switch, .bar-sub, svg"))
          .filter((element) => !element.closest("[role=region][tabindex] > *"))
          .map((element) => [element.outerHTML.slice(0, 120), element.getBoundingClientRect()])
          .filter(([, box]) => box.right > document.documentElement.clientWidth + 1 || box.left < -1)
          .map(([html]) => html)"""
    )
    assert not over, "\n".join(over)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
