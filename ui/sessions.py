from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.db import close_old_connections
from django.http import parse_cookie

# What config/gateway.py reads from a request that has been answered: whether somebody was signed in.
SIGNED_IN = "canvas_ledger.signed_in"


class SessionStore(db.SessionStore):
    """Sessions in the database, which is only ever asked for keys of the kind that it gives out.

    A cookie can hold any character, NUL too, and PostgreSQL fails on that one.
    """

    def _validate_session_key(self, key):
        return super()._validate_session_key(key) and key.isascii() and key.isalnum()


def person_of(cookies: str) -> str | None:
    """Return the id of whom a Cookie header signs in, or None. Asks the database; raises its errors."""
    key = parse_cookie(cookies).get(settings.SESSION_COOKIE_NAME)
    try:
        return SessionStore(key).get(SESSION_KEY) if key else None
    finally:
        # Outside of a request nobody else gives the connection back.
        close_old_connections()
