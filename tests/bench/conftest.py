"""Benchmarks: ratios within one run, printed; they fail only where the product's own limit is broken.

Run by `make bench`; the suite of `make test` does not collect them (their files are named bench_*.py).
"""

import gc
import socket
import statistics
import threading
import time
from http.client import HTTPConnection
from typing import NamedTuple

import pytest
import uvicorn
from django.conf import settings
from django.db import connection
from django.template.base import PartialTemplate, Template
from django.test import Client
from django.test.utils import _TestState

from config.management.commands.serve import uvicorn_options

SERIES = 3


@pytest.fixture(autouse=True, scope="session")
def templates_as_served(django_test_environment):
    """Templates are drawn as a server draws them: the tests' environment copies the context of each to look at it."""
    kept = _TestState.saved_data
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "_render", kept.template_render)
        patch.setattr(PartialTemplate, "_render", kept.partial_template_render)
        yield


@pytest.fixture
def durable_db(transactional_db):
    """A database that commits as an installed one does, in whatever thread: SQLite with a full fsync."""
    if connection.vendor == "sqlite":
        connection.settings_dict["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;"
        connection.close()
        with connection.cursor() as cursor:
            assert cursor.execute("PRAGMA synchronous").fetchone() == (2,)
            assert cursor.execute("PRAGMA journal_mode").fetchone() == ("wal",)


@pytest.fixture(scope="session")
def address(django_db_setup):
    """Where the product is served from a thread of this process, as `manage.py serve` does: host and port."""
    listener = socket.create_server(("127.0.0.1", 0))
    options = {**uvicorn_options(), "workers": 1, "log_level": "error"}
    server = uvicorn.Server(uvicorn.Config("config.asgi:application", **options))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        thread.join(0.02)
    yield listener.getsockname()
    server.should_exit = True
    thread.join(10)


def milliseconds(work, clock=time.perf_counter) -> float:
    """Return how long one call took by a clock, in ms."""
    start = clock()
    work()
    return (clock() - start) * 1000


def repeated(work, *, rounds: int, warm: int = 20, clock=time.perf_counter) -> float:
    """Return the median ms of a call, after `warm` calls that are not counted: of three series the least disturbed.

    What else runs on the machine, or beside it, can only add to a time; `rounds` are those of the three together.
    """
    for _ in range(warm):
        work()
    gc.collect()
    series = [[milliseconds(work, clock) for _ in range(-(-rounds // SERIES))] for _ in range(SERIES)]
    return min(map(statistics.median, series))


def interleaved(one, other, *, rounds: int, warm: int = 20, clock=time.perf_counter) -> tuple[float, float]:
    """Return the median ms of two pieces of work, run in turns so that both meet the same machine."""
    for _ in range(warm):
        one()
        other()
    gc.collect()
    pairs = [(milliseconds(one, clock), milliseconds(other, clock)) for _ in range(rounds)]
    first, second = zip(*pairs, strict=True)
    return statistics.median(first), statistics.median(second)


def cookies_of(user) -> str:
    """Return the Cookie header of a browser in which `user` is signed in."""
    client = Client()
    client.force_login(user)
    return "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())


class Browser:
    """Sends what a signed-in person's browser sends by htmx, over one connection that is kept."""

    def __init__(self, address, user):
        token = "t" * 32
        self.connection = HTTPConnection(*address)
        self.connection.connect()
        self.connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.headers = {
            "Cookie": f"{cookies_of(user)}; {settings.CSRF_COOKIE_NAME}={token}",
            "X-CSRFToken": token,
            "HX-Request": "true",
            "Content-Type": "application/x-www-form-urlencoded",
        }

    def post(self, path: str, body: str) -> bytes:
        """Send what htmx sends, and return what it swaps in."""
        response = self._answer("POST", path, body, self.headers)
        assert response.status == 200, (response.status, response.content)
        return response.content

    def get(self, path: str, tag: str = "") -> "Answer":
        """Ask for a page as who moves to it does, with the tag of what is known of it already."""
        known = {"If-None-Match": tag} if tag else {}
        return self._answer("GET", path, None, {"Cookie": self.headers["Cookie"], **known})

    def _answer(self, *request) -> "Answer":
        self.connection.request(*request)
        response = self.connection.getresponse()
        return Answer(response.status, response.headers.get("ETag", ""), response.read())


class Answer(NamedTuple):
    status: int
    tag: str
    content: bytes


@pytest.fixture
def report(capsys):
    """Print one line of the report, past pytest's capture."""

    def say(line: str) -> None:
        with capsys.disabled():
            print(f"  {line}")

    return say
