"""B02: who may do what at once, who waits, and who is told to come back later."""

import asyncio
import re
import threading

import pytest

from config.gateway import Gateway
from config.turns import Lane, Turns, TurnsOfEach, too_many
from tests.event_loop import run

FULL = too_many("The lane is full.", retry_after=7)
YOURS = too_many("Yours are many.", retry_after=9)
DEAR = re.compile("/dear/")


class Product:
    """A gateway whose application answers each request when it is let on, and remembers in which order they began."""

    def __init__(self, *, threads=4, lanes=()):
        self.begun = []
        self.may_go_on = threading.Event()
        self.gateway = Gateway(
            self.wsgi,
            threads=threads,
            body_limit=100,
            trusted=[],
            find_person=lambda cookies: cookies or None,
            lanes=lanes,
        )

    def wsgi(self, environ, start_response):
        self.begun.append(environ["HTTP_X_NAME"])
        assert self.may_go_on.wait(20)
        start_response("200 OK", [])
        return [b""]

    def ask(self, name, *, person="", path="/", method="GET"):
        """Send a request as a task; `task.leave()` is the browser that leaves, its result the answer's head."""
        left, sent = asyncio.Event(), []
        messages = [{"type": "http.request", "body": b""}]
        headers = [(b"x-name", name.encode()), (b"cookie", person.encode())]
        scope = {"method": method, "path": path, "query_string": b"", "headers": headers, "client": ("::1", 1)}

        async def receive():
            if messages:
                return messages.pop()
            await left.wait()
            return {"type": "http.disconnect"}

        async def answer():
            async def send(message):
                sent.append(message)

            await self.gateway(scope, receive, send)
            return (sent[0]["status"], dict(sent[0]["headers"])) if sent else None

        task = asyncio.ensure_future(answer())
        task.leave = left.set
        return task


async def until(condition):
    """Let everything go on that can, until the condition holds."""
    async with asyncio.timeout(20):
        while not condition():
            await asyncio.sleep(0.001)


async def settled(product, count):
    await until(lambda: len(product.begun) == count)
    for _ in range(20):
        await asyncio.sleep(0.001)
    assert len(product.begun) == count


def test_b02_one_browser_leaves_threads_for_the_others():
    async def drill():
        product = Product()
        olgas = [product.ask(f"olga {n}", person="olga") for n in range(4)]
        await settled(product, 2)
        edda = product.ask("edda", person="edda")
        await settled(product, 3)
        product.may_go_on.set()
        return [status for status, _ in await asyncio.gather(*olgas, edda)], product.begun

    statuses, begun = run(drill())
    assert statuses == [200] * 5
    assert begun[2] == "edda"
    assert begun[3:] == ["olga 2", "olga 3"]


def test_b02_changes_leave_threads_for_pages(monkeypatch):
    monkeypatch.setattr("config.gateway.CHANGE_SECONDS", 20)

    async def drill():
        product = Product()
        changes = [product.ask(f"change {n}", person=f"p{n}", method="POST") for n in range(3)]
        await settled(product, 2)
        page = product.ask("page", person="reader")
        await settled(product, 3)
        product.may_go_on.set()
        await asyncio.gather(*changes, page)
        return product.begun

    assert run(drill())[2] == "page"


def test_b07_a_change_that_waits_too_long_for_its_turn_is_told_so(monkeypatch):
    monkeypatch.setattr("config.gateway.CHANGE_SECONDS", 0)

    async def drill():
        product = Product(threads=2)
        first = product.ask("first", person="p1", method="POST")
        await settled(product, 1)
        status, headers = await product.ask("second", person="p2", method="POST")
        product.may_go_on.set()
        await first
        return status, headers, product.begun

    status, headers, begun = run(drill())
    assert status == 503
    assert int(headers[b"retry-after"]) > 0
    assert begun == ["first"]


def test_b01_a_request_whose_browser_has_left_is_not_begun():
    async def drill():
        product = Product()
        first, second, third = (product.ask(f"{n}", person="olga") for n in range(3))
        await settled(product, 2)
        third.leave()
        assert await third is None
        product.may_go_on.set()
        await asyncio.gather(first, second)
        return product.begun, product.gateway.of_each.turns("olga").inside, product.gateway.threads.inside

    assert run(drill()) == (["0", "1"], 0, 0)


def test_b02_dear_requests_wait_for_each_other_and_over_the_limit_is_a_429():
    async def drill():
        lane = Lane(frozenset({"POST"}), DEAR, Turns(1, waiting=1, refusal=FULL))
        product = Product(lanes=[lane])
        first, second = (product.ask(f"{n}", person=f"p{n}", path="/dear/", method="POST") for n in range(2))
        await settled(product, 1)
        status, headers = await product.ask("third", person="p3", path="/dear/", method="POST")
        page = product.ask("page", person="p4")
        await settled(product, 2)
        product.may_go_on.set()
        answers = [one[0] for one in await asyncio.gather(first, second, page)]
        return status, headers[b"retry-after"], answers, product.begun

    assert run(drill()) == (429, b"7", [200] * 3, ["0", "page", "1"])


def test_b02_one_person_does_not_fill_a_lane():
    async def drill():
        each = TurnsOfEach(1, waiting=0, refusal=YOURS)
        lane = Lane(frozenset({"GET"}), DEAR, Turns(1, waiting=5, refusal=FULL), each)
        product = Product(lanes=[lane])
        olga = product.ask("olga", person="olga", path="/dear/")
        await settled(product, 1)
        status, headers = await product.ask("olga again", person="olga", path="/dear/")
        edda = product.ask("edda", person="edda", path="/dear/")
        stranger = product.ask("stranger", path="/dear/")
        await settled(product, 2)
        product.may_go_on.set()
        await asyncio.gather(olga, edda, stranger)
        return status, headers[b"retry-after"], product.begun

    assert run(drill()) == (429, b"9", ["olga", "stranger", "edda"])


def test_b01_of_one_browser_one_dear_page_is_made_at_a_time_and_none_is_turned_away():
    async def drill():
        each = TurnsOfEach(1, waiting=5, refusal=YOURS)
        lane = Lane(frozenset({"GET"}), DEAR, Turns(2, waiting=5, refusal=FULL), each_browser=each)
        product = Product(lanes=[lane])
        olgas = [product.ask(f"olga {n}", person="olga", path="/dear/") for n in range(3)]
        await settled(product, 1)
        edda = product.ask("edda", person="edda", path="/dear/")
        stranger = product.ask("stranger", path="/")
        await settled(product, 3)
        product.may_go_on.set()
        return [status for status, _ in await asyncio.gather(*olgas, edda, stranger)], product.begun

    statuses, begun = run(drill())
    assert statuses == [200] * 5
    assert begun[0] == "olga 0"
    assert set(begun[1:3]) == {"edda", "stranger"}


def test_nothing_is_kept_of_who_has_no_turn():
    async def drill():
        each = TurnsOfEach(1, waiting=0, refusal=YOURS)
        async with each.turns("olga"):
            each.turns("edda")
            each.turns("otto")
        return set(each.of)

    assert run(drill()) == {"olga", "otto"}


def test_a_refusal_is_a_new_one_each_time():
    turns = Turns(1, waiting=0, refusal=FULL)

    async def refused():
        async with turns:
            with pytest.raises(Exception, match="full") as first:
                await turns.__aenter__()
            with pytest.raises(Exception, match="full") as second:
                await turns.__aenter__()
        return first.value is second.value

    assert run(refused()) is False
