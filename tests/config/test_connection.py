"""A connection of the server that `manage.py serve` starts, on a socket that somebody else made."""

import asyncio
import socket
from contextlib import asynccontextmanager
from types import SimpleNamespace

import pytest
import uvicorn
from uvicorn.server import ServerState

from config import connection
from config.management.commands.serve import uvicorn_options
from tests.event_loop import run


async def answer(scope, receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})


@asynccontextmanager
async def connected():
    """Both ends of a connection: the reader and writer of a browser, and what serves them."""
    config = uvicorn.Config(answer, **{**uvicorn_options(), "log_level": "critical"})
    config.load()
    served = config.http_protocol_class(config, ServerState(), {}, asyncio.get_running_loop())
    listener = socket.create_server(("127.0.0.1", 0))
    server = await asyncio.get_running_loop().create_server(lambda: served, sock=listener)
    reader, writer = await asyncio.open_connection(*listener.getsockname())
    yield reader, writer, served
    writer.close()
    server.close()


def test_an_answer_is_not_held_back():
    async def ask():
        async with connected() as (reader, writer, served):
            writer.write(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            assert (await reader.readline()).startswith(b"HTTP/1.1 200")
            return served.transport.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)

    assert run(ask())


def answered(sent: bytes) -> bytes:
    """What comes back for these bytes, until the server says that no more will."""

    async def ask():
        async with connected() as (reader, writer, _):
            writer.write(sent)
            return await reader.read()

    return run(ask())


@pytest.mark.parametrize("size", [100_000, 20_000_000])
def test_b02_a_head_without_end_is_refused(size):
    answer = answered(b"GET / HTTP/1.1\r\nHost: a\r\nX-Long: " + b"a" * size)
    assert answer.startswith(b"HTTP/1.1 431")
    assert b"nosniff" in answer


@pytest.mark.parametrize("begun", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: a\r\n"])
def test_b02_a_head_that_never_ends_is_given_up(monkeypatch, begun):
    monkeypatch.setattr(connection, "HEAD_SECONDS", 0)
    assert answered(begun).startswith(b"HTTP/1.1 408")


def test_b02_a_second_head_on_a_connection_has_its_time_too(monkeypatch):
    monkeypatch.setattr(connection, "HEAD_SECONDS", 0.2)
    first = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"
    both = answered(first + b"GET / HT")
    assert both.startswith(b"HTTP/1.1 200")


def test_what_is_no_request_is_answered_as_such():
    answer = answered(b"\x00\x01 hello\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 400")
    assert b"Invalid HTTP request" in answer


def test_an_application_is_told_of_the_connection_while_it_answers():
    async def ask():
        async with connected() as (reader, writer, served):
            seen = []

            async def look(scope, receive, send):
                with scope["connection"].at_work():
                    seen.append(served.is_working)
                    await answer(scope, receive, send)

            served.answering = look
            writer.write(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            await reader.readline()
            return seen, served.is_working

    assert run(ask()) == ([True], False)


class Open:
    """A connection as what makes room sees it."""

    def __init__(self, *importance):
        self.importance = importance
        self.is_shut = False
        self.transport = SimpleNamespace(abort=lambda: setattr(self, "is_shut", True))


WORKING, KNOWN = (True, False, 0.0), (False, True, 0.0)


@pytest.mark.parametrize(
    ("importances", "shut"),
    [
        ([(False, False, 2.0), (False, False, 1.0), KNOWN, WORKING], 1),
        ([(False, False, 9.0), KNOWN, WORKING, WORKING], 0),
        ([WORKING, WORKING, KNOWN, WORKING], 2),
    ],
)
def test_b02_who_matters_least_makes_room(monkeypatch, importances, shut):
    monkeypatch.setattr(connection, "MOST_CONNECTIONS", 3)
    opened = [Open(*importance) for importance in importances]
    connection.make_room(set(opened))
    assert [one.is_shut for one in opened].index(True) == shut
    assert sum(one.is_shut for one in opened) == 1


def test_b02_as_long_as_there_is_room_nobody_makes_any(monkeypatch):
    monkeypatch.setattr(connection, "MOST_CONNECTIONS", 3)
    opened = [Open(False, False, 0.0) for _ in range(3)]
    connection.make_room(set(opened))
    assert not any(one.is_shut for one in opened)
