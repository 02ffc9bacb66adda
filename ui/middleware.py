import logging
import time
from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth import SESSION_KEY, middleware
from django.contrib.sessions import middleware as sessions
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django_htmx.http import HttpResponseClientRedirect

from ui.audit import ASKED, Asked, new_id
from ui.sessions import SIGNED_IN

logger = logging.getLogger(__name__)

type Answer = Callable[[HttpRequest], HttpResponse]

DEVICES = ("accelerometer", "camera", "geolocation", "gyroscope", "magnetometer", "microphone", "payment", "usb")
POLICY = ", ".join(f"{device}=()" for device in DEVICES)
SEEN_EVERY_SECONDS = 300
# The seconds for which config/gateway.py holds an answer back, on the event loop, where waiting costs no thread.
ANSWER_AFTER = "X-Answer-After"


class RequestIdMiddleware:
    """Give each request an id, which its answer carries and every line of the log about it."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = Asked(id=new_id(), address=request.META.get("REMOTE_ADDR", ""))
        # It stays until this thread's next request: Django logs what was refused after all middleware has returned.
        ASKED.set(asked)
        response = self.get_response(request)
        response.headers["X-Request-ID"] = asked.id
        return response


class PermissionsPolicyMiddleware:
    """Tell the browser to lend this product none of the machine's devices, and its pages to no other site."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class NothingStoredMiddleware:
    """Let no browser and no cache on the way keep a page; one with an ETag may be kept if it is asked for each time."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_tagged = "ETag" in response.headers or response.status_code == HTTPStatus.NOT_MODIFIED
        response.headers.setdefault("Cache-Control", "private, no-cache" if is_tagged else "no-store")
        return response


class SessionMiddleware(sessions.SessionMiddleware):
    """Sessions, of which what a page only notes is let go where nothing can be written: its reader goes on."""

    def process_response(self, request, response):
        try:
            return super().process_response(request, response)
        except OperationalError as problem:
            if request.method not in ("GET", "HEAD"):
                raise
            logger.warning("Not noted in the session: %s", problem)
            return response


class SessionExpiryMiddleware:
    """End a signed-in session after SESSION_IDLE without use, and after SESSION_ABSOLUTE whatever the use."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and SESSION_KEY in request.session:
            request.META[SIGNED_IN] = True
            self.end_or_note(request.session, now=int(time.time()))
        return self.get_response(request)

    def end_or_note(self, session, *, now: int) -> None:
        since = session.setdefault("since", now)
        seen = session.setdefault("seen", now)
        idle, absolute = settings.SESSION_IDLE.total_seconds(), settings.SESSION_ABSOLUTE.total_seconds()
        if now - since >= absolute or now - seen >= idle:
            session.flush()
        elif now - seen >= SEEN_EVERY_SECONDS:
            session["seen"] = now


class LoginRequiredMiddleware(middleware.LoginRequiredMiddleware):
    """Send who is not signed in to the sign-in page; htmx is told to go there as a page, not as a fragment."""

    def handle_no_permission(self, request, view_func):
        if not request.htmx and request.method in ("GET", "HEAD"):
            return super().handle_no_permission(request, view_func)
        target = urlencode({self.get_redirect_field_name(view_func): page_of(request)})
        sign_in = f"{resolve_url(self.get_login_url(view_func))}?{target}"
        return HttpResponseClientRedirect(sign_in) if request.htmx else HttpResponseRedirect(sign_in)


def page_of(request: HttpRequest) -> str:
    """The path of the page that a form or htmx was sent from; the front page where it is none of ours."""
    current = request.htmx.current_url or request.headers.get("Referer") or "/"
    if not url_has_allowed_host_and_scheme(current, allowed_hosts={request.get_host()}):
        return "/"
    parts = urlsplit(current)
    return f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"


class TimeZoneMiddleware:
    """Show times in the zone that the signed-in person has chosen."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        zone = getattr(request.user, "time_zone", "") or settings.TIME_ZONE
        with timezone.override(ZoneInfo(zone)):
            return self.get_response(request)
