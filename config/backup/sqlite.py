"""SQLite: copied by its own online backup, exchanged by renaming the file."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from config.backup import BackupError

JOURNALS = ("-wal", "-shm")
IN_USE = "The database is in use. Stop the product first, then restore again."


class Sqlite:
    """The file of the default database."""

    vendor, part = "sqlite", "database.sqlite3"

    def __init__(self, connection):
        self.connection = connection
        self.file = Path(connection.settings_dict["NAME"])

    def exists(self) -> bool:
        return self.file.exists() and self.file.stat().st_size > 0

    @contextmanager
    def snapshot(self) -> Iterator[Callable[[Path], None]]:
        # BEGIN alone takes no writer's place; the copy is read through the connection that has begun.
        with self.connection.cursor() as cursor:
            cursor.execute("BEGIN")
            try:
                yield self._copy
            finally:
                cursor.execute("ROLLBACK")

    def _copy(self, target: Path) -> None:
        try:
            with closing(sqlite3.connect(target)) as copy:
                self.connection.connection.backup(copy)
        except sqlite3.Error as problem:
            raise BackupError(f"SQLite could not copy its database to {target.parent}: {problem}.") from problem

    def make_aside(self, part: Path, stamp: str) -> str:
        aside = self._named("restored", stamp)
        shutil.move(part, aside)
        try:
            with closing(sqlite3.connect(aside)) as database:
                [said, *_] = database.execute("PRAGMA integrity_check").fetchone()
        except sqlite3.DatabaseError as problem:
            said = str(problem)
        if said != "ok":
            aside.unlink()
            raise BackupError(f"SQLite finds the backup's database damaged: {said}. Use another backup.")
        return str(aside)

    def drop_aside(self, name: str) -> None:
        for suffix in ("", *JOURNALS):
            Path(name + suffix).unlink(missing_ok=True)

    def exchange(self, aside: str, stamp: str) -> str | None:
        self.connection.close()
        fold_journal(Path(aside))
        if not self.exists():
            os.replace(aside, self.file)
            return None
        kept = self._named("before", stamp)
        fold_journal(self.file)
        self._keep_journals(kept)
        # A second name first: at no moment is there no database, which a start would take for a first one.
        os.link(self.file, kept)
        os.replace(aside, self.file)
        return str(kept)

    def _keep_journals(self, kept: Path) -> None:
        """Take along what could not be folded: left behind, it would be read into the database that comes."""
        for suffix in JOURNALS:
            if os.path.exists(f"{self.file}{suffix}"):
                os.replace(f"{self.file}{suffix}", f"{kept}{suffix}")

    def _named(self, word: str, stamp: str) -> Path:
        return self.file.with_name(f"{self.file.stem}-{word}-{stamp}{self.file.suffix}")


def fold_journal(file: Path) -> None:
    """Fold the write-ahead log of a database into its file, which nobody but one who has it alone can do.

    Raises BackupError where somebody else has it open. A file that is damaged is left as it is.
    """
    try:
        with closing(sqlite3.connect(file, timeout=0)) as database:
            database.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.DatabaseError as problem:
        if problem.sqlite_errorcode in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise BackupError(IN_USE) from problem
