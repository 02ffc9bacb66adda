"""The backup that is taken by itself before a migration, and goes once the start after that one is ready."""

from pathlib import Path

from django.conf import settings
from django.utils import timezone

from config.backup import BackupError
from config.backup.contents import table_names
from config.backup.taking import take_backup

PATTERN = "before-*.zip"


def backups_folder() -> Path:
    return settings.VAR_DIR / "backups"


def back_up_before(pending: list[str]) -> Path | None:
    """Take a backup of the database that is about to be migrated; none of one that is about to be made.

    Raises BackupError.
    """
    if not pending or not table_names():
        return None
    folder = backups_folder()
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as problem:
        raise BackupError(f"The folder {folder} can’t be made: {problem.strerror}.") from problem
    target = folder / f"before-{pending[-1]}-{timezone.now():%Y%m%d-%H%M%S}.zip"
    take_backup(target)
    return target


def remove_outlived(previous_start: float) -> None:
    """Remove the backups that are older than the start before this one, in seconds since 1970: it ran without them."""
    for path in backups_folder().glob(PATTERN):
        if path.stat().st_mtime < previous_start:
            path.unlink(missing_ok=True)
