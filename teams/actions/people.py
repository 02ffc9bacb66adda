"""People: who is let in, and what they say about themselves."""

from django.contrib.auth.hashers import make_password

from teams.models import User
from teams.rules import normal_email


class Deactivated(Exception):
    """This account is deactivated, so there is no way in for it."""


def let_in(*, email) -> User:
    """Return the person with this email, made without a name or password if there is none. Raises Deactivated."""
    user, _ = User.objects.get_or_create(email=normal_email(email), defaults={"password": make_password(None)})
    if not user.is_active:
        raise Deactivated(Deactivated.__doc__)
    return user


def edit_account(*, by, name, time_zone, theme, single_key_shortcuts) -> User:
    """Change what `by` has chosen for the own account; `time_zone` is a name that zoneinfo knows."""
    by.name, by.time_zone, by.theme, by.single_key_shortcuts = name, time_zone, theme, single_key_shortcuts
    by.save(update_fields=["name", "time_zone", "theme", "single_key_shortcuts"])
    return by
