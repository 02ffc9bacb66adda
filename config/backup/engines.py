"""What a backup asks of a database, and which one answers."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

from django.db import connection, connections

from config.backup.postgresql import Postgresql
from config.backup.sqlite import Sqlite


class Engine(Protocol):
    """The default database as a backup sees it. Every method raises BackupError with a sentence for the person."""

    vendor: str
    part: str

    def exists(self) -> bool:
        """Say whether there is a database at all."""

    def snapshot(self) -> AbstractContextManager[Callable[[Path], None]]:
        """Hold one moment: the default connection reads it, and the function that is given writes a copy of it."""

    def make_aside(self, part: Path, stamp: str) -> str:
        """Make another database of a copy, and return its name."""

    def drop_aside(self, name: str) -> None:
        """Remove a database that was made aside, where it still stands."""

    def exchange(self, aside: str, stamp: str) -> str | None:
        """Put a database made aside in the place of the default one; return the name by which that is kept."""


def default_engine() -> Engine:
    """Return the engine of the database that the settings name."""
    kind = Sqlite if connection.vendor == "sqlite" else Postgresql
    return kind(connections["default"])


@contextmanager
def standing_in(name: str) -> Iterator[None]:
    """Let the database `name` be the default one for this thread."""
    usual = connections["default"]
    aside = usual.copy()
    aside.settings_dict["NAME"] = name
    # Pools are kept by alias: this one would hand out connections to the usual database.
    aside.settings_dict["OPTIONS"].pop("pool", None)
    connections["default"] = aside
    try:
        yield
    finally:
        aside.close()
        connections["default"] = usual
