"""Signing in with a password, within the limit of failures, and changing it."""

import math

from django.contrib.auth import authenticate
from django.contrib.auth.hashers import make_password
from django.db import transaction

from teams.models import FailedSignIn, User
from teams.rules import FAILURE_WINDOW, FAILURES_PER_ACCOUNT, FAILURES_PER_ADDRESS, counted_address, normal_email

LIMITS = {"account": FAILURES_PER_ACCOUNT, "address": FAILURES_PER_ADDRESS}


class WrongPassword(Exception):
    """This email and this password don’t belong together. Check both. If the password is lost, ask for a new link."""


class TooManyFailures(Exception):
    """Too many sign-ins failed, so this one was not tried. `retry_after` says in how many seconds it will be."""

    def __init__(self, *, retry_after: int) -> None:
        self.retry_after = retry_after
        minutes = math.ceil(retry_after / 60)
        wait = "a minute" if minutes == 1 else f"{minutes} minutes"
        super().__init__(f"Too many sign-ins have failed here. Wait {wait}, then try again.")


def check_password(*, email, password, address, now) -> User:
    """Return the person whom `email` and `password` belong to.

    `address` is the client's IP address. The password is hashed outside any transaction, since it takes long.
    Raises WrongPassword, and TooManyFailures without looking at the password.
    """
    attempt = _record_attempt(account=normal_email(email), address=counted_address(address), now=now)
    user = authenticate(username=email, password=password)
    if user is None:
        raise WrongPassword(WrongPassword.__doc__)
    attempt.delete()
    return user


def change_password(*, by, current, new, address, now) -> User:
    """Give `by` a new password; whoever is signed in as `by` elsewhere is signed out by the change.

    Raises WrongPassword where `current` is not the present one, and TooManyFailures.
    """
    user = check_password(email=by.email, password=current, address=address, now=now)
    user.password = make_password(new)
    user.save(update_fields=["password"])
    return user


def _record_attempt(*, account, address, now):
    # Recorded as failed and committed before it is counted: of any number at once, no more than the limit get through.
    with transaction.atomic():
        FailedSignIn.objects.until(now - FAILURE_WINDOW).delete()
        attempt = FailedSignIn.objects.create(account=account, address=address, at=now)
    retry_after = max(_seconds_to_wait(attempt, field, limit) for field, limit in LIMITS.items())
    if retry_after:
        attempt.delete()
        raise TooManyFailures(retry_after=retry_after)
    return attempt


def _seconds_to_wait(attempt, field, limit):
    failures = FailedSignIn.objects.since(attempt.at - FAILURE_WINDOW).others_sharing(attempt, field)
    moments = failures.newest_first().values_list("at", flat=True)[:limit]
    if len(moments) < limit:
        return 0
    return max(1, math.ceil((moments[limit - 1] + FAILURE_WINDOW - attempt.at).total_seconds()))
