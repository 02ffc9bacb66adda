"""Browsers in which an account was signed in before: strangers who fail at the account don't keep them out."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature, Signer

from teams.rules import Place, counted_address, normal_email

REMEMBERED = timedelta(days=365)
NAME_BYTES = 16


def place_of(request, email: str) -> Place:
    """Return where a sign-in to this account comes from: a browser that is known for it, else the address."""
    try:
        name = _signer(email).unsign(request.COOKIES.get(settings.KNOWN_BROWSER_COOKIE_NAME, ""))
    except BadSignature:
        return Place(counted_address(request.META["REMOTE_ADDR"]))
    return Place(f"browser {name}", is_known=True)


def remember_browser(response, email: str) -> None:
    """Make the browser known for this account, by a random name; the email is signed with it and not told."""
    response.set_cookie(
        settings.KNOWN_BROWSER_COOKIE_NAME,
        _signer(email).sign(secrets.token_urlsafe(NAME_BYTES)),
        max_age=REMEMBERED,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def _signer(email):
    return Signer(salt=f"known browser of {normal_email(email)}")
