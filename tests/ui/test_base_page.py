import json
import re
from html.parser import HTMLParser
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import RequestFactory

PAGES = ["base.html", "errors/error.html", "errors/500.html"]


def page(name="base.html", user=None):
    request = RequestFactory().get("/")
    request.user = user or AnonymousUser()
    return render_to_string(name, {"status": 404, "sentence": "x"}, request)


class Elements(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def elements(text, tag):
    return [attrs for found, attrs in Elements(text).found if found == tag]


@pytest.mark.parametrize("name", PAGES)
def test_nothing_on_a_page_is_styled_or_scripted_inline(name):
    text = page(name)
    assert not elements(text, "style")
    assert all("src" in script for script in elements(text, "script"))
    for _, attrs in Elements(text).found:
        assert not [name for name in attrs if name == "style" or name.startswith(("on", "hx-on"))]


def test_scripts_are_modules_or_deferred():
    for script in elements(page(), "script"):
        assert script.get("type") == "module" or "defer" in script


def test_htmx_evaluates_nothing_and_swaps_what_a_person_can_act_on():
    (meta,) = [m for m in elements(page(), "meta") if m.get("name") == "htmx-config"]
    config = json.loads(meta["content"])
    assert config["allowEval"] is config["includeIndicatorStyles"] is False
    assert config["selfRequestsOnly"] is True
    assert config["historyCacheSize"] == 0

    def swaps(status):
        return next(r["swap"] for r in config["responseHandling"] if re.search(r["code"], status))

    assert all(swaps(status) for status in ("200", "409", "422"))
    assert not any(swaps(status) for status in ("204", "400", "403", "404", "429", "500"))


def test_a_page_has_the_places_that_the_product_speaks_from():
    ids = {attrs["id"]: attrs for _, attrs in Elements(page()).found if "id" in attrs}
    assert ids["toasts"]["role"] == "status"
    assert ids["announcer"]["aria-live"] == "polite"
    assert ids["message"]["role"] == "alert"
    assert elements(page(), "a")[0]["href"] == "#main"
    assert "main" in ids


def test_htmx_sends_the_token_against_forged_requests():
    (body,) = elements(page(), "body")
    assert re.fullmatch(r"\w{64}", json.loads(body["hx-headers"])["X-CSRFToken"])


@pytest.mark.parametrize(("theme", "shown"), [("dark", "dark"), ("light", "light"), ("system", None)])
def test_the_theme_is_the_person_s(theme, shown):
    user = SimpleNamespace(is_authenticated=True, theme=theme, name="Olga <b>", email="olga@example.org")
    (html,) = elements(page(user=user), "html")
    assert html.get("data-theme") == shown
    assert "Olga <b>" not in page(user=user)


def test_who_is_not_signed_in_has_no_account_menu():
    assert "<details" not in page()
