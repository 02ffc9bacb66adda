"""Signing in with a password, within the limit of failures, and changing it."""

import math

from django.contrib.auth import authenticate
from django.contrib.auth.hashers import make_password
from django.db import transaction

from teams.models import FailedSignIn, User
from teams.rules import (
    FAILURE_WINDOW,
    FAILURES_PER_ADDRESS,
    FAILURES_PER_PLACE,
    Place,
    normal_email,
    seconds_slowed,
)
from ui import audit

LIMITS = {("account", "address"): FAILURES_PER_PLACE, ("address",): FAILURES_PER_ADDRESS}


class WrongPassword(Exception):
    """This email and this password don’t belong together. Check both. If the password is lost, ask for a new link."""


class TooManyFailures(Exception):
    """Too many sign-ins failed, so this one was not tried. `retry_after` says in how many seconds it will be."""

    def __init__(self, *, retry_after: int) -> None:
        self.retry_after = retry_after
        minutes = math.ceil(retry_after / 60)
        wait = "a minute" if minutes == 1 else f"{minutes} minutes"
        super().__init__(f"Too many sign-ins have failed here. Wait {wait}, then try again.")


def check_password(*, email, password, place: Place, now) -> User:
    """Return the person whom `email` and `password` belong to.

    The password is hashed outside any transaction, since it takes long.
    Raises WrongPassword, and TooManyFailures without looking at the password.
    """
    attempt = _record_attempt(account=normal_email(email), place=place, now=now)
    user = authenticate(username=email, password=password)
    if user is None:
        audit.note("sign-in refused", account=attempt.account)
        raise WrongPassword(WrongPassword.__doc__)
    attempt.delete()
    return user


def seconds_to_hold(*, email, place: Place, now) -> int:
    """Return how many seconds the answer to a sign-in is held back, right or wrong; 0 where the account is known."""
    if place.is_known:
        return 0
    failures = FailedSignIn.objects.since(now - FAILURE_WINDOW).of_account(normal_email(email))
    return seconds_slowed(failures.count())


def change_password(*, by, current, new, now) -> User:
    """Give `by` a new password; whoever is signed in as `by` elsewhere is signed out by the change.

    Raises WrongPassword where `current` is not the present one, and TooManyFailures: guesses of whoever is signed in as
    `by` are counted for themselves.
    """
    user = check_password(email=by.email, password=current, place=Place(f"person {by.pk}", is_known=True), now=now)
    user.password = make_password(new)
    user.save(update_fields=["password"])
    audit.note("password changed", account=user.email)
    return user


def _record_attempt(*, account, place, now):
    # Recorded as failed and committed before it is counted: of any number at once, no more than the limit get through.
    with transaction.atomic():
        FailedSignIn.objects.until(now - FAILURE_WINDOW).delete()
        attempt = FailedSignIn.objects.create(account=account, address=place.name, at=now)
    retry_after = max(_seconds_to_wait(attempt, fields, limit) for fields, limit in LIMITS.items())
    if retry_after:
        attempt.delete()
        audit.note("sign-in limited", account=account)
        raise TooManyFailures(retry_after=retry_after)
    return attempt


def _seconds_to_wait(attempt, fields, limit):
    failures = FailedSignIn.objects.since(attempt.at - FAILURE_WINDOW).others_sharing(attempt, *fields)
    moments = failures.newest_first().values_list("at", flat=True)[:limit]
    if len(moments) < limit:
        return 0
    return max(1, math.ceil((moments[limit - 1] + FAILURE_WINDOW - attempt.at).total_seconds()))
