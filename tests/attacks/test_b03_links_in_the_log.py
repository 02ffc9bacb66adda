"""B03: a sign-in link that still works never reaches a line of the log, whatever is asked with it."""

import io
import logging

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from config.log import Line
from teams.actions.links import make_link
from tests.teams.test_links import token_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def log():
    """What the handlers of the product would write while the test runs."""
    line = settings.LOGGING["formatters"]["line"]
    handler = logging.StreamHandler(io.StringIO())
    handler.setFormatter(Line(line["fmt"], style=line["style"]))
    loggers = [logging.getLogger(name) for name in ("django", "audit", "")]
    for logger in loggers:
        logger.addHandler(handler)
    yield handler.stream
    for logger in loggers:
        logger.removeHandler(handler)


@pytest.fixture
def client(client):
    client.raise_request_exception = False
    return client


def broken(*arguments, **options):
    raise RuntimeError("a fault of ours")


def sent(client, token, monkeypatch):
    """Send the token in every way that ends in a line of the log, and leave it unused."""
    link = f"/sign-in/{token}/"
    client.post(link, {"password": "short"})
    client.post(link[:-1], {"password": "short"})
    client.put(link)
    client.get(f"/nowhere/{token}")
    client.get(f"/sign-in/{token}/more/")
    client.get(f"/sign-in/%{ord(token[0]):02x}{token[1:]}/more/")
    client.post("/sign-in/", {}, headers={"Referer": f"https://testserver{link}"})
    strict = Client(enforce_csrf_checks=True)
    strict.post(link)
    strict.post(link, secure=True, headers={"Referer": f"https://elsewhere.example{link}"})
    monkeypatch.setattr("teams.views.sign_in.find_link", broken)
    client.get(link)
    monkeypatch.undo()


def test_b03_no_line_holds_a_link_that_works(client, olga, log, monkeypatch):
    token = token_of(make_link(user=olga, now=timezone.now()))
    sent(client, token, monkeypatch)
    said = log.getvalue()
    assert "Unprocessable" in said
    assert "Referer checking failed" in said
    assert "Traceback" in said
    assert token not in said
    assert client.post(f"/sign-in/{token}/", {"password": ""}).status_code == 302


def test_b03_what_else_a_line_says_stays(log):
    logging.getLogger("django.request").warning("Not Found: /canvases/1/ledger/features/2/")
    assert "Not Found: /canvases/1/ledger/features/2/" in log.getvalue()
