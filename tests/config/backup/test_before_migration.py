"""Before a migration a backup is taken by itself; it goes once the start after that one is ready."""

import os
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from config import start
from config.backup.before_migration import back_up_before, backups_folder, remove_outlived
from config.backup.restoring import check_backup
from config.pending import pending_migrations


@pytest.fixture
def var(settings, tmp_path):
    """A folder of the product's own for this test."""
    settings.VAR_DIR = tmp_path
    settings.SERVED_FILE = tmp_path / "served"
    settings.STATIC_ROOT = tmp_path / "static"
    return tmp_path


@pytest.fixture
def older(var, transactional_db, workspace):
    """A database that lacks the newest migration of its workspaces."""
    call_command("migrate", "teams", "0002", verbosity=0)
    yield
    call_command("migrate", verbosity=0)


def prepare(**options) -> str:
    out = StringIO()
    call_command("prepare", stdout=out, **options)
    return out.getvalue()


def test_a_database_is_backed_up_as_it_is_before_it_is_migrated(older):
    said = prepare()
    [backup] = backups_folder().iterdir()
    assert str(backup) in said
    assert not pending_migrations()
    assert check_backup(backup).migrated == ["teams.0003_examples_and_a_workspaces_currency"]


def test_where_nothing_is_to_be_migrated_nothing_is_backed_up(var, transactional_db):
    prepare()
    assert not backups_folder().exists()


def test_a_database_that_is_about_to_be_made_is_not_backed_up(var, db, monkeypatch):
    monkeypatch.setattr("config.backup.before_migration.table_names", list)
    assert back_up_before(["teams.0001_initial"]) is None


def test_without_a_backup_nothing_is_migrated_unless_one_says_so(older):
    # Where the folder should stand there is a file.
    backups_folder().touch()
    with pytest.raises(CommandError, match="nothing was migrated"):
        prepare()
    assert pending_migrations()
    prepare(no_backup=True)
    assert not pending_migrations()


def backup_of(seconds: float):
    backups_folder().mkdir(exist_ok=True)
    path = backups_folder() / f"before-teams.0002-{seconds}.zip"
    path.touch()
    os.utime(path, (seconds, seconds))
    return path


def test_a_backup_outlives_the_start_that_migrated_and_no_other(var):
    older, newer = backup_of(1000), backup_of(3000)
    remove_outlived(previous_start=2000)
    assert not older.exists()
    assert newer.exists()


def test_only_a_start_that_is_ready_counts(var, settings, monkeypatch):
    backup = backup_of(1000)
    answers = iter([False, True, True])
    monkeypatch.setattr(start, "PAUSE_SECONDS", 0)
    monkeypatch.setattr(start, "is_ready", lambda: next(answers))
    start.note_start()
    assert settings.SERVED_FILE.read_text() == settings.ORIGIN
    assert backup.exists(), "the start that migrated is the first one"
    start.note_start()
    assert not backup.exists()
