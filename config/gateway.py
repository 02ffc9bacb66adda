"""The way from one ASGI request, its body read whole, to Django's WSGI application and back."""

import asyncio
import re
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from typing import Any

from django.db import DatabaseError

from config.bodies import Body, Room, Upload
from config.metrics import IN_PROGRESS, REFUSED
from config.refusals import ClientGone, Refused, unavailable
from config.request import Networks, Receive, Request, Scope, Send
from config.turns import BUSY, TOO_MANY, Lane, Turns, TurnsOfEach, in_time
from ui.sessions import SIGNED_IN

type Answer = tuple[int, list[tuple[bytes, bytes]], bytes]

# By this header a view has its answer held back; the browser never sees it. Waiting here costs no thread.
ANSWER_AFTER = b"x-answer-after"

# Bytes of bodies that are read or waiting: of all, and of one person.
ROOM, ROOM_OF_EACH = 64 * 1024**2, 24 * 1024**2

# Of one browser, so many requests run at once: more would only share the interpreter's lock with the page of another.
AT_ONCE, WAITING_OF_EACH, WAITING = 2, 32, 500

# How long a request waits for its turn: a change shorter than a page, since it may have to wait for the database yet.
CHANGE_SECONDS, PAGE_SECONDS, LANE_SECONDS = 1, 10, 60

NO_DATABASE = unavailable(
    "The database does not answer at this moment, so nothing was saved. Try again in a few seconds.", retry_after=5
)


class Gateway:
    """An ASGI application that hands each whole request to a WSGI application in one of so many `threads`.

    `find_person(cookies)` returns the id of who is signed in by a Cookie header, or None; it runs in a thread, too.
    """

    def __init__(
        self,
        wsgi: Callable[..., Any],
        *,
        threads: int,
        body_limit: int,
        trusted: Networks,
        find_person: Callable[[str], str | None],
        uploads: Iterable[Upload] = (),
        lanes: Iterable[Lane] = (),
    ) -> None:
        self.wsgi, self.find_person = wsgi, find_person
        self.most = Upload(re.compile(""), body_limit, f"Send at most {body_limit // 1024 // 1024} MB at once.")
        self.trusted, self.uploads, self.lanes = tuple(trusted), tuple(uploads), tuple(lanes)
        self.pages = ThreadPoolExecutor(threads, thread_name_prefix="page")
        self.doorkeeper = ThreadPoolExecutor(1, thread_name_prefix="doorkeeper")
        self.room = Room(ROOM, each=ROOM_OF_EACH)
        self.threads = Turns(threads, waiting=WAITING, refusal=BUSY)
        # Whatever changes wait for, half of the threads are left for reading.
        self.changes = Turns(-(-threads // 2), waiting=WAITING, refusal=BUSY)
        self.of_each = TurnsOfEach(AT_ONCE, waiting=WAITING_OF_EACH, refusal=TOO_MANY)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            status, headers, content = await self.answer(Request(scope, receive, trusted=self.trusted))
        except ClientGone:
            return
        except Refused as refusal:
            status, headers, content = refusal.status.value, refusal.headers, refusal.body
            REFUSED.labels(status).inc()
        headers = await held_back(headers)
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else content})

    async def answer(self, request: Request) -> Answer:
        """Read the body, wait for a turn and run the request. Raises Refused and ClientGone."""
        most = next((upload for upload in self.uploads if upload.path.fullmatch(request.path)), self.most)
        async with AsyncExitStack() as held:
            held.enter_context(IN_PROGRESS.track_inprogress())
            lane = await self.enter_lane(request, held)
            body = Body(self.room, lambda: self.person_of(request))
            held.callback(body.let_go)
            await body.read(request.receive, declared=request.headers.get("content-length"), most=most)
            connection = request.scope.get("connection")
            if connection:
                held.enter_context(connection.at_work())
            await self.wait_for_turn(request, lane, held)
            environ = request.environ(body.content())
            answer = await asyncio.get_running_loop().run_in_executor(self.pages, run, self.wsgi, environ)
            if connection and environ.get(SIGNED_IN):
                connection.is_signed_in = True
            return answer

    async def enter_lane(self, request: Request, held: AsyncExitStack) -> Lane | None:
        """Return the lane of a dear request, of which its person has not too many; a stranger's is turned away soon."""
        lane = next((lane for lane in self.lanes if lane.takes(request.method, request.path)), None)
        if lane is None or lane.of_each is None:
            return lane
        person = await self.person_of(request)
        if person is None:
            return None
        await held.enter_async_context(lane.of_each.turns(person))
        return lane

    async def wait_for_turn(self, request: Request, lane: Lane | None, held: AsyncExitStack) -> None:
        turns = lane.turns_of(request.visitor) if lane else [self.of_each.turns(request.visitor)]
        if request.changes_something and not lane:
            turns.append(self.changes)
        await take_turns([*turns, self.threads], request, held, seconds=patience(request, lane))

    async def person_of(self, request: Request) -> str | None:
        """Return the id of who is signed in, or None."""
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self.doorkeeper, self.find_person, request.cookies)
        except DatabaseError:
            raise NO_DATABASE() from None


def patience(request: Request, lane: Lane | None) -> int:
    """Return how many seconds a request waits for its turn."""
    if lane:
        return LANE_SECONDS
    return CHANGE_SECONDS if request.changes_something else PAGE_SECONDS


async def take_turns(turns: list[Turns], request: Request, held: AsyncExitStack, *, seconds: float) -> None:
    """Wait for each of these turns; they are given back when `held` is left."""

    async def wait():
        for turn in turns:
            await held.enter_async_context(turn)

    if any(turn.free.locked() for turn in turns):
        await in_time(wait(), request.receive, seconds=seconds, refusal=BUSY)
    else:
        await wait()


def run(wsgi: Callable[..., Any], environ: dict[str, Any]) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
    """Run a WSGI application to its end; return the status, the headers and the whole body."""
    started: list[Any] = []
    result = wsgi(environ, lambda status, headers, exc_info=None: started.extend((status, headers)))
    try:
        content = b"".join(result)
    finally:
        if hasattr(result, "close"):
            result.close()
    status, headers = started[-2:]
    encoded = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]
    return int(status.split(maxsplit=1)[0]), encoded, content


async def held_back(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Wait as long as a view wants its answer to be held back; return the headers without its word on that."""
    for name, value in headers:
        if name == ANSWER_AFTER:
            await asyncio.sleep(int(value))
    return [(name, value) for name, value in headers if name != ANSWER_AFTER]
