"""What happens to accounts and ways in is one line each, with who, from where, what and in which request."""

import json
import logging

import pytest
from django.utils import timezone

from teams.actions.links import make_link
from teams.actions.workspaces import give_role
from teams.roles import Role
from teams.rules import FAILURES_PER_PLACE
from tests.factories import PASSWORD
from tests.teams.test_links import token_of
from ui import audit

NEW_PASSWORD = "another walk by the sea"


@pytest.fixture
def lines(caplog):
    """The lines of the audit so far, each as what it says."""
    audit.ASKED.set(audit.NOT_ASKED)
    logger = logging.getLogger("audit")
    logger.addHandler(caplog.handler)
    yield lambda: [json.loads(record.message) for record in caplog.records if record.name == "audit"]
    logger.removeHandler(caplog.handler)


def sign_in(client, password):
    return client.post("/sign-in/", {"email": "Olga@example.com", "password": password}, REMOTE_ADDR="203.0.113.9")


def test_a_line_says_who_from_where_and_in_which_request(client, olga, lines):
    answer = sign_in(client, PASSWORD)
    [line] = lines()
    assert (line["event"], line["account"], line["by"]) == ("signed in", "olga@example.com", "password")
    assert (line["from"], line["request"]) == ("203.0.113.9", answer["X-Request-ID"])


def test_refusals_and_limits_are_told_apart(client, olga, lines):
    for _ in range(FAILURES_PER_PLACE + 1):
        sign_in(client, "wrong wrong wrong")
    events = [line["event"] for line in lines()]
    assert events == ["sign-in refused"] * FAILURES_PER_PLACE + ["sign-in limited"]


def test_a_password_is_in_no_line(client, olga, lines):
    sign_in(client, "wrong wrong wrong")
    sign_in(client, PASSWORD)
    client.post("/account/password/", {"current": PASSWORD, "new": NEW_PASSWORD})
    client.post("/sign-out/")
    said = json.dumps(lines())
    assert [line["event"] for line in lines()] == ["sign-in refused", "signed in", "password changed", "signed out"]
    assert not any(password in said for password in (PASSWORD, NEW_PASSWORD, "wrong wrong wrong"))


def test_a_link_is_noted_when_it_is_made_and_when_it_is_used(client, olga, lines):
    token = token_of(make_link(user=olga, now=timezone.now()))
    client.post(f"/sign-in/{token}/", {"password": NEW_PASSWORD})
    assert [line["event"] for line in lines()] == ["link made", "link used", "password changed", "signed in"]
    assert lines()[0]["from"] == "command line"


def test_a_role_is_noted_with_its_workspace(workspace, edda, lines):
    give_role(workspace=workspace, user=edda, role=Role.VIEWER)
    [line] = lines()
    assert (line["event"], line["account"], line["role"]) == ("role given", "edda@example.com", "viewer")
    assert line["workspace"] == str(workspace.pk)


def test_text_that_breaks_lines_breaks_none(lines, caplog):
    audit.note("signed in", account="olga\n2026-11-28 INFO audit: forged")
    assert len(lines()) == 1
    assert "\n" not in caplog.records[-1].message
