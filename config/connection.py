"""How one connection of a browser is spoken to, and how many there may be."""

import asyncio
import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from config.metrics import CONNECTIONS
from config.refusals import Refused

HEAD_SECONDS = 10
# Who is refused while sending is read on for so long: a connection that is shut at once loses the answer on the way.
LINGER_SECONDS = 2
# Of the files that a process may open, these are for all but connections.
OTHER_FILES = 200
MOST_CONNECTIONS = max(64, min(1000, os.sysconf("SC_OPEN_MAX") - OTHER_FILES))


class Connection(H11Protocol):
    """HTTP/1.1 on one connection, whose request heads are bounded in size and time.

    `is_working` while a whole request is being answered; `is_signed_in` once one of somebody signed in was.
    """

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.is_working = self.is_signed_in = self.is_refused = False
        self.idle_since = time.monotonic()
        self.head_timer: asyncio.TimerHandle | None = None
        self.answering, self.app = self.app, self.introduced

    async def introduced(self, scope, receive, send):
        """Tell the application by which connection a request came."""
        scope["connection"] = self
        await self.answering(scope, receive, send)

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Keep the connection from making room for others."""
        self.is_working = True
        try:
            yield
        finally:
            self.is_working, self.idle_since = False, time.monotonic()

    def connection_made(self, transport):
        # An answer is written in two pieces, head and body. A socket that waits for the first to be acknowledged before
        # it sends the second holds every answer back by 40 ms; asyncio turns that off for sockets that it made itself.
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        super().connection_made(transport)
        self.wait_for_head()
        CONNECTIONS.set(len(self.connections))
        make_room(self.connections)

    def connection_lost(self, exc):
        self.stop_waiting()
        super().connection_lost(exc)
        CONNECTIONS.set(len(self.connections))

    def data_received(self, data):
        if self.is_refused:
            return
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self.stop_waiting()
        elif self.head_timer is None:
            self.wait_for_head()

    def wait_for_head(self) -> None:
        self.head_timer = self.loop.call_later(HEAD_SECONDS, self.give_up)

    def stop_waiting(self) -> None:
        if self.head_timer:
            self.head_timer.cancel()
            self.head_timer = None

    def give_up(self) -> None:
        """End a connection whose request has not begun in time, or not ended its head."""
        self.refuse(Refused(HTTPStatus.REQUEST_TIMEOUT, "The request took too long to arrive. Try again."))

    def send_400_response(self, msg: str) -> None:
        """Answer what is no request, by the status that h11 proposes: 431 where a head has no end."""
        problem = sys.exception()
        status = HTTPStatus(getattr(problem, "error_status_hint", HTTPStatus.BAD_REQUEST))
        self.refuse(Refused(status, f"{msg} {status.phrase}."))

    def refuse(self, refusal: Refused) -> None:
        """Answer without the application, where nothing has been answered yet, and shut the connection soon."""
        self.stop_waiting()
        self.is_refused = True
        if self.transport.is_closing():
            return
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            answer = h11.Response(status_code=refusal.status, headers=refusal.headers)
            for event in (answer, h11.Data(data=refusal.body), h11.EndOfMessage()):
                self.transport.write(self.conn.send(event) or b"")
        if self.transport.can_write_eof():
            self.transport.write_eof()
        self.loop.call_later(LINGER_SECONDS, self.transport.close)

    @property
    def importance(self) -> tuple[bool, bool, float]:
        return self.is_working, self.is_signed_in, self.idle_since


def make_room(connections: set[Connection]) -> None:
    """Where there are more connections than may be, shut the one that matters least.

    That is the one that has done nothing for the longest time, of strangers before those by which somebody signed in
    has been answered, and never one whose request is being answered. Whoever comes now and asks at once is served.
    """
    if len(connections) > MOST_CONNECTIONS:
        min(connections, key=lambda connection: connection.importance).transport.abort()
