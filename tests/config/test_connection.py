"""A connection of the server that `manage.py serve` starts, on a socket that somebody else made."""

import asyncio
import socket
from contextlib import asynccontextmanager

import pytest
import uvicorn
from uvicorn.server import ServerState

from config.management.commands.serve import uvicorn_options


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

    assert asyncio.run(ask())


@pytest.mark.parametrize("size", [100_000, 20_000_000])
def test_b02_a_head_without_end_is_refused(size):
    async def ask():
        async with connected() as (reader, writer, _):
            writer.write(b"GET / HTTP/1.1\r\nHost: a\r\nX-Long: " + b"a" * size)
            return await reader.readline()

    assert asyncio.run(ask()).startswith(b"HTTP/1.1 400")
