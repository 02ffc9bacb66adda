import asyncio
import ipaddress
import re
import threading
from types import SimpleNamespace

import pytest
from django.db import OperationalError

from config import bodies, gateway
from config.bodies import STRANGERS_BYTES, Upload
from config.gateway import Gateway
from config.request import HEAD_BYTES
from tests.event_loop import run

LIMIT = 1024 * 1024
# Who is signed in by which Cookie header.
people = SimpleNamespace(find={"session=olga": "olga"}.get)
OLGA = (b"cookie", b"session=olga")
PROXY = ipaddress.ip_network("10.0.0.0/8")


class Wsgi:
    """A WSGI application that keeps what it was given and answers with the request's body."""

    def __init__(self):
        self.environ = None
        self.closed = False
        self.headers = [("Content-Type", "text/plain"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")]

    def __call__(self, environ, start_response):
        self.environ = environ
        self.body = environ["wsgi.input"].read()
        self.thread = threading.current_thread().name
        start_response("201 Created", self.headers)
        return self

    def __iter__(self):
        yield b"got "
        yield self.body

    def close(self):
        self.closed = True


@pytest.fixture
def wsgi():
    return Wsgi()


@pytest.fixture
def ask(wsgi):
    """Send one request through the gateway; returns what was sent back."""

    def send_request(*messages, headers=(), method="POST", path=b"/", query=b"", client=("192.0.2.7", 5000)):
        scope = {
            "type": "http",
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": path.decode("latin-1"),
            "raw_path": path,
            "query_string": query,
            "headers": list(headers),
            "client": client,
            "server": ("127.0.0.1", 8000),
        }
        waiting = list(messages) or [{"type": "http.request", "body": b"", "more_body": False}]
        sent = []

        async def receive():
            if not waiting:
                await asyncio.Event().wait()
            return waiting.pop(0)

        async def send(message):
            sent.append(message)

        larger = [Upload(re.compile("/larger/"), 2 * LIMIT, "Send a smaller table.")]
        application = Gateway(
            wsgi,
            threads=1,
            body_limit=LIMIT,
            trusted=[PROXY],
            find_person=lambda cookies: people.find(cookies),
            uploads=larger,
        )
        run(application(scope, receive, send))
        return sent

    return send_request


def chunk(body, *, more=False):
    return {"type": "http.request", "body": body, "more_body": more}


def test_a_request_reaches_the_application_whole_and_its_answer_comes_back(ask, wsgi):
    start, body = ask(chunk(b"hello"))
    assert (start["status"], body["body"]) == (201, b"got hello")
    assert start["headers"][1:] == [(b"set-cookie", b"a=1"), (b"set-cookie", b"b=2")]
    assert wsgi.closed
    assert wsgi.thread.startswith("page")


def test_an_answer_that_is_to_wait_is_held_back_and_says_nothing_of_it(ask, wsgi, monkeypatch):
    waited = []

    async def wait(seconds):
        waited.append(seconds)

    monkeypatch.setattr(gateway.asyncio, "sleep", wait)
    wsgi.headers = [("X-Answer-After", "7"), ("X-Request-ID", "abc")]
    start, _ = ask()
    assert waited == [7]
    assert start["headers"] == [(b"x-request-id", b"abc")]


def test_a_body_in_chunks_has_the_length_it_turned_out_to_have(ask, wsgi):
    ask(chunk(b"one ", more=True), chunk(b"two"), headers=[(b"transfer-encoding", b"chunked")])
    assert wsgi.body == b"one two"
    assert wsgi.environ["CONTENT_LENGTH"] == "7"
    assert "HTTP_TRANSFER_ENCODING" not in wsgi.environ


def test_the_answer_to_head_has_headers_and_no_body(ask):
    start, body = ask(method="HEAD")
    assert start["status"] == 201
    assert body["body"] == b""


def test_a_client_that_leaves_half_way_is_not_answered_and_reaches_no_view(ask, wsgi):
    assert ask(chunk(b"half", more=True), {"type": "http.disconnect"}) == []
    assert wsgi.environ is None


def test_a_body_declared_too_large_is_refused_before_it_is_read(ask, wsgi):
    start, body = ask(headers=[(b"content-length", str(LIMIT + 1).encode())])
    assert start["status"] == 413
    assert body["body"] == b"Send at most 1 MB at once."
    assert wsgi.environ is None


def test_an_address_that_takes_a_table_has_a_limit_of_its_own(ask, wsgi):
    size = [(b"content-length", str(LIMIT + 1).encode())]
    start, _ = ask(chunk(b"x" * (LIMIT + 1)), headers=[*size, OLGA], path=b"/larger/")
    assert start["status"] == 201
    assert wsgi.environ["CONTENT_LENGTH"] == str(LIMIT + 1)
    start, body = ask(headers=[(b"content-length", b"104857600")], path=b"/larger/")
    assert start["status"] == 413
    assert body["body"] == b"Send a smaller table."
    assert ask(headers=size, path=b"/larger/than/")[0]["status"] == 413


def test_a_body_that_grows_too_large_is_refused_on_the_way(ask, wsgi):
    half = b"x" * (LIMIT // 2 + 1)
    start, _ = ask(chunk(half, more=True), chunk(half, more=True), headers=[OLGA])
    assert start["status"] == 413
    assert wsgi.environ is None


def test_b02_more_than_a_form_is_read_only_of_who_is_signed_in(ask, wsgi):
    start, body = ask(chunk(b"x" * STRANGERS_BYTES, more=True), chunk(b"x"))
    assert start["status"] == 401
    assert b"Sign in" in body["body"]
    assert wsgi.environ is None
    assert ask(chunk(b"x" * STRANGERS_BYTES))[0]["status"] == 201
    assert ask(chunk(b"x" * STRANGERS_BYTES, more=True), chunk(b"x"), headers=[OLGA])[0]["status"] == 201


def test_b02_whoever_has_no_room_left_is_told_when_to_come_back(ask, wsgi, monkeypatch):
    monkeypatch.setattr(gateway, "ROOM_OF_EACH", STRANGERS_BYTES + 100)
    start, _ = ask(chunk(b"x" * (STRANGERS_BYTES + 100), more=True), chunk(b"x"), headers=[OLGA])
    assert start["status"] == 429
    assert int(dict(start["headers"])[b"retry-after"]) > 0
    assert wsgi.environ is None


def test_b07_a_database_that_is_gone_when_somebody_is_looked_up_is_a_503(ask, monkeypatch):
    def fail(cookies):
        raise OperationalError("gone")

    monkeypatch.setattr(people, "find", fail)
    start, body = ask(chunk(b"x" * STRANGERS_BYTES, more=True), chunk(b"x"), headers=[OLGA])
    assert start["status"] == 503
    assert b"database" in body["body"]


def test_b02_a_head_that_is_too_long_is_refused(ask, wsgi):
    assert ask(headers=[(b"x-long", b"x" * HEAD_BYTES)])[0]["status"] == 431
    assert ask(query=b"q=" + b"x" * HEAD_BYTES)[0]["status"] == 431
    assert wsgi.environ is None


@pytest.mark.parametrize("length", [b"-1", b"1e3", b"", b"\xb2"])
def test_a_length_that_is_no_number_never_reaches_the_application(ask, wsgi, length):
    ask(headers=[(b"content-length", length)])
    assert wsgi.environ is None or wsgi.environ["CONTENT_LENGTH"] == "0"


def test_a_body_that_never_ends_is_given_up(ask, wsgi, monkeypatch):
    monkeypatch.setattr(bodies, "BODY_SECONDS", 0)
    start, _ = ask(chunk(b"half", more=True))
    assert start["status"] == 408
    assert wsgi.environ is None


def test_repeated_headers_are_joined(ask, wsgi):
    ask(headers=[(b"cookie", b"a=1"), (b"cookie", b"b=2"), (b"accept", b"text/html"), (b"Accept", b"*/*")])
    assert wsgi.environ["HTTP_COOKIE"] == "a=1; b=2"
    assert wsgi.environ["HTTP_ACCEPT"] == "text/html,*/*"


@pytest.mark.parametrize("name", [b"host", b"content-type", b"content-length", b"authorization"])
def test_a_header_that_has_one_meaning_may_not_come_twice(ask, wsgi, name):
    start, _ = ask(headers=[(name, b"1"), (name, b"1")])
    assert start["status"] == 400
    assert wsgi.environ is None


def test_a_header_with_an_underscore_does_not_pass_for_another(ask, wsgi):
    ask(headers=[(b"hx_request", b"true"), (b"content_length", b"9"), (b"hx-target", b"note-1")])
    assert "HTTP_HX_REQUEST" not in wsgi.environ
    assert "HTTP_CONTENT_LENGTH" not in wsgi.environ
    assert wsgi.environ["HTTP_HX_TARGET"] == "note-1"


FORWARDED = [
    (b"x-forwarded-for", b"203.0.113.9"),
    (b"x-forwarded-proto", b"https"),
    (b"x-forwarded-host", b"evil.example"),
    (b"forwarded", b"for=203.0.113.9"),
    (b"x-real-ip", b"203.0.113.9"),
    (b"remote-user", b"olga"),
    (b"x-http-method-override", b"DELETE"),
]


def test_what_only_a_proxy_may_say_is_not_believed_of_anybody_else(ask, wsgi):
    ask(headers=FORWARDED)
    assert wsgi.environ["REMOTE_ADDR"] == "192.0.2.7"
    assert wsgi.environ["wsgi.url_scheme"] == "http"
    said = {"HTTP_" + name.decode().upper().replace("-", "_") for name, _ in FORWARDED}
    assert not said & wsgi.environ.keys()


def test_a_trusted_proxy_names_the_browser_and_the_scheme_but_no_host_and_no_user(ask, wsgi):
    ask(headers=FORWARDED, client=("10.1.2.3", 5000))
    assert wsgi.environ["REMOTE_ADDR"] == "203.0.113.9"
    assert wsgi.environ["wsgi.url_scheme"] == "https"
    assert "HTTP_X_FORWARDED_HOST" not in wsgi.environ
    assert "HTTP_REMOTE_USER" not in wsgi.environ


@pytest.mark.parametrize(
    ("said", "client"),
    [
        (b"198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (b"198.51.100.1, 203.0.113.9, 10.9.9.9", "203.0.113.9"),
        (b"10.9.9.9", "10.9.9.9"),
        (b"203.0.113.9, nonsense", "10.1.2.3"),
        (b"", "10.1.2.3"),
    ],
)
def test_only_the_hops_behind_trusted_proxies_count(ask, wsgi, said, client):
    ask(headers=[(b"x-forwarded-for", said)], client=("10.1.2.3", 5000))
    assert wsgi.environ["REMOTE_ADDR"] == client


def test_a_peer_without_an_address_is_nobody(ask, wsgi):
    ask(headers=FORWARDED, client=None)
    assert wsgi.environ["REMOTE_ADDR"] == ""
    assert wsgi.environ["wsgi.url_scheme"] == "http"


def test_a_path_arrives_as_the_bytes_that_were_sent(ask, wsgi):
    ask(path=b"/canv%C3%A4s/%2e%2e/%ff", query=b"q=%C3%A4")
    assert wsgi.environ["PATH_INFO"].encode("latin-1") == b"/canv\xc3\xa4s/../\xff"
    assert wsgi.environ["QUERY_STRING"] == "q=%C3%A4"
