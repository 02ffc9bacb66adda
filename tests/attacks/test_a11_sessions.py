"""A11, A44, ASVS 7: sessions that are over are over. What tests/teams and tests/ui already prove is listed in
docs/security.md: the second past expiry, rotation at sign-in, deactivation, other sessions after a new password."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db


def key_of(client):
    return client.cookies["session"].value


def test_a_session_key_has_128_bits_or_more_and_is_never_the_visitor_s_choice(olga):
    client = Client()
    client.cookies["session"] = "a" * 32
    client.post("/sign-in/", {"email": olga.email, "password": PASSWORD})
    assert key_of(client) != "a" * 32
    # 32 characters of 36 kinds are 165 bits.
    assert len(key_of(client)) == 32
    assert not Session.objects.filter(session_key="a" * 32).exists()


def test_the_key_changes_with_the_password(olga_client):
    before = key_of(olga_client)
    new = "an evening by the quiet lake"
    assert olga_client.post("/account/password/", {"current": PASSWORD, "new": new}).status_code == 302
    assert key_of(olga_client) != before
    assert not Session.objects.filter(session_key=before).exists()


def test_signing_out_ends_the_session_on_the_server_too(olga_client):
    key = key_of(olga_client)
    olga_client.post("/sign-out/")
    thief = Client()
    thief.cookies["session"] = key
    assert thief.get("/account/").status_code == 302
    assert not Session.objects.filter(session_key=key).exists()


@pytest.mark.parametrize(
    "cookie",
    [
        '"\\000aaaaaaaaaaaaaaaa"',
        "a" * 5000,
        "'; DROP TABLE django_session; --",
        "%00" * 8,
        "é" * 16,
        '"\\355\\240\\200aaaaaaa"',
        "",
    ],
)
def test_a_cookie_of_any_kind_is_nobody_s_session(cookie):
    client = Client(headers={"cookie": f"session={cookie}; csrf={cookie}"})
    assert client.get("/account/").headers["Location"].startswith("/sign-in/")
    assert client.get("/sign-in/").status_code == 200
    assert Client(enforce_csrf_checks=True, headers={"cookie": f"csrf={cookie}"}).post("/sign-in/").status_code == 403


def test_a_session_holds_nothing_but_who_and_when(olga, canvas):
    client = Client()
    client.post("/sign-in/", {"email": olga.email, "password": PASSWORD})
    client.get(canvas.get_absolute_url())
    assert set(client.session.keys()) <= {
        "_auth_user_id",
        "_auth_user_backend",
        "_auth_user_hash",
        "since",
        "seen",
        "workspace",
    }
