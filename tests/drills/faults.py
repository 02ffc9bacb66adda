"""What happens to a database: another program holds it, it is gone, its disk is full."""

import resource
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from tests.drills.product import Server


@contextmanager
def locked(server: Server) -> Iterator[None]:
    """Another program holds the database, or its table of canvases, for a change that does not end."""
    if server.database_url:
        with psycopg.connect(server.database_url) as connection:
            connection.execute("LOCK TABLE canvas_canvas IN EXCLUSIVE MODE")
            yield
            connection.rollback()
    else:
        connection = sqlite3.connect(server.sqlite_file, isolation_level=None)
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("ROLLBACK")
        connection.close()


@contextmanager
def gone(server: Server, postgresql: str) -> Iterator[None]:
    """The file has been moved away; or the server of databases has ended every connection and takes no new one."""
    if not server.database_url:
        away = server.sqlite_file.with_name("away.sqlite3")
        server.sqlite_file.rename(away)
        yield
        away.rename(server.sqlite_file)
        return
    name = urlsplit(server.database_url).path.removeprefix("/")
    allow = sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}")
    with psycopg.connect(postgresql, autocommit=True) as connection:
        connection.execute(allow.format(sql.Identifier(name), sql.SQL("false")))
        connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        yield
        connection.execute(allow.format(sql.Identifier(name), sql.SQL("true")))


@contextmanager
def full(server: Server) -> Iterator[None]:
    """No file of the server may grow any more."""
    resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (1, resource.RLIM_INFINITY))
    yield
    resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
