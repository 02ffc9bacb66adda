"""What a database says: its migrations, the rows of each table, each canvas as its document."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Self

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from canvas.models import Canvas
from config.pending import pending_migrations
from document.gathering import gather
from document.writing import write

ROWS_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Table:
    """How many rows a table has, and the SHA-256 of all of them in the order of their keys."""

    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What a database says.

    migrations: those applied, as `app.name`. tables: by name. canvases: the SHA-256 of each one's document, by id;
    None where the database is older than the code, so that its canvases can't be read yet.
    """

    migrations: tuple[str, ...]
    tables: dict[str, Table]
    canvases: dict[str, str] | None

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        """Return what a manifest's JSON says; raises KeyError or TypeError where it says something else."""
        tables = {name: Table(**table) for name, table in data["tables"].items()}
        return cls(tuple(data["migrations"]), tables, data["canvases"])

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())


def read_contents() -> Contents:
    """Return what the default database says; all of one moment where the caller holds a snapshot of it."""
    migrations = sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())
    canvases = None if pending_migrations() else read_canvases()
    return Contents(tuple(migrations), {name: read_table(name) for name in table_names()}, canvases)


def table_names() -> list[str]:
    """Return the names of the default database's tables."""
    return sorted(connection.introspection.table_names())


def read_table(name: str) -> Table:
    """Return the count and the digest of a table's rows, whatever its columns."""
    digest, count = hashlib.sha256(), 0
    for row in _rows(name):
        digest.update(repr(row).encode())
        count += 1
    return Table(count, digest.hexdigest())


def _rows(name: str) -> Iterator[tuple]:
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        keys = connection.introspection.get_primary_key_columns(cursor, name) or []
    order = f" ORDER BY {', '.join(map(quote, keys))}" if keys else ""
    with connection.chunked_cursor() as cursor:
        # The names are the database's own.
        cursor.execute(f"SELECT * FROM {quote(name)}{order}")  # noqa: S608
        while rows := cursor.fetchmany(ROWS_AT_ONCE):
            yield from map(tuple, rows)


def read_canvases() -> dict[str, str]:
    """Return the SHA-256 of each canvas's document, by its id."""
    canvases = Canvas.objects.order_by("pk").iterator()
    return {str(canvas.pk): hashlib.sha256(write(gather(canvas)).encode()).hexdigest() for canvas in canvases}


def unknown_migrations(applied: tuple[str, ...]) -> list[str]:
    """Name those of the `applied` migrations that this version does not have: a newer one applied them."""
    # Of the files alone: there may be no database to ask.
    known = MigrationLoader(None).disk_migrations
    return [name for name in applied if tuple(name.split(".", 1)) not in known]


def differences(noted: Contents, found: Contents) -> list[str]:
    """Say where what a database says differs from what was noted of it; nothing where all is the same."""
    said = []
    for name in sorted(noted.tables.keys() | found.tables.keys()):
        before, now = noted.tables.get(name), found.tables.get(name)
        if before is None or now is None:
            said.append(f"The table {name} is {'missing' if now is None else 'not noted'}.")
        elif before.rows != now.rows:
            said.append(f"The table {name} has {now.rows} rows; {before.rows} were noted.")
        elif before != now:
            said.append(f"The {now.rows} rows of the table {name} say something else than was noted.")
    return said


def differing_canvases(noted: dict[str, str], found: dict[str, str]) -> list[str]:
    """Say which canvases are missing, or come out as another document than was noted."""
    missing = [f"The canvas {key} is missing." for key in noted.keys() - found.keys()]
    return missing + [
        f"The canvas {key} reads differently." for key in noted if found.get(key, noted[key]) != noted[key]
    ]
