"""Reading what a request carries: within its own limit, and within the room that all of them share."""

import asyncio
import re
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus

from config.refusals import ClientGone, Refused, too_many

BODY_SECONDS = 60
# What is larger is read only of who is signed in: no form before that needs more.
STRANGERS_BYTES = 16 * 1024
SIGN_IN_FIRST = "You are not signed in, so nothing of this was saved. Sign in in another window, then send it again."
NO_ROOM = too_many(
    "Too much is being uploaded at this moment, so nothing of this was saved. Try again in a few seconds.",
    retry_after=10,
)


@dataclass(frozen=True, slots=True)
class Upload:
    """Addresses that take a larger body than others: a pattern of their paths, the limit, and what is said above it."""

    path: re.Pattern[str]
    limit: int
    too_large: str


class Room:
    """The bytes of the larger bodies that are read or waiting: how many there may be of each person, and together."""

    def __init__(self, together: int, *, each: int) -> None:
        self.together, self.each = together, each
        self.taken: Counter[str] = Counter()

    def take(self, person: str, size: int) -> None:
        """Take room for `size` bytes more. Raises Refused where there is none."""
        if self.taken.total() + size > self.together or self.taken[person] + size > self.each:
            raise NO_ROOM()
        self.taken[person] += size

    def give_back(self, person: str, size: int) -> None:
        self.taken[person] -= size
        if not self.taken[person]:
            del self.taken[person]


class Body:
    """The body of one request."""

    def __init__(self, room: Room, find_person: Callable[[], Awaitable[str | None]]) -> None:
        self.room, self.find_person = room, find_person
        self.chunks: list[bytes] = []
        self.size = self.taken = 0
        self.person: str | None = None

    def content(self) -> bytes:
        """Return what has been read, which is kept no longer."""
        content = b"".join(self.chunks)
        self.chunks.clear()
        return content

    async def read(self, receive, *, declared: str | None, most: Upload) -> None:
        """Read it within its limit and BODY_SECONDS, whatever length it declares. Raises Refused and ClientGone."""
        check_length(declared, most)
        try:
            async with asyncio.timeout(BODY_SECONDS):
                while await self._read_on(receive, most):
                    pass
        except TimeoutError:
            raise Refused(
                HTTPStatus.REQUEST_TIMEOUT, "The request took too long to arrive. Try again.", retry_after=5
            ) from None

    async def _read_on(self, receive, most: Upload) -> bool:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientGone
        chunk = message.get("body", b"")
        self.size += len(chunk)
        if self.size > most.limit:
            raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, most.too_large)
        if self.size > STRANGERS_BYTES:
            await self._take_room()
        self.chunks.append(chunk)
        return message.get("more_body", False)

    async def _take_room(self) -> None:
        self.person = self.person or await self.find_person()
        if self.person is None:
            raise Refused(HTTPStatus.UNAUTHORIZED, SIGN_IN_FIRST)
        self.room.take(self.person, self.size - self.taken)
        self.taken = self.size

    def let_go(self) -> None:
        """Give back the room that it took."""
        if self.person and self.taken:
            self.room.give_back(self.person, self.taken)
            self.taken = 0


def check_length(declared: str | None, most: Upload) -> None:
    """Refuse a length that is none or is too large, before anything is read."""
    if declared and (not declared.isascii() or not declared.isdigit()):
        raise Refused(HTTPStatus.BAD_REQUEST, "The header content-length must be a whole number.")
    if declared and (len(declared) > 15 or int(declared) > most.limit):
        raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, most.too_large)
