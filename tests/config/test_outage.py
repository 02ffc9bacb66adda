"""B07: a database that is away is a 503 with when to try again, for a page and for a fragment of it."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.decorators import login_not_required
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.urls import include, path

from config import urls as real_urls
from config.outage import Outage

handler500 = real_urls.handler500


@login_not_required
def failing(request):
    raise OperationalError("the connection is lost")


@login_not_required
def broken(request):
    raise RuntimeError("a fault of ours")


@login_not_required
def plain(request):
    return HttpResponse("plain")


urlpatterns = [
    path("failing/", failing),
    path("broken/", broken),
    path("plain/", plain),
    path("", include("config.urls")),
]

pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]


@pytest.fixture(autouse=True)
def no_outage(monkeypatch):
    monkeypatch.setattr(Outage, "until", 0.0)


@pytest.fixture
def client(client):
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_b07_it_says_that_nothing_was_saved_and_when_to_try_again(client, headers):
    answer = client.post("/failing/", headers=headers)
    assert answer.status_code == 503
    assert int(answer["Retry-After"]) > 0
    assert "<p data-sentence>" in answer.text
    assert "nothing was saved" in answer.text
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]


def test_b07_a_fault_of_ours_is_none_of_the_database(client):
    assert client.get("/broken/").status_code == 500


def test_b07_while_it_cannot_be_reached_nobody_waits_to_find_out(client, monkeypatch):
    monkeypatch.setattr("config.outage.connection", SimpleNamespace(connection=None))
    client.get("/failing/")
    assert client.get("/plain/").status_code == 503
    monkeypatch.setattr(Outage, "until", 0.0)
    assert client.get("/plain/").status_code == 200


def test_b07_a_lock_is_not_taken_for_an_outage(client):
    connection.ensure_connection()
    client.get("/failing/")
    assert client.get("/plain/").status_code == 200


def test_b07_a_session_that_cannot_be_noted_stops_no_reader(olga_client, monkeypatch, workspace):
    def locked(*arguments, **options):
        raise OperationalError("database is locked")

    monkeypatch.setattr("ui.sessions.SessionStore.save", locked)
    assert olga_client.get(f"/workspaces/{workspace.pk}/").status_code == 200
    olga_client.raise_request_exception = False
    signing_in = olga_client.post("/sign-in/", {"email": "olga@example.com", "password": "a long walk by the river"})
    assert signing_in.status_code == 503
