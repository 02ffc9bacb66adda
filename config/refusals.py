"""What is answered where a request never reaches Django: a sentence, and the headers that keep a browser safe."""

from collections.abc import Callable
from functools import partial
from http import HTTPStatus

REFUSAL_HEADERS = (
    (b"content-type", b"text/plain; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"connection", b"close"),
)


class Refused(Exception):
    """This request cannot be answered. `retry_after` says in how many seconds it may be sent again."""

    def __init__(self, status: HTTPStatus, sentence: str, *, retry_after: int | None = None) -> None:
        super().__init__(sentence)
        self.status, self.retry_after = status, retry_after

    @property
    def body(self) -> bytes:
        return str(self).encode()

    @property
    def headers(self) -> list[tuple[bytes, bytes]]:
        """Every header of the answer."""
        length = (b"content-length", str(len(self.body)).encode())
        again = [(b"retry-after", str(self.retry_after).encode())] if self.retry_after else []
        return [*REFUSAL_HEADERS, length, *again]


# Makes a new one each time: an exception that is raised again keeps the frames of every time before.
type Refusal = Callable[[], Refused]


class ClientGone(Exception):
    """The browser left before it was answered."""


def too_many(sentence: str, *, retry_after: int) -> Refusal:
    return partial(Refused, HTTPStatus.TOO_MANY_REQUESTS, sentence, retry_after=retry_after)


def unavailable(sentence: str, *, retry_after: int) -> Refusal:
    return partial(Refused, HTTPStatus.SERVICE_UNAVAILABLE, sentence, retry_after=retry_after)
