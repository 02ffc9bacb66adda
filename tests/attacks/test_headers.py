"""ASVS 3.3, 3.4, A33: every answer of every route, whatever its status, carries the headers that keep a browser safe.

The statuses that no route gives by itself are provoked: 400, 403, 404, 405, 409, 410, 413, 422, 429, 500, 503.
"""

import json
import os
import subprocess
import sys

import pytest
from django.test import Client

from config.asgi import pages as gateway
from exports import actions as exports
from tests.attacks.routes import METHODS, all_routes, asked
from tests.event_loop import run
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "font-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "object-src": "'none'",
    "frame-ancestors": "'none'",
}


def check(response, at):
    for name, value in HEADERS.items():
        assert response.headers.get(name) == value, (at, name)
    policy = dict(part.strip().split(" ", 1) for part in response.headers["Content-Security-Policy"].split(";"))
    assert policy == POLICY, at
    assert "geolocation=()" in response.headers["Permissions-Policy"], at
    assert not {"Server", "X-Powered-By", "Access-Control-Allow-Origin"} & set(response.headers), at


@pytest.mark.parametrize("person", ["olga", "otto", None])
def test_every_route_by_every_method(request, ids, person):
    client = request.getfixturevalue(f"{person}_client") if person else Client()
    seen = set()
    for route in sorted(all_routes(), key=lambda route: route.name == "teams:sign-out"):
        for method in METHODS:
            response = asked(client, route, ids, method, headers={"Origin": "https://evil.example"})
            seen.add(response.status_code)
            check(response, (route.name, method, response.status_code))
    assert {405, 404 if person == "otto" else 200} <= seen


def statuses(client, ids, monkeypatch):
    """Yield an answer of each status that has to be provoked."""
    canvas = f"/canvases/{ids['canvas_id']}"
    move = {"block": "key_activities", "version": 1}
    yield 400, client.get("/", headers={"Host": "evil.example"})
    yield 400, client.post("/account/", b"x", content_type="multipart/form-data; boundary=")
    yield 403, Client(enforce_csrf_checks=True).post("/sign-in/")
    yield 404, client.get("/nowhere")
    yield 404, client.get("/static/nothing.js")
    yield 409, client.post(f"{canvas}/notes/{ids['note_id']}/status/", {"version": 99})
    yield 410, client.get("/sign-in/spent/")
    yield 422, client.post(f"{canvas}/notes/{ids['note_id']}/move/", {**move, "block": "x"})
    yield 503, client.get(f"{canvas}/canvas.pdf")
    monkeypatch.setattr(exports.limit, "times", 0)
    monkeypatch.setattr(exports.limit, "take", lambda *_, **__: 9.0)
    yield 429, client.get(f"{canvas}/canvas.pdf")
    monkeypatch.setattr("canvas.views.page.CanvasParts", lambda *_: 1 / 0)
    yield 500, client.get(f"{canvas}/")


def test_every_status(olga_client, ids, monkeypatch):
    olga_client.raise_request_exception = False
    for status, response in statuses(olga_client, ids, monkeypatch):
        assert response.status_code == status
        check(response, status)


@pytest.mark.parametrize("name", ["css/tokens.css", "js/toasts.js", "img/mark.svg"])
def test_every_kind_of_static_file(client, name):
    response = client.get(f"/static/{name}")
    assert response.status_code == 200
    check(response, name)


@pytest.mark.parametrize(
    ("sent", "status"), [({"content-length": "99999999999"}, 413), ({"content-length": "-1"}, 400)]
)
def test_what_is_refused_before_django_is_asked(sent, status):
    heads = []

    async def send(message):
        heads.append(message)

    scope = {"type": "http", "method": "POST", "path": "/", "query_string": b"", "headers": []}
    scope["headers"] = [(name.encode(), value.encode()) for name, value in sent.items()]
    run(gateway(scope, None, send))
    headers = {name.decode(): value.decode() for name, value in heads[0]["headers"]}
    assert heads[0]["status"] == status
    assert headers["content-type"].startswith("text/plain")
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "default-src 'none'" in headers["content-security-policy"]
    for name, value in HEADERS.items():
        assert headers.get(name.lower()) == value, name


def https_settings(tmp_path) -> dict:
    """Return what the settings say of cookies where the origin is https, as a fresh process reads them."""
    names = ("HTTPS", "SESSION_COOKIE", "CSRF_COOKIE", "KNOWN_BROWSER", "SECURE_H")
    chosen = f"{{n: v for n, v in vars(s).items() if n.startswith({names})}}"
    program = f"import json, config.settings as s; print(json.dumps({chosen}))"
    environment = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), "TRUSTED_PROXIES": "127.0.0.1"}
    environment["ORIGIN"] = "https://canvas.example.org"
    run = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    return json.loads(run.stdout)


def test_cookies_under_an_https_origin_are_bound_to_the_host(olga, settings, tmp_path):
    for name, value in https_settings(tmp_path).items():
        setattr(settings, name, value)
    client = Client()
    answer = client.post("/sign-in/", {"email": olga.email, "password": PASSWORD}, secure=True)
    assert {"__Host-session", "__Host-csrf", "__Host-known"} == set(answer.cookies)
    for cookie in answer.cookies.values():
        assert cookie["secure"] is True
        assert cookie["httponly"] is True
        assert cookie["samesite"] == "Lax"
        assert cookie["path"] == "/"
        assert cookie["domain"] == ""
    assert "max-age=31536000; includeSubDomains" in client.get("/", secure=True).headers["Strict-Transport-Security"]
