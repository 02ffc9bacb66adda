"""Sign-in links: made by whoever runs the machine, used once."""

import hashlib
import secrets

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.urls import reverse

from teams.models import SignInLink, User
from teams.rules import LINK_LIFETIME, normal_email
from ui import audit

TOKEN_BYTES = 32


class LinkSpent(Exception):
    """This link has been used, has expired or was replaced by a newer one. Ask whoever gave it to you for another."""


class EmailTaken(Exception):
    """Somebody else signs in with this email. Type another."""


def make_link(*, user, now) -> str:
    """Return the address of a new link that signs `user` in once within the hour; their earlier ones stop working."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    with transaction.atomic():
        user.sign_in_links.unused().delete()
        user.sign_in_links.create(token_hash=_hash(token), created_at=now, expires_at=now + LINK_LIFETIME)
    audit.note("link made", account=user.email)
    return settings.LINK_ORIGIN + reverse("teams:sign-in-link", args=[token])


def find_link(*, token, now) -> SignInLink:
    """Return the link with this token and its person, without using it. Raises LinkSpent."""
    try:
        return SignInLink.objects.usable(now=now).of_active_people().get(token_hash=_hash(token))
    except SignInLink.DoesNotExist:
        raise LinkSpent(LinkSpent.__doc__) from None


def use_link(*, link, now, name, email, password) -> User:
    """Use up `link` and return its person, who from now on has this name and email, and this password unless "".

    Raises LinkSpent where somebody was quicker, and EmailTaken, which leaves the link unused.
    """
    user = link.user
    user.name, user.email = name, normal_email(email)
    if password:
        user.password = make_password(password)
    with transaction.atomic():
        # No other table in this condition: PostgreSQL looks at a joined one once, before it waits for who is quicker.
        if not SignInLink.objects.usable(now=now).filter(pk=link.pk).update(used_at=now):
            raise LinkSpent(LinkSpent.__doc__)
        _save(user)
    audit.note("link used", account=user.email)
    if password:
        audit.note("password changed", account=user.email)
    return user


def _save(user):
    try:
        with transaction.atomic():
            user.save(update_fields=["name", "email", "password"])
    except IntegrityError:
        raise EmailTaken(EmailTaken.__doc__) from None


def _hash(token):
    return hashlib.sha256(token.encode()).hexdigest()
