"""How a page, or a piece of one, is sent: the whole of what the product knows about htmx."""

from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers

VARIES_BY = ("HX-Request", "HX-Target", "HX-Boosted", "HX-History-Restore-Request")


def wants_fragment(request: HttpRequest) -> bool:
    """Say whether htmx asked for a piece of the page rather than the page."""
    htmx = getattr(request, "htmx", None)
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request


def page_or_fragment(
    request: HttpRequest, template: str, context: dict[str, Any], *, fragment: str, status: int = 200
) -> HttpResponse:
    """Render `template` for a browser, or only its partial `fragment` for htmx."""
    if wants_fragment(request):
        return _fragment(request, template, context, fragment=fragment, status=status)
    return _varied(render(request, template, context, status=status))


def fragment_or_redirect(
    request: HttpRequest, template: str, context: dict[str, Any], *, fragment: str, to: Any, status: int = 200
) -> HttpResponse:
    """Answer a change: the changed fragment for htmx, a redirect to `to` (as `redirect` takes it) for a browser."""
    if wants_fragment(request):
        return _fragment(request, template, context, fragment=fragment, status=status)
    return _varied(redirect(to))


def _fragment(request, template, context, *, fragment, status):
    response = render(request, f"{template}#{fragment}", context, status=status)
    response.content += _new_toasts(request)
    return _varied(response)


def _new_toasts(request):
    """Return what this request has to say, as a piece that htmx swaps into the toast area of the page."""
    messages = get_messages(request)
    if not getattr(messages, "added_new", False):
        return b""
    return render_to_string("ui/toasts.html#toasts-swapped", {"messages": messages}, request).encode()


def _varied(response):
    patch_vary_headers(response, VARIES_BY)
    return response
