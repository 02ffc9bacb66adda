"""Every answer, whatever its status, carries the headers that keep a browser safe."""

import pytest
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path

from config import urls as real_urls

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
)


@login_not_required
def broken(request):
    raise RuntimeError("a fault of ours")


@login_not_required
def refusing(request):
    raise PermissionDenied("Ask an owner of its workspace.")


@login_not_required
def plain(request):
    return HttpResponse("plain")


handler400, handler403 = real_urls.handler400, real_urls.handler403
handler404, handler500 = real_urls.handler404, real_urls.handler500
urlpatterns = [
    path("plain/", plain),
    path("broken/", broken),
    path("refusing/", refusing),
    path("", include("config.urls")),
]

pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]


@pytest.fixture
def client(client):
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/plain/", 200),
        ("/static/css/tokens.css", 200),
        ("/plain", 301),
        ("/refusing/", 403),
        ("/nowhere/", 404),
        ("/broken/", 500),
    ],
)
def test_every_answer_carries_the_headers(client, address, status):
    response = client.get(address)
    assert response.status_code == status
    assert response["Content-Security-Policy"] == POLICY
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]


def test_an_answer_over_https_pins_https_for_a_year(client, settings):
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    response = client.get("/plain/", secure=True)
    assert response["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_a_refusal_says_its_sentence_on_a_page(client):
    response = client.get("/refusing/")
    assert "Ask an owner of its workspace." in response.text
    assert "<html" in response.text


def test_a_refusal_is_one_sentence_for_htmx(client):
    response = client.get("/refusing/", headers={"HX-Request": "true"})
    assert "Ask an owner of its workspace.</p>" in response.text
    assert "<html" not in response.text


def test_what_is_not_there_is_not_named(client):
    response = client.get("/nowhere/<b>/")
    assert response.status_code == 404
    assert "nowhere" not in response.text


def test_a_fault_says_what_to_do_and_nothing_of_its_cause(client):
    response = client.get("/broken/")
    assert "tell whoever runs this server" in response.text
    assert "a fault of ours" not in response.text
    assert response["X-Request-ID"] in response.text


def test_a_write_without_a_token_is_refused_with_a_way_on():
    response = Client(enforce_csrf_checks=True).post("/plain/")
    assert response.status_code == 403
    assert "Reload it and try again." in response.text


@pytest.mark.parametrize("name", ["canvas-ledger.sqlite3", "canvas-ledger.sqlite3-wal", "secret-key"])
@pytest.mark.parametrize("climb", ["", "../", "..%2f", "..\\", "%5c..%5c", "css/../../var/", "//"])
def test_what_the_machine_keeps_is_not_served(client, name, climb):
    assert client.get(f"/static/{climb}{name}").status_code == 404
