import re
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from teams.actions.links import EmailTaken, LinkSpent, find_link, make_link, use_link
from teams.actions.people import let_in
from teams.models import SignInLink, User
from tests.factories import PASSWORD, UserFactory

CHOICES = {"name": "Olga", "email": "olga@example.com", "password": PASSWORD}


def token_of(link):
    return link.rstrip("/").rsplit("/", maxsplit=1)[-1]


def token_for(user, *, now=None):
    return token_of(make_link(user=user, now=now or timezone.now()))


def test_a_link_is_an_address_of_this_site_with_a_token_that_nobody_guesses(olga, settings):
    link = make_link(user=olga, now=timezone.now())
    assert re.fullmatch(re.escape(settings.LINK_ORIGIN) + r"/sign-in/[\w-]{43}/", link)


def test_the_token_itself_is_not_kept(olga):
    token = token_for(olga)
    kept = str(SignInLink.objects.values().get())
    assert token not in kept


def test_a_link_works_for_an_hour_and_no_longer(olga):
    now = timezone.now()
    token = token_for(olga, now=now)
    assert find_link(token=token, now=now + timedelta(minutes=59, seconds=59)).user == olga
    with pytest.raises(LinkSpent):
        find_link(token=token, now=now + timedelta(hours=1))


def test_a_newer_link_replaces_the_older_ones_of_the_same_person(olga, edda):
    older, others, newer = token_for(olga), token_for(edda), token_for(olga)
    assert find_link(token=newer, now=timezone.now()).user == olga
    assert find_link(token=others, now=timezone.now()).user == edda
    with pytest.raises(LinkSpent):
        find_link(token=older, now=timezone.now())


def test_a_link_of_a_deactivated_person_is_spent(olga):
    token = token_for(olga)
    User.objects.update(is_active=False)
    with pytest.raises(LinkSpent):
        find_link(token=token, now=timezone.now())


@pytest.mark.parametrize("token", ["", "x", "x" * 100_000, "\x00", "é", "' OR 1=1 --", "%"])
def test_a_token_that_was_never_given_out_is_spent(olga, token):
    token_for(olga)
    with pytest.raises(LinkSpent):
        find_link(token=token, now=timezone.now())


def test_a_link_is_used_once(olga):
    now = timezone.now()
    link = find_link(token=token_for(olga), now=now)
    use_link(link=link, now=now, **CHOICES)
    with pytest.raises(LinkSpent):
        use_link(link=link, now=now, **CHOICES)


def test_using_a_link_without_a_new_password_keeps_the_old_one(olga):
    now = timezone.now()
    link = find_link(token=token_for(olga), now=now)
    use_link(link=link, now=now, name="Olga", email=olga.email, password="")
    olga.refresh_from_db()
    assert olga.check_password(PASSWORD)


def test_an_email_that_somebody_has_leaves_the_link_unused(olga, edda):
    now = timezone.now()
    link = find_link(token=token_for(olga), now=now)
    with pytest.raises(EmailTaken):
        use_link(link=link, now=now, name="Olga", email="EDDA@example.com", password="")
    olga.refresh_from_db()
    assert olga.email == "olga@example.com"
    assert find_link(token=token_for(olga), now=now)


@pytest.mark.django_db(transaction=True)
def test_of_twenty_who_use_one_link_at_once_exactly_one_gets_in():
    now = timezone.now()
    link = find_link(token=token_for(UserFactory(name="", password=None)), now=now)
    gate, outcomes = Barrier(20), []

    def run(number):
        gate.wait()
        try:
            use_link(
                link=SignInLink.objects.select_related("user").get(pk=link.pk),
                now=now,
                name=f"Number {number}",
                email=link.user.email,
                password=f"{PASSWORD} {number}",
            )
            outcomes.append(number)
        except LinkSpent:
            outcomes.append(None)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    winners = [number for number in outcomes if number is not None]
    assert len(outcomes) == 20
    assert len(winners) == 1
    assert User.objects.get().name == f"Number {winners[0]}"
    assert User.objects.get().check_password(f"{PASSWORD} {winners[0]}")


def test_a_person_is_let_in_once_whatever_the_case_of_the_email(db):
    assert let_in(email="New@Example.com") == let_in(email="new@example.com")
    assert not User.objects.get().has_usable_password()
