"""The whole product, served by its own server, in a real browser.

`open_page(user)` opens a page, signed in; `page` is one that is not. A journey fails on any complaint of the browser.
"""

import os
import socket
import threading
import time
from pathlib import Path

import pytest
import uvicorn
from django.contrib.staticfiles import finders
from playwright.sync_api import expect, sync_playwright

from config.management.commands.serve import uvicorn_options
from exports import actions
from exports.shelf import Shelf
from tests.journeys.browser import FLAGS, Faults, find_chromium, sign_in
from tests.journeys.browsers import Browsers
from ui.webfonts import FOLDER, STYLESHEET

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")


# A busy machine answers late; what is expected comes, or it does not come at all.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def server(django_db_setup):
    """The address of the product, served as `manage.py serve` does, on the test database."""
    finders.find(f"{FOLDER}/{STYLESHEET}")  # cut before the first page asks, as `manage.py prepare` does
    options = {**uvicorn_options(), "workers": 1, "log_level": "error"}
    listener = socket.create_server(("127.0.0.1", 0))
    process = uvicorn.Server(uvicorn.Config("config.asgi:application", **options))
    thread = threading.Thread(target=process.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    deadline = time.monotonic() + 20
    while not process.started and thread.is_alive() and time.monotonic() < deadline:
        thread.join(0.02)
    assert process.started, "the server did not start"
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    process.should_exit = True
    thread.join(10)


@pytest.fixture(scope="session")
def chromium():
    """The machine's own Chromium. Without one journeys are skipped, or fail where CI=true."""
    path = find_chromium()
    if not path:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(
            "There is no Chromium: apt-get install chromium"
        )
    # Playwright keeps an event loop in this thread, which Django would take for an asynchronous view.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(autouse=True)
def fresh_exports(tmp_path, monkeypatch):
    """An empty shelf, and nobody has asked for a PDF yet."""
    monkeypatch.setattr(actions, "shelf", Shelf(tmp_path / "exports"))
    actions.limit.clear()


@pytest.fixture
def faults():
    """What the browser complained of so far; `faults.expect(pattern)` lets a provoked complaint pass."""
    return Faults()


@pytest.fixture(scope="session")
def browsers(server, chromium):
    """Browsers by their options, each lent to one journey at a time: what one has loaded the next need not load."""
    lender = Browsers(chromium, server)
    yield lender
    lender.close()


@pytest.fixture
def open_page(browsers, faults, transactional_db):
    """Open a page in a browser of its own: `open_page(olga, width=390, scheme="dark", touch=True)`.

    `stopped` says that the journey takes over its clock.
    """
    lent = []

    def open_page(user=None, *, width=1440, scheme="light", touch=False, mobile=False, javascript=True, stopped=False):
        browser = browsers.lend(
            width=width, scheme=scheme, touch=touch, mobile=mobile, javascript=javascript, stopped=stopped
        )
        lent.append(browser)
        page = browser.open()
        faults.watch(page)
        if user:
            sign_in(page, user)
        return page

    yield open_page
    for browser in lent:
        browsers.take_back(browser)
    assert not faults.unexpected()


@pytest.fixture
def page(open_page):
    """A page of somebody who is not signed in, 1440 pixels wide."""
    return open_page()
