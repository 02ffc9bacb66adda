"""Browsers that journeys are lent, and that keep nothing of a journey but the files they have loaded."""

from collections import defaultdict
from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext, Page

from tests.journeys.browser import VIEWPORTS


@dataclass(frozen=True)
class Options:
    width: int
    scheme: str
    touch: bool
    mobile: bool
    javascript: bool
    stopped: bool


@dataclass
class LentBrowser:
    """A browser of one journey: its own cookies, storage and cache."""

    options: Options
    context: BrowserContext
    address: str

    def open(self) -> Page:
        page = self.context.new_page()
        page.base_url = self.address
        return page

    def forget(self) -> None:
        """Leave nothing behind but what the cache holds."""
        self.context.set_offline(False)
        for page in self.context.pages:
            if self.options.javascript and page.url.startswith(self.address):
                page.evaluate("localStorage.clear()")
            page.close()
        self.context.clear_cookies()


class Browsers:
    def __init__(self, chromium: Browser, address: str):
        self.chromium, self.address = chromium, address
        self.idle: dict[Options, list[LentBrowser]] = defaultdict(list)

    def lend(self, **options) -> LentBrowser:
        wanted = Options(**options)
        return self.idle[wanted].pop() if self.idle[wanted] else self._started(wanted)

    def take_back(self, browser: LentBrowser) -> None:
        if browser.options.stopped:
            # A clock that was taken over stays so as long as its browser lives.
            browser.context.close()
            return
        browser.forget()
        self.idle[browser.options].append(browser)

    def close(self) -> None:
        for browsers in self.idle.values():
            for browser in browsers:
                browser.context.close()

    def _started(self, options: Options) -> LentBrowser:
        context = self.chromium.new_context(
            base_url=self.address,
            viewport=VIEWPORTS[options.width],
            color_scheme=options.scheme,
            has_touch=options.touch,
            is_mobile=options.mobile,
            java_script_enabled=options.javascript,
            reduced_motion="reduce",
            locale="en-GB",
        )
        context.set_default_timeout(30_000)
        return LentBrowser(options, context, self.address)
