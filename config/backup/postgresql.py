"""PostgreSQL: copied by pg_dump from an exported snapshot, made aside by pg_restore, exchanged by renaming."""

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from config.backup import BackupError
from config.backup.programs import find_program

IN_USE = "The database is in use. Stop the product on every machine first, then restore again."
NAME_LENGTH = 63


class Postgresql:
    """The default database on its server."""

    vendor, part = "postgresql", "database.dump"

    def __init__(self, connection):
        self.connection = connection
        self.name = connection.settings_dict["NAME"]

    def exists(self) -> bool:
        with self._server() as server:
            found = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self.name])
            return found.fetchone() is not None

    @contextmanager
    def snapshot(self) -> Iterator[Callable[[Path], None]]:
        with self.connection.cursor() as cursor:
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            try:
                cursor.execute("SELECT pg_export_snapshot()")
                [snapshot] = cursor.fetchone()
                yield lambda target: self._dump(target, snapshot)
            finally:
                cursor.execute("ROLLBACK")

    def _dump(self, target: Path, snapshot: str) -> None:
        self._run("pg_dump", f"--snapshot={snapshot}", "--format=custom", f"--file={target}", self.name)

    def make_aside(self, part: Path, stamp: str) -> str:
        aside = self._named("restored", stamp)
        with self._server() as server:
            encoding, collate, ctype = self._locale(server)
            server.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING {} LC_COLLATE {} LC_CTYPE {}").format(
                    sql.Identifier(aside), encoding, collate, ctype
                )
            )
        try:
            self._run("pg_restore", "--exit-on-error", f"--dbname={aside}", str(part))
        except BackupError:
            self.drop_aside(aside)
            raise
        return aside

    def _locale(self, server: psycopg.Connection) -> tuple[str, str, str]:
        """Return encoding, collation and character classes of the default database, else those of the server."""
        rows = server.execute(
            "SELECT pg_encoding_to_char(encoding), datcollate, datctype FROM pg_database "
            "WHERE datname IN (%s, 'template0') ORDER BY datname = 'template0'",
            [self.name],
        )
        return rows.fetchall()[0]

    def drop_aside(self, name: str) -> None:
        with self._server() as server:
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))

    def exchange(self, aside: str, stamp: str) -> str | None:
        self.connection.close()
        self.connection.close_pool()
        kept = self._named("before", stamp) if self.exists() else None
        with self._server() as server, server.transaction():
            if kept:
                rename(server, self.name, kept)
            rename(server, aside, self.name)
        return kept

    def _named(self, word: str, stamp: str) -> str:
        ending = f"-{word}-{stamp}"
        return self.name[: NAME_LENGTH - len(ending)] + ending

    @contextmanager
    def _server(self) -> Iterator[psycopg.Connection]:
        """Open the database that every server has, from which the others are made and renamed."""
        other = "template1" if self.name == "postgres" else "postgres"
        try:
            with psycopg.connect(**self._address(), dbname=other, autocommit=True) as server:
                yield server
        except psycopg.errors.InsufficientPrivilege as problem:
            raise BackupError(
                f"PostgreSQL says: {said(problem)}. Restoring makes a database aside, so the user of DATABASE_URL must "
                "own its database and may create others: ALTER ROLE … CREATEDB."
            ) from problem
        except psycopg.errors.ObjectInUse as problem:
            raise BackupError(IN_USE) from problem
        except psycopg.OperationalError as problem:
            raise BackupError(f"PostgreSQL says: {said(problem)}.") from problem

    def _address(self) -> dict[str, Any]:
        given = self.connection.settings_dict
        named = {key: given[key.upper()] for key in ("host", "port", "user", "password") if given[key.upper()]}
        return {**{key: value for key, value in given["OPTIONS"].items() if key != "pool"}, **named}

    def _run(self, program: str, *arguments: str) -> None:
        """Run a program of PostgreSQL's, told where the server is by what other users of this machine can't read."""
        with self._server() as server:
            path = find_program(program, server_version=server.info.server_version)
        address = {f"PG{key.upper()}": str(value) for key, value in self._address().items()}
        command = [path, "--no-owner", "--no-privileges", *arguments]
        done = subprocess.run(command, env={**os.environ, **address}, capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode:
            raise BackupError(f"{program} failed: {last_line(done.stderr)}")


def rename(server: psycopg.Connection, before: str, after: str) -> None:
    server.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(before), sql.Identifier(after)))


def said(problem: Exception) -> str:
    """Return the first line of what PostgreSQL says of a problem, without its full stop."""
    return str(problem).strip().split("\n")[0].rstrip(".")


def last_line(text: str) -> str:
    return text.strip().rsplit("\n", 1)[-1]
