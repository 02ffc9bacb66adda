"""ASVS 2.4.1, 5.2.1: a request that is too much, broken or in another character set is answered with a refusal, never
with a fault of ours. Limits of the server itself are tested in tests/config/test_gateway.py."""

import json

import pytest

from config.asgi import application
from tests.event_loop import run

pytestmark = pytest.mark.django_db

FORM = "application/x-www-form-urlencoded"
CODECS = (
    *("utf-16", "utf-7", "utf-32", "rot13", "zlib", "hex", "base64", "bz2", "uu", "quopri", "idna", "punycode"),
    *("unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "charmap", "no-such-charset", "\x00", "a" * 9000),
)

A_FILE = '--x\r\nContent-Disposition: form-data; name="f"; filename="x"\r\n\r\nx\r\n'


def multipart(fields, boundary="x"):
    parts = "".join(f'--{boundary}\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n' for n, v in fields)
    return f"{parts}--{boundary}--\r\n"


@pytest.fixture
def client(olga_client):
    olga_client.raise_request_exception = False
    return olga_client


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("&".join(f"a{n}=1" for n in range(100_000)), FORM),
        ("a=1&" * 100_000, FORM),
        ("&" * 1_000_000, FORM),
        ("name=" + "a" * 3_000_000, FORM),
        (multipart((f"a{n}", "1") for n in range(20_000)), "multipart/form-data; boundary=x"),
        (multipart([("name", "a" * 3_000_000)]), "multipart/form-data; boundary=x"),
        (multipart([("name", "x")]), "multipart/form-data"),
        (multipart([("name", "x")]), "multipart/form-data; boundary=" + "x" * 5000),
        (multipart([("name", "x")]), "multipart/form-data; boundary=\x00"),
        ("--x\r\n" * 50_000, "multipart/form-data; boundary=x"),
        ("--x\r\n" + "A: b\r\n" * 50_000, "multipart/form-data; boundary=x"),
        (A_FILE * 300 + "--x--\r\n", "multipart/form-data; boundary=x"),
        ("[" * 500_000, "application/json"),
        ('{"a":' * 100_000, "application/json"),
        (json.dumps({"name": "x", "version": 1}), "application/json"),
        ("<!DOCTYPE x [<!ENTITY a 'aaaa'>]><x>&a;</x>", "application/xml"),
        ("name=x", "text/plain"),
        ("name=x", ""),
        ("name=%ff%fe%00%ed%a0%80", FORM),
        ("n=%u0000&%=%&==&&=", FORM),
    ],
    ids=lambda value: repr(value)[:40],
)  # fmt: skip
def test_a_body_that_no_form_sends(client, ids, body, kind):
    for url in ("/workspaces/", "/account/", f"/canvases/{ids['canvas_id']}/notes/{ids['note_id']}/"):
        status = client.post(url, body, content_type=kind).status_code
        assert 400 <= status < 500, (url, status)


@pytest.mark.parametrize("codec", CODECS, ids=lambda codec: repr(codec)[:20])
@pytest.mark.parametrize(
    "form", ["charset={}", 'charset="{}"', "charset=utf-8; charset={}", "Charset={}", "charset*=utf-8''{}"]
)
def test_another_character_set_is_refused_before_django_trips_over_it(codec, form):
    kind = f"multipart/form-data; boundary=x; {form.format(codec)}"
    for method in ("GET", "POST"):
        assert through_the_server(method, "/sign-in/", headers={"content-type": kind}, query=b"q=%e9") == 415
    assert through_the_server("GET", "/sign-in/", headers={"content-type": "text/plain; charset=UTF-8"}) == 200


@pytest.mark.parametrize("kind", ["a" * 10_000, "text/plain" + ";" * 10_000, "text/plain; a=\x00", "\xff"])
def test_a_content_type_that_is_none_is_refused(kind):
    assert through_the_server("POST", "/sign-in/", headers={"content-type": kind}) in (403, 415)


@pytest.mark.parametrize(
    "query",
    [
        "a=1&" * 5_000,
        "q=" + "%25" * 20_000,
        "q=%00",
        "q=%ed%a0%80%ff",
        "q=" + "a%20" * 20_000,
        "page=" + "9" * 5_000,
        "page=1e9",
        "block=" + "a" * 60_000,
        "next=" + "/" * 60_000,
        "paper=%00",
        "%00=%00&[]=&q[]=1",
    ],
    ids=lambda query: query[:20],
)
def test_a_query_that_no_page_asks(client, ids, query):
    canvas = f"/canvases/{ids['canvas_id']}"
    pages = (
        "/sign-in/",
        f"/workspaces/{ids['workspace_id']}/",
        f"{canvas}/notes/new/",
        f"{canvas}/ledger/lines/{ids['line_id']}/models/",
    )
    for url in (*pages, f"{canvas}/canvas.pdf"):
        assert client.get(f"{url}?{query}").status_code in (200, 302, 400, 422, 503), url


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HX-Current-URL", "http://[::1"),
        ("HX-Current-URL", "http://127.0.0.1:99999999999/"),
        ("HX-Current-URL", "//evil.example/"),
        ("HX-Current-URL", "/" * 60_000),
        ("HX-Request", "\xff"),
        ("HX-Boosted", "true"),
        ("HX-History-Restore-Request", "true"),
        ("HX-Target", "<script>"),
        ("If-None-Match", '"' * 9_000),
        ("If-Modified-Since", "Thu, 99 Foo 99999 99:99:99 GMT"),
        ("Range", "bytes=" + "0-," * 9_000),
        ("Range", "bytes=9999999999999999999999-"),
        ("Accept-Language", "a," * 9_000),
        ("Accept-Encoding", "*;q=" + "9" * 9_000),
        ("Origin", "null"),
        ("Referer", "http://[" * 900),
        ("Cookie", "a=b; " * 9_000),
        ("Authorization", "Basic " + "=" * 9_000),
        ("X-Forwarded-For", "1," * 9_000),
    ],
    ids=lambda value: value[:30],
)
def test_a_header_of_any_kind(client, ids, name, value):
    canvas = f"/canvases/{ids['canvas_id']}/"
    for headers in ({name: value}, {"HX-Request": "true", name: value}):
        for url in (canvas, "/static/css/tokens.css", "/sign-in/", "/workspaces/"):
            assert client.get(url, headers=headers).status_code < 500, url
        assert client.post("/workspaces/", {"name": ""}, headers=headers, secure=True).status_code < 500


def test_b02_a_hundred_thousand_headers_are_refused():
    assert through_the_server("GET", "/health/", headers=[(b"x-a", b"b" * 50)] * 100_000) == 431


def through_the_server(method, path, *, headers=(), query=b"", body=b"") -> int:
    """Return the status that the product as it is served answers with."""
    sent = []

    async def receive():
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message):
        sent.append(message)

    if isinstance(headers, dict):
        headers = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
    scope = {"type": "http", "method": method, "path": path, "query_string": query}
    run(application(scope | {"headers": [(b"host", b"127.0.0.1"), *headers]}, receive, send))
    return sent[0]["status"]
