from datetime import timedelta
from threading import Barrier, Thread
from unittest.mock import patch

import pytest
from django.db import connection
from django.utils import timezone

from teams.actions.passwords import TooManyFailures, WrongPassword, change_password, check_password, seconds_to_hold
from teams.models import FailedSignIn
from teams.rules import (
    FAILURE_WINDOW,
    FAILURES_BEFORE_SLOWED,
    FAILURES_PER_ADDRESS,
    FAILURES_PER_PLACE,
    MOST_SECONDS_SLOWED,
    Place,
)
from tests.factories import PASSWORD, UserFactory

HERE = Place("203.0.113.9")
ELSEWHERE = Place("198.51.100.7")
KNOWN = Place("browser abc", is_known=True)


def attempt(*, email="olga@example.com", password="wrong wrong wrong", place=HERE, now=None):
    return check_password(email=email, password=password, place=place, now=now or timezone.now())


def fail(times, **typed):
    for _ in range(times):
        with pytest.raises(WrongPassword):
            attempt(**typed)


def test_the_right_password_names_its_person_and_leaves_no_failure_behind(olga):
    assert attempt(password=PASSWORD) == olga
    assert not FailedSignIn.objects.exists()


def test_the_sixth_attempt_on_an_account_from_one_place_is_not_even_tried(olga):
    fail(FAILURES_PER_PLACE)
    with pytest.raises(TooManyFailures), patch("teams.actions.passwords.authenticate") as authenticate:
        attempt(password=PASSWORD)
    authenticate.assert_not_called()


def test_typing_the_email_in_another_case_does_not_help(olga):
    fail(FAILURES_PER_PLACE)
    with pytest.raises(TooManyFailures):
        attempt(email="OLGA@Example.com", password=PASSWORD)


def test_b04_a_stranger_can_slow_an_account_and_not_close_it(olga):
    now = timezone.now()
    for n in range(40):
        fail(1, place=Place(f"192.0.2.{n}"), now=now)
    assert seconds_to_hold(email=olga.email, place=HERE, now=now) == MOST_SECONDS_SLOWED
    assert seconds_to_hold(email="nobody@example.com", place=HERE, now=now) == 0
    assert attempt(password=PASSWORD, now=now) == olga


def test_b04_the_wait_grows_with_the_failures_and_ends_with_them(olga):
    now = timezone.now()
    held = []
    for n in range(FAILURES_BEFORE_SLOWED + 3):
        fail(1, place=Place(f"192.0.2.{n}"), now=now)
        held.append(seconds_to_hold(email=olga.email, place=HERE, now=now))
    assert held == [0] * FAILURES_BEFORE_SLOWED + [1, 2, 3]
    assert seconds_to_hold(email=olga.email, place=HERE, now=now + FAILURE_WINDOW) == 0


def test_b04_a_known_browser_neither_waits_nor_is_refused_for_what_others_do(olga):
    fail(FAILURES_PER_PLACE)
    fail(FAILURES_PER_PLACE, place=ELSEWHERE)
    assert seconds_to_hold(email=olga.email, place=KNOWN, now=timezone.now()) == 0
    assert attempt(password=PASSWORD, place=KNOWN) == olga


def test_b04_a_known_browser_is_limited_for_what_it_does_itself(olga):
    fail(FAILURES_PER_PLACE, place=KNOWN)
    with pytest.raises(TooManyFailures):
        attempt(password=PASSWORD, place=KNOWN)


def test_an_account_that_nobody_has_is_limited_just_the_same(db):
    fail(FAILURES_PER_PLACE, email="nobody@example.com")
    with pytest.raises(TooManyFailures):
        attempt(email="nobody@example.com")


def test_an_address_is_limited_over_all_accounts(olga):
    for n in range(FAILURES_PER_ADDRESS):
        fail(1, email=f"guess{n}@example.com")
    with pytest.raises(TooManyFailures):
        attempt(password=PASSWORD)
    assert attempt(password=PASSWORD, place=ELSEWHERE) == olga


def test_the_limit_is_lifted_when_the_sentence_says_so(olga):
    start = timezone.now()
    for minute in range(FAILURES_PER_PLACE):
        fail(1, now=start + timedelta(minutes=minute))
    now = start + timedelta(minutes=10)
    with pytest.raises(TooManyFailures, match="Wait 5 minutes") as refusal:
        attempt(now=now)
    assert refusal.value.retry_after == 5 * 60
    with pytest.raises(TooManyFailures):
        attempt(password=PASSWORD, now=now + timedelta(seconds=refusal.value.retry_after - 1))
    assert attempt(password=PASSWORD, now=now + timedelta(seconds=refusal.value.retry_after)) == olga


def test_refused_attempts_do_not_prolong_the_wait(olga):
    start = timezone.now()
    fail(FAILURES_PER_PLACE, now=start)
    for minute in range(14):
        with pytest.raises(TooManyFailures):
            attempt(now=start + timedelta(minutes=minute))
    assert attempt(password=PASSWORD, now=start + FAILURE_WINDOW) == olga


def test_failures_that_count_no_more_are_forgotten(olga):
    start = timezone.now()
    fail(3, now=start)
    attempt(password=PASSWORD, now=start + FAILURE_WINDOW)
    assert not FailedSignIn.objects.exists()


@pytest.mark.parametrize("email", ["olga@example.com", "nobody@example.com", "new@example.com", "gone@example.com"])
def test_every_failure_costs_one_hash_whoever_it_was_about(olga, email):
    UserFactory(email="new@example.com", password=None)
    UserFactory(email="gone@example.com", is_active=False)
    with patch("django.contrib.auth.hashers.MD5PasswordHasher.encode", return_value="md5$a$b") as encode:
        fail(1, email=email)
    assert encode.call_count == 1


def test_a_deactivated_person_is_refused_like_a_stranger(olga):
    olga.is_active = False
    olga.save()
    fail(1, password=PASSWORD)


@pytest.mark.django_db(transaction=True)
def test_of_many_attempts_at_once_no_more_than_the_limit_are_tried():
    UserFactory(email="olga@example.com")
    gate, outcomes = Barrier(20), []

    def run():
        gate.wait()
        try:
            attempt()
        except (WrongPassword, TooManyFailures) as refusal:
            outcomes.append(type(refusal))
        finally:
            connection.close()

    threads = [Thread(target=run) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(outcomes) == 20
    assert outcomes.count(WrongPassword) <= FAILURES_PER_PLACE
    assert FailedSignIn.objects.count() == outcomes.count(WrongPassword)


def test_a_password_is_changed_by_who_knows_the_present_one(olga):
    change_password(by=olga, current=PASSWORD, new="another walk by the sea", now=timezone.now())
    assert attempt(password="another walk by the sea") == olga
    fail(1, password=PASSWORD)


def change(olga, current):
    change_password(by=olga, current=current, new="another walk by the sea", now=timezone.now())


def test_guessing_the_present_password_is_limited_like_signing_in(olga):
    for _ in range(FAILURES_PER_PLACE):
        with pytest.raises(WrongPassword):
            change(olga, "wrong wrong wrong")
    with pytest.raises(TooManyFailures):
        change(olga, PASSWORD)


def test_b04_who_is_signed_in_changes_the_password_whatever_strangers_have_tried(olga):
    fail(FAILURES_PER_PLACE)
    change(olga, PASSWORD)
    assert attempt(password="another walk by the sea", place=ELSEWHERE) == olga
