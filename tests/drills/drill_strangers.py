"""B02: who is not signed in neither fills the memory nor keeps anybody out."""

import socket
from contextlib import ExitStack, suppress

import pytest

from tests.drills.load import percentile_95

MB = 1024**2


def connect(server, stack):
    """Open a connection that is shut with the drill."""
    return stack.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=20))


def send(connection, content: bytes) -> None:
    """Send as much as the other side takes; it may have hung up."""
    connection.settimeout(2)
    with suppress(OSError):
        connection.sendall(content)


def head(path="/sign-in/", length=4_000_000) -> bytes:
    return f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {length}\r\n\r\n".encode()


@pytest.mark.once
def test_b02_unfinished_bodies_of_strangers_take_no_memory(server, report):
    before = server.memory()
    with ExitStack() as stack:
        for _ in range(150):
            send(connect(server, stack), head() + b"x" * 3_900_000)
        grown = server.memory() - before
        answer = server.browser().get("/sign-in/")
    report(f"150 unfinished bodies of 4 MB: {grown / MB:.0f} MB more, the sign-in page in {answer.seconds:.2f} s")
    assert answer.status == 200
    assert grown < 60 * MB


@pytest.mark.once
def test_b02_a_header_of_20_mb_is_refused(server):
    with ExitStack() as stack:
        connection = connect(server, stack)
        send(connection, b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: " + b"x" * 20 * MB)
        assert connection.recv(100).startswith(b"HTTP/1.1 431")


@pytest.mark.once
@pytest.mark.parametrize("begun", [b"", b"GET / HT", head()])
def test_b02_half_open_connections_keep_nobody_out(server, report, begun):
    olga = server.sign_in("Olga")
    with ExitStack() as stack:
        for _ in range(1300):
            send(connect(server, stack), begun)
        answers = [olga.get("/account/") for _ in range(20)]
        stranger = server.browser().get("/sign-in/")
    slowest = percentile_95([answer.seconds for answer in answers])
    report(f"1,300 connections left after {begun[:8]!r}: a page in {slowest * 1000:.0f} ms (p95)")
    assert {answer.status for answer in answers} == {200}
    assert stranger.status == 200
    assert "Too many open files" not in server.log
