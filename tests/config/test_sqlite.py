import threading

import pytest
from django.db import OperationalError, connection, connections, transaction

from config.sqlite.base import WRITER

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'sqlite'", reason="SQLite's own door"),
]


def in_thread(function):
    """Run `function` in a thread with a connection of its own; returns the thread."""

    def run():
        try:
            function()
        finally:
            connections["default"].close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_a_transaction_takes_the_writer_s_place_and_gives_it_back():
    with transaction.atomic():
        assert WRITER.locked()
    assert not WRITER.locked()


def test_a_transaction_that_fails_gives_the_place_back():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        raise ZeroDivisionError
    assert not WRITER.locked()


def test_a_connection_closed_within_a_transaction_gives_the_place_back():
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    assert WRITER.locked()
    connection.close()
    assert not WRITER.locked()


def test_a_savepoint_does_not_wait_for_its_own_transaction():
    with transaction.atomic(), transaction.atomic():
        assert WRITER.locked()


def test_writers_of_one_process_wait_in_turn():
    order, started = [], threading.Event()

    def second():
        started.set()
        with transaction.atomic():
            order.append("second")

    with transaction.atomic():
        thread = in_thread(second)
        started.wait(5)
        order.append("first")
    thread.join(5)
    assert order == ["first", "second"]


def test_a_writer_that_waits_too_long_is_told_so(monkeypatch):
    failures = []

    def impatient():
        monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 0)
        try:
            with transaction.atomic():
                pass
        except OperationalError as failure:
            failures.append(str(failure))

    with transaction.atomic():
        in_thread(impatient).join(5)
    assert failures == ["database is locked: another change has been running too long"]


def test_the_journal_survives_readers_beside_a_writer():
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        assert cursor.fetchone() == ("wal",)
