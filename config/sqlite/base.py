import threading

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

# SQLite's own wait for a writer is a lottery of sleeps; a lock in the process hands over at once.
WRITER = threading.Lock()


class DatabaseWrapper(base.DatabaseWrapper):
    """A SQLite connection whose transactions hold the one writer's place of this process."""

    holds_writer = False

    def _start_transaction_under_autocommit(self) -> None:
        seconds = self.settings_dict.get("OPTIONS", {}).get("timeout", 20)
        if not self.holds_writer and not WRITER.acquire(timeout=seconds):
            raise OperationalError("database is locked: another change has been running too long")
        self.holds_writer = True
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            self._let_the_next_one_in()
            raise

    def _commit(self) -> None:
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
