"""That the database could not be reached a moment ago: for a second nobody else waits to find out the same."""

import sys
import time

from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

SECONDS = 1
RETRY_AFTER = 5


class Outage:
    until = 0.0

    @classmethod
    def is_on(cls) -> bool:
        return time.monotonic() < cls.until

    @classmethod
    def begin(cls) -> None:
        cls.until = time.monotonic() + SECONDS


class OutageMiddleware:
    """Answer at once while the database can't be reached."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_asked_how_it_is = request.path.startswith("/health/")
        return unavailable() if Outage.is_on() and not is_asked_how_it_is else self.get_response(request)


def is_of_the_database(problem: BaseException | None) -> bool:
    """Say whether the database is why something failed: gone, locked, full, moved or not brought up to date."""
    return isinstance(problem, OperationalError | InterfaceError)


def answer_to_the_present_fault() -> HttpResponse | None:
    """Return a 503 where what is being handled is a fault of the database; None where it is one of ours."""
    if not is_of_the_database(sys.exception()):
        return None
    if connection.connection is None:
        Outage.begin()
    return unavailable()


def unavailable() -> HttpResponse:
    """A page that needs no database."""
    headers = {"Retry-After": str(RETRY_AFTER)}
    return HttpResponse(render_to_string("errors/503.html"), status=503, headers=headers)
