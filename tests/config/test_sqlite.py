import threading

import pytest
from django.db import OperationalError, connection, connections, transaction

from config.sqlite import base
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
        monkeypatch.setattr(base, "SECONDS_FOR_OUR_OWN", 0)
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


@pytest.fixture
def elsewhere(tmp_path):
    """A database of its own, as a thread of the server has it open: a connection, its path and its table."""
    wrapper = base.DatabaseWrapper({**connection.settings_dict, "NAME": tmp_path / "a.sqlite3"}, alias="elsewhere")
    with wrapper.cursor() as cursor:
        cursor.execute("CREATE TABLE kept (n integer)")
    yield wrapper, tmp_path / "a.sqlite3"
    wrapper.close()


def insert(wrapper):
    with wrapper.cursor() as cursor:
        cursor.execute("INSERT INTO kept VALUES (1)")


def count(wrapper):
    with wrapper.cursor() as cursor:
        return cursor.execute("SELECT count(*) FROM kept").fetchone()[0]


def test_b06_nothing_is_written_into_a_file_that_has_been_moved(elsewhere, tmp_path):
    wrapper, path = elsewhere
    path.rename(tmp_path / "b.sqlite3")
    with pytest.raises(OperationalError, match="moved"):
        insert(wrapper)
    wrapper.close()
    with pytest.raises(OperationalError, match="moved"):
        insert(wrapper)
    assert not path.exists()
    (tmp_path / "b.sqlite3").rename(path)
    insert(wrapper)
    assert count(wrapper) == 1


def test_b06_a_file_in_the_place_of_another_is_not_taken_for_it(elsewhere, tmp_path):
    wrapper, path = elsewhere
    path.rename(tmp_path / "b.sqlite3")
    path.write_bytes(b"")
    with pytest.raises(OperationalError, match="replaced"):
        count(wrapper)


def test_b06_what_was_written_before_the_file_went_is_not_acknowledged_after_it(elsewhere):
    wrapper, path = elsewhere
    wrapper.set_autocommit(False)
    insert(wrapper)
    path.unlink()
    with pytest.raises(OperationalError, match="deleted"):
        wrapper.commit()


def test_b07_who_waited_behind_a_lock_of_another_program_does_not_wait_for_it_anew(monkeypatch):
    failures = []

    def second():
        try:
            with transaction.atomic():
                pass
        except OperationalError as failure:
            failures.append(str(failure))

    with transaction.atomic():
        thread = in_thread(second)
        while not thread.is_alive():
            pass
        monkeypatch.setattr(base.Elsewhere, "locked_at", float("inf"))
    thread.join(5)
    assert failures == ["database is locked: another change has been running too long"]
    assert not WRITER.locked()
