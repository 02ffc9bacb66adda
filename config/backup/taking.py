"""Taking a backup: of one moment, aside, renamed once it is whole."""

import os
import tempfile
from pathlib import Path

from django.db import DatabaseError
from django.utils import timezone

from config.backup import BackupError
from config.backup.archive import Manifest, describe, write_archive
from config.backup.contents import read_contents, table_names
from config.backup.engines import default_engine


def take_backup(target: Path) -> Manifest:
    """Write a backup of all that is kept to `target`, and return what it says of itself.

    Raises BackupError, whose message is for the person; nothing is left behind then.
    """
    target = target.absolute()
    _refuse_to_overwrite(target)
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as folder:
            draft = Path(folder, "whole")
            manifest = _write(draft)
            flush(draft)
            _refuse_to_overwrite(target)
            os.rename(draft, target)
    except OSError as problem:
        raise BackupError(f"The backup could not be written to {target.parent}: {problem.strerror}.") from problem
    except DatabaseError as problem:
        raise BackupError(f"The database can’t be read: {problem}.") from problem
    return manifest


def _refuse_to_overwrite(target: Path) -> None:
    if target.exists():
        raise BackupError(f"{target} exists already, and no backup is overwritten. Name another file.")


def _write(draft: Path) -> Manifest:
    engine = default_engine()
    if not engine.exists() or not table_names():
        raise BackupError("There is no database to back up yet. `manage.py prepare` makes it.")
    part = draft.with_name(engine.part)
    made = timezone.now().isoformat(timespec="seconds")
    with engine.snapshot() as copy_to:
        contents = read_contents()
        copy_to(part)
    manifest = describe(part, engine=engine.vendor, made=made, contents=contents)
    write_archive(draft, part=part, manifest=manifest)
    return manifest


def flush(path: Path) -> None:
    """Have the file on the disk, not only on its way there."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
