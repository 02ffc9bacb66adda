"""A backup is whole or it is not there."""

import json
import os
import resource
import subprocess
import sys
import zipfile
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from config.backup import BackupError, programs
from config.backup.contents import read_contents
from config.backup.taking import take_backup


def test_a_backup_notes_what_the_database_says(backup, canvas):
    with zipfile.ZipFile(backup) as file:
        manifest = json.loads(file.read("manifest.json"))
    assert manifest["engine"] == connection.vendor
    assert manifest["version"] == settings.VERSION
    assert manifest["contents"]["tables"]["canvas_note"]["rows"] == 3
    assert list(manifest["contents"]["canvases"]) == [str(canvas.pk)]


def test_a_backup_tells_the_secret_key_by_its_fingerprint_alone(backup):
    with zipfile.ZipFile(backup) as file:
        contents = [file.read(name) for name in file.namelist()]
    assert not [content for content in contents if settings.SECRET_KEY.encode() in content]
    assert json.loads(contents[0])["secret_key"]


def test_a_backup_can_be_read_by_its_owner_alone(backup):
    assert backup.stat().st_mode & 0o077 == 0


def test_the_command_says_what_the_file_holds(canvas, tmp_path):
    out = StringIO()
    call_command("backup", tmp_path / "here.zip", stdout=out)
    assert f"holds {read_contents().rows} rows" in out.getvalue()


def test_no_backup_is_overwritten(backup):
    before = backup.read_bytes()
    with pytest.raises(CommandError, match="exists already"):
        call_command("backup", backup)
    assert backup.read_bytes() == before


def test_a_folder_that_is_not_there_is_named(canvas, tmp_path):
    with pytest.raises(BackupError, match=r"could not be written to .*nowhere: No such file"):
        take_backup(tmp_path / "nowhere" / "backup.zip")


@pytest.mark.once
def test_a_full_disk_leaves_no_piece_of_a_backup(tmp_path):
    environment = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path / "var")}

    def manage(*arguments, **options):
        command = [sys.executable, settings.BASE_DIR / "manage.py", *arguments]
        return subprocess.run(command, env=environment, capture_output=True, text=True, **options)

    manage("migrate", check=True)
    target = tmp_path / "copies" / "backup.zip"
    target.parent.mkdir()
    most = 100_000
    done = manage("backup", target, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)))
    assert done.returncode
    assert "Traceback" not in done.stderr
    assert str(target.parent) in done.stderr
    assert not list(target.parent.iterdir())


def test_without_the_programs_of_postgresql_the_package_to_install_is_named(canvas, tmp_path, monkeypatch):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite copies itself")
    monkeypatch.setattr(programs, "FOLDERS", ())
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BackupError, match="apt-get install postgresql-client-"):
        take_backup(tmp_path / "backup.zip")
    assert not list(tmp_path.iterdir())
