"""Turns: how many may do a thing at once, how many more may wait for it, and what the others are told.

What one person asks for, or all strangers together, never takes every thread: the page of another person finds one.
"""

import asyncio
import re
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any

from config.refusals import ClientGone, Refusal, too_many, unavailable


class Turns:
    """Turns at something that `at_once` may have while `waiting` more wait, served in the order in which they came."""

    def __init__(self, at_once: int, *, waiting: int, refusal: Refusal) -> None:
        self.free = asyncio.Semaphore(at_once)
        self.most = at_once + waiting
        self.refusal = refusal
        self.inside = 0

    async def __aenter__(self) -> None:
        if self.inside >= self.most:
            raise self.refusal()
        self.inside += 1
        try:
            await self.free.acquire()
        except BaseException:
            self.inside -= 1
            raise

    async def __aexit__(self, *exception: object) -> None:
        self.free.release()
        self.inside -= 1


class TurnsOfEach:
    """Turns of each person for themselves; nothing is kept of a person who has none."""

    def __init__(self, at_once: int, *, waiting: int, refusal: Refusal) -> None:
        self.at_once, self.waiting, self.refusal = at_once, waiting, refusal
        self.of: dict[str, Turns] = {}

    def turns(self, person: str) -> Turns:
        self.of = {who: turns for who, turns in self.of.items() if turns.inside or who == person}
        return self.of.setdefault(person, Turns(self.at_once, waiting=self.waiting, refusal=self.refusal))


@dataclass(frozen=True, slots=True)
class Lane:
    """Dear requests, which wait for each other and not for pages: their methods, a pattern of their paths, their turns.

    `of_each`, where there is one, bounds how many of them a person has at once, the waiting ones included;
    `each_browser` how many of one browser run at once, while others of it wait.
    """

    methods: frozenset[str]
    path: re.Pattern[str]
    turns: Turns
    of_each: TurnsOfEach | None = None
    each_browser: TurnsOfEach | None = None

    def turns_of(self, browser: str) -> list[Turns]:
        """Return the turns that a request of this browser waits for."""
        return [self.each_browser.turns(browser), self.turns] if self.each_browser else [self.turns]

    def takes(self, method: str, path: str) -> bool:
        return method in self.methods and bool(self.path.fullmatch(path))


async def in_time(waiting: Coroutine[Any, Any, None], receive, *, seconds: float, refusal: Refusal) -> None:
    """Wait for a turn. Raises `refusal` after so many seconds, and ClientGone once the browser has left."""
    work, gone = asyncio.ensure_future(waiting), asyncio.ensure_future(receive())
    try:
        await asyncio.wait({work, gone}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        if work.done():
            return work.result()
        raise ClientGone if gone.done() else refusal()
    finally:
        gone.cancel()
        work.cancel()
        await asyncio.gather(work, gone, return_exceptions=True)


BUSY = unavailable(
    "The server has more to do than it can at this moment, so nothing was saved. Try again in a few seconds.",
    retry_after=5,
)
TOO_MANY = too_many(
    "You have asked for more at once than one person may. Wait until it is done, then try again.", retry_after=10
)
