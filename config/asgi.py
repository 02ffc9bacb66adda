"""One process, one port, two paths: streams stay on the event loop, everything else is a plain WSGI request."""

import os
import re
import sys
from collections.abc import Awaitable, Callable

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from django.conf import settings

from config import environment
from config.bodies import Upload
from config.gateway import Gateway
from config.health import live
from config.lanes import LANES
from config.memory import keep_few_arenas
from config.request import Receive, Scope, Send
from config.wsgi import application as wsgi_application
from ledger.tables.limits import MOST_BYTES, TOO_LARGE
from ui.sessions import person_of

keep_few_arenas()

# A light page gives the interpreter away at each of its queries, and waits for a heavy one to let go of it again.
sys.setswitchinterval(0.0005)

environment.impatient(settings.DATABASES["default"])

THREADS = 8

# Native handlers by pattern of their path; they never enter Django's synchronous stack.
type Stream = Callable[[Scope, Receive, Send], Awaitable[None]]
STREAMS: tuple[tuple[re.Pattern[str], Stream], ...] = ((re.compile("/health/live"), live),)

# Exports of what was counted are larger than anything that a person types; half a megabyte is for what goes with one.
ACTUALS = Upload(
    re.compile(r"/canvases/[^/]+/ledger/features/[^/]+/actuals/import/"), MOST_BYTES + 512 * 1024, TOO_LARGE
)

pages = Gateway(
    wsgi_application,
    threads=THREADS,
    body_limit=settings.REQUEST_BODY_LIMIT,
    trusted=settings.TRUSTED_PROXIES,
    find_person=person_of,
    uploads=[ACTUALS],
    lanes=LANES,
)


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer one connection: a stream by its own handler, a page by Django in a thread."""
    if scope["type"] != "http":
        await send({"type": "websocket.close", "code": 1000})
        return
    handler = next((stream for pattern, stream in STREAMS if pattern.fullmatch(scope["path"])), pages)
    await handler(scope, receive, send)
