"""How one connection of a browser is spoken to: HTTP by h11, which bounds what it reads of a request's head."""

import socket

from uvicorn.protocols.http.h11_impl import H11Protocol


class Connection(H11Protocol):
    """HTTP/1.1 whose answers leave at once, whoever made the socket that was listened on.

    An answer is written in two pieces, head and body. A socket that waits for the first to be acknowledged before it
    sends the second holds every answer back by 40 ms, and asyncio turns that off only for sockets that it made itself.
    """

    def connection_made(self, transport):
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        super().connection_made(transport)
