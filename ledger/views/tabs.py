"""Which part of a feature's page is on the page, and which one a person looked at last in a canvas.

That is kept by the browser: a page that is read writes nothing.
"""

from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve

from ledger.pages.tabs import LEDGER, WHOLE, WORDS

COOKIE = "feature-part"
REMEMBERED = timedelta(days=365)


def tab_on_page(request) -> str:
    """Return the part that stands on the page from which htmx asks, the ledger where that is none of them."""
    try:
        found = resolve(urlsplit(request.htmx.current_url_abs_path or "").path)
    except Resolver404:
        return LEDGER
    return str(found.kwargs.get("tab", LEDGER))


def remembered(request, canvas) -> str:
    """Return the part that this person looked at last in a canvas, of whichever feature."""
    person, _, tab = request.COOKIES.get(COOKIE, "").partition(".")
    return tab if tab in WORDS and person == str(request.user.pk) else LEDGER


def remember(response, request, canvas, tab: str):
    """Have the browser keep, for this person and this canvas, the part that was looked at."""
    if tab == WHOLE or tab == remembered(request, canvas):
        return response
    response.set_cookie(
        COOKIE,
        f"{request.user.pk}.{tab}",
        max_age=REMEMBERED,
        path=canvas.get_absolute_url(),
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
    return response
