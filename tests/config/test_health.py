"""B06: a process that answers is not yet one that people can work with; the supervisor is told which."""

import errno
import tempfile
from types import SimpleNamespace

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from config import asgi
from config.outage import Outage
from ledger.figures import working_out
from tests.event_loop import run

READY = {"database": "ok", "migrations": "ok", "disk": "ok", "workers": "ok"}


def asked(client):
    answer = client.get("/health/ready")
    return answer.status_code, answer.json()


def broken(client, what):
    """Return what is said of a thing that is not ready, and that all else is."""
    status, said = asked(client)
    assert status == 503
    assert {name for name, word in said.items() if word != "ok"} == {what}
    return said[what]


def test_a_supervisor_learns_that_the_process_serves(client):
    assert client.get("/health/").content == b"ok"


def test_b06_that_it_lives_is_said_without_a_thread_and_without_django(monkeypatch):
    monkeypatch.setattr(asgi.pages, "wsgi", None)
    sent = []

    async def send(message):
        sent.append(message)

    run(asgi.application({"type": "http", "path": "/health/live", "headers": []}, None, send))
    assert sent[0]["status"] == 200
    assert dict(sent[0]["headers"])[b"x-content-type-options"] == b"nosniff"
    assert sent[1]["body"] == b"ok"


@pytest.mark.django_db
class TestReady:
    def test_it_is_when_everything_is_there(self, client):
        assert asked(client) == (200, READY)

    def test_b06_not_with_the_database_away(self, client, monkeypatch):
        def fail(*arguments, **options):
            raise OperationalError("gone")

        monkeypatch.setattr("config.health.connection", SimpleNamespace(cursor=fail))
        monkeypatch.setattr("config.health.pending_migrations", fail)
        status, said = asked(client)
        assert status == 503
        assert said["database"] == "The database does not answer."
        assert "version" in said["migrations"]
        assert "gone" not in str(said)

    def test_b06_not_before_every_migration_has_been_run(self, client):
        last = MigrationRecorder.Migration.objects.filter(app="teams").latest("pk")
        last.delete()
        assert "manage.py prepare" in broken(client, "migrations")

    def test_b06_not_where_nothing_can_be_written(self, client, monkeypatch):
        def full(**options):
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(tempfile, "TemporaryFile", full)
        assert "written" in broken(client, "disk")

    def test_b06_not_with_a_disk_that_is_nearly_full(self, client, monkeypatch):
        monkeypatch.setattr("config.health.shutil.disk_usage", lambda path: SimpleNamespace(free=99 * 1024**2))
        assert "nearly full" in broken(client, "disk")

    def test_b06_not_where_nobody_works_figures_out(self, client, monkeypatch):
        ended = SimpleNamespace(is_alive=lambda: False)
        monkeypatch.setattr(working_out, "working", SimpleNamespace(threads=[ended]))
        assert "restart" in broken(client, "workers")

    def test_it_is_asked_even_while_pages_are_told_of_an_outage(self, client, monkeypatch):
        monkeypatch.setattr(Outage, "until", float("inf"))
        assert asked(client) == (200, READY)
        assert client.get("/sign-in/").status_code == 503

    def test_it_needs_no_session_and_leaves_none(self, client, django_assert_max_num_queries):
        with django_assert_max_num_queries(4):
            asked(client)
        assert not client.cookies
        assert connection.is_usable()
