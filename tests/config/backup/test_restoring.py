"""A backup is proved before it is believed, and nothing is replaced by one that is not as noted."""

import threading
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from canvas.models import Note
from config.backup import BackupError, taking
from config.backup.contents import read_contents
from config.backup.engines import default_engine
from config.backup.restoring import check_backup
from config.backup.taking import take_backup
from config.pending import pending_migrations


def databases() -> set[str]:
    """Name all databases beside the default one, itself included."""
    if connection.vendor == "sqlite":
        return {path.name for path in default_engine().file.parent.iterdir()}
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database")
        return {name for (name,) in cursor.fetchall()}


def check(file) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("restore", file, check=True, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_a_check_reads_everything_and_replaces_nothing(backup, canvas):
    standing = databases()
    canvas.notes.all().delete()
    before = read_contents()
    out, err = check(backup)
    assert "1 canvases are as noted" in out
    assert "Nothing was replaced." in out
    assert not err
    assert read_contents() == before
    assert databases() == standing


def test_rows_that_say_something_else_than_noted_are_named(rewrite):
    def change(data):
        data["contents"]["tables"]["canvas_note"]["sha256"] = "0" * 64
        data["contents"]["tables"]["canvas_segment"]["rows"] = 7

    standing = databases()
    with pytest.raises(BackupError) as refusal:
        check_backup(rewrite(change))
    assert "The 3 rows of the table canvas_note say something else" in str(refusal.value)
    assert "The table canvas_segment has 1 rows; 7 were noted." in str(refusal.value)
    assert databases() == standing


def test_a_canvas_that_reads_differently_is_named(rewrite, canvas):
    def change(data):
        data["contents"]["canvases"][str(canvas.pk)] = "0" * 64

    with pytest.raises(BackupError, match=f"The canvas {canvas.pk} reads differently"):
        check_backup(rewrite(change))


def test_a_canvas_that_is_not_there_is_named(rewrite):
    with pytest.raises(BackupError, match="The canvas absent is missing"):
        check_backup(rewrite(lambda data: data["contents"]["canvases"].update(absent="0" * 64)))


def test_half_a_file_is_no_backup(backup):
    content = backup.read_bytes()
    backup.write_bytes(content[: len(content) // 2])
    with pytest.raises(CommandError, match="or only a piece of one"):
        check(backup)


def test_a_database_that_is_not_the_one_written_is_refused(rewrite):
    with pytest.raises(BackupError, match="damaged"):
        check_backup(rewrite(lambda data: data.update(sha256="0" * 64)))


def test_a_file_that_is_something_else_is_refused(tmp_path):
    other = tmp_path / "notes.txt"
    other.write_text("a shopping list")
    with pytest.raises(BackupError, match="no backup of this product"):
        check_backup(other)


def test_a_backup_of_a_newer_version_is_refused(rewrite):
    with pytest.raises(BackupError, match=r"made by version 99\.0\.0, which is newer"):
        check_backup(rewrite(lambda data: data.update(version="99.0.0")))


def test_a_backup_with_migrations_that_this_version_lacks_is_refused(rewrite):
    with pytest.raises(BackupError, match="newer than this one"):
        check_backup(rewrite(lambda data: data["contents"]["migrations"].append("canvas.9999_of_tomorrow")))


def test_a_backup_of_another_kind_of_database_is_refused(rewrite):
    with pytest.raises(BackupError, match="holds a database of oracle"):
        check_backup(rewrite(lambda data: data.update(engine="oracle")))


def test_another_secret_key_is_a_warning_and_no_refusal(backup, settings):
    settings.SECRET_KEY = "another key of more than thirty-two letters"
    out, err = check(backup)
    assert "as noted" in out
    assert "everybody has to sign in again" in err


def test_a_backup_of_an_older_version_is_brought_up_to_date_aside(transactional_db, workspace, tmp_path):
    file = tmp_path / "older.zip"
    call_command("migrate", "teams", "0001", verbosity=0)
    try:
        take_backup(file)
        proof = check_backup(file)
        assert "teams.0002_evidence_half_life" in proof.migrated
        assert not proof.compared
        assert pending_migrations()
    finally:
        call_command("migrate", verbosity=0)


def test_a_backup_is_of_one_moment_while_others_write(canvas, tmp_path, monkeypatch):
    """What is written between counting and copying is in neither."""

    def read_and_write():
        contents = read_contents()
        write_elsewhere(canvas)
        return contents

    monkeypatch.setattr(taking, "read_contents", read_and_write)
    take_backup(tmp_path / "backup.zip")
    assert Note.objects.count() == 4
    assert check_backup(tmp_path / "backup.zip").manifest.contents.tables["canvas_note"].rows == 3


def write_elsewhere(canvas) -> None:
    """Add a note through a connection of another thread."""

    def add():
        Note.objects.create(canvas=canvas, block=canvas.notes.first().block, text="late", position=1)
        connection.close()

    thread = threading.Thread(target=add)
    thread.start()
    thread.join()
