from django.contrib.sessions.backends import db


class SessionStore(db.SessionStore):
    """Sessions in the database, which is only ever asked for keys of the kind that it gives out.

    A cookie can hold any character, NUL too, and PostgreSQL fails on that one.
    """

    def _validate_session_key(self, key):
        return super()._validate_session_key(key) and key.isascii() and key.isalnum()
