"""What a supervisor asks: whether the process answers, and whether people can work with it."""

import shutil
import tempfile
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from config.pending import pending_migrations
from config.refusals import REFUSAL_HEADERS
from config.request import Receive, Scope, Send
from ledger.figures import working_out

LEAST_FREE_BYTES = 100 * 1024**2
BEHIND = "The database is of another version: run manage.py prepare."


async def live(scope: Scope, receive: Receive, send: Send) -> None:
    """Say that the process answers, without a thread: they may all wait for a database that is away."""
    await send({"type": "http.response.start", "status": 200, "headers": list(REFUSAL_HEADERS)})
    await send({"type": "http.response.body", "body": b"ok"})


@require_safe
@login_not_required
def health(request: HttpRequest) -> HttpResponse:
    """Answer who asks whether the process serves pages."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
@login_not_required
def ready(request: HttpRequest) -> HttpResponse:
    """Say of each thing that people need whether it is there: "ok" or a sentence; 503 where one is not."""
    problems = {name: check() for name, check in CHECKS.items()}
    said = {name: problem or "ok" for name, problem in problems.items()}
    return JsonResponse(said, status=503 if any(problems.values()) else 200)


def database() -> str:
    """Ask the database for something that costs nothing; a SQLite file has to be where it was."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return "The database does not answer."
    return ""


def migrations() -> str:
    try:
        # Asked each time: a database may be put back under a running server.
        return BEHIND if pending_migrations() else ""
    except DatabaseError:
        return "The database does not say of which version it is."


def disk() -> str:
    """Look for room, and write a little: a disk can be full, or not writable, in more ways than one."""
    try:
        with tempfile.TemporaryFile(dir=settings.VAR_DIR) as file:
            file.write(b"x" * 4096)
            file.flush()
    except OSError:
        return "Nothing can be written where the product keeps its files."
    return "" if shutil.disk_usage(settings.VAR_DIR).free >= LEAST_FREE_BYTES else "The disk is nearly full."


def workers() -> str:
    """Look after the threads that feed the processes in which figures are worked out."""
    threads = getattr(working_out.working, "threads", ())
    return "" if all(thread.is_alive() for thread in threads) else "Figures are not worked out any more: restart it."


CHECKS: dict[str, Callable[[], str]] = {
    "database": database,
    "migrations": migrations,
    "disk": disk,
    "workers": workers,
}
