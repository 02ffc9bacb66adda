import os
import re
import subprocess
import sys

import pytest

from config import asgi
from tests.event_loop import run

# Django closes what a thread of the server has left open from an earlier test.
pytestmark = pytest.mark.django_db


def connect(scope):
    sent = []

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    run(asgi.application(scope, receive, send))
    return sent


def request(path, method="GET", host=b"localhost"):
    return {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": b"",
        "headers": [(b"host", host)],
        "client": ("127.0.0.1", 5000),
    }


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_page_goes_through_django(method):
    start, body = connect(request("/health/", method))
    assert start["status"] == 200
    assert body["body"] == (b"ok" if method == "GET" else b"")


def test_a_host_that_is_not_ours_is_refused():
    start, _ = connect(request("/health/", host=b"evil.example"))
    assert start["status"] == 400


def test_a_stream_stays_on_the_event_loop(monkeypatch):
    async def stream(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})

    monkeypatch.setattr(asgi, "STREAMS", ((re.compile("/live/"), stream),))
    assert connect(request("/live/")) == [{"type": "http.response.start", "status": 200, "headers": []}]


def test_a_web_socket_is_turned_away():
    assert connect({"type": "websocket", "path": "/"}) == [{"type": "websocket.close", "code": 1000}]


def test_a_worker_process_needs_nothing_read_before_the_application(tmp_path):
    """With WORKERS over 1 each process begins with this import, without a command of Django's around it."""
    environment = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path)}
    subprocess.run([sys.executable, "-c", "import config.asgi"], env=environment, check=True)
