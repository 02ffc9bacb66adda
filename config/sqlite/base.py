import os
import threading
import time
from pathlib import Path

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

# SQLite's own wait for a writer is a lottery of sleeps; a lock in the process hands over at once.
WRITER = threading.Lock()
# A writer of this process is done soon; one of another program may hold the database for good.
SECONDS_FOR_OUR_OWN = 5

MOVED = "the database file was moved, replaced or deleted while it was in use: nothing is kept until it is back"
TOO_LONG = "database is locked: another change has been running too long"


class Elsewhere:
    """When another program's lock was last waited for in vain: who has been waiting since need not find out anew."""

    locked_at = 0.0


class DatabaseWrapper(base.DatabaseWrapper):
    """A SQLite connection to a file that stays where it is, whose transactions hold the one writer's place."""

    holds_writer = False
    file: tuple[int, int] | None = None

    # Files that this process has had open: one that is gone is not made anew, empty.
    opened: set[str] = set()

    def get_new_connection(self, conn_params):
        name = str(self.settings_dict["NAME"])
        if name in self.opened and not Path(name).exists():
            raise self.Database.OperationalError(MOVED)
        connection = super().get_new_connection(conn_params)
        self.file = identity(name)
        self.opened.update({name} if self.file else ())
        return connection

    def create_cursor(self, name=None):
        self.check_file()
        return super().create_cursor(name)

    def check_file(self) -> None:
        """Raise OperationalError where the path leads to another file by now: what is written would have no name."""
        if self.file and identity(self.settings_dict["NAME"]) != self.file:
            raise self.Database.OperationalError(MOVED)

    def _start_transaction_under_autocommit(self) -> None:
        if not self.holds_writer:
            self._take_the_writers_place()
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            Elsewhere.locked_at = time.monotonic()
            self._let_the_next_one_in()
            raise

    def _take_the_writers_place(self) -> None:
        began = time.monotonic()
        if not WRITER.acquire(timeout=SECONDS_FOR_OUR_OWN):
            raise OperationalError(TOO_LONG)
        self.holds_writer = True
        if Elsewhere.locked_at > began:
            self._let_the_next_one_in()
            raise OperationalError(TOO_LONG)

    def _commit(self) -> None:
        if self.connection is not None:
            with self.wrap_database_errors:
                self.check_file()
        super()._commit()
        self._let_the_next_one_in()

    def _rollback(self) -> None:
        try:
            super()._rollback()
        finally:
            self._let_the_next_one_in()

    def _close(self) -> None:
        try:
            super()._close()
        finally:
            self._let_the_next_one_in()

    def _let_the_next_one_in(self) -> None:
        if self.holds_writer:
            self.holds_writer = False
            WRITER.release()


def identity(path: str | Path) -> tuple[int, int] | None:
    """Return which file a path leads to, whatever its name; None where there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino
