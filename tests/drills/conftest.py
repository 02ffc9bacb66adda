"""Drills: the running product under load and under faults, once on SQLite and once on PostgreSQL. Run by `make drills`.

`server` is the product, prepared as `make setup` does and serving; `serve(NAME=value)` starts one with other settings.
`report(line)` prints a measured figure past pytest's capture.
"""

import os
import shutil
from itertools import count
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.drills.product import Server, environment_of, run_command

NUMBERS = count(1)


@pytest.fixture(scope="session")
def postgresql() -> str:
    """The address of the PostgreSQL that drills may make databases in; empty on SQLite."""
    return os.environ.get("DATABASE_URL", "")


def database_called(name: str, postgresql: str, *, like: str = "template1") -> str:
    """Make a database, a copy of another one, and return its address; on SQLite, where each folder has its own, "" ."""
    if not postgresql:
        return ""
    with psycopg.connect(postgresql, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {like}")
    return urlsplit(postgresql)._replace(path=f"/{name}").geturl()


@pytest.fixture(scope="session")
def prepared(tmp_path_factory, postgresql):
    """A folder, and a database called `prepared`, as `manage.py prepare` leaves them."""
    folder = tmp_path_factory.mktemp("prepared") / "var"
    address = database_called("prepared", postgresql)
    run_command("prepare", environment=environment_of(folder, address))
    return folder


@pytest.fixture
def database(postgresql, prepared) -> str:
    """The address of a prepared database of this drill's own; empty on SQLite."""
    return database_called(f"drill_{next(NUMBERS)}", postgresql, like="prepared")


@pytest.fixture
def serve(database, prepared, tmp_path):
    """Start the product with settings of one's own; it ends with the drill."""
    servers = []

    def serve(**environment: str) -> Server:
        folder = tmp_path / f"var{len(servers)}"
        shutil.copytree(prepared, folder)
        server = Server(folder, database, **environment)
        servers.append(server)
        server.start()
        return server

    yield serve
    for server in servers:
        server.stop()


@pytest.fixture
def server(serve) -> Server:
    """The running product, with the settings that nobody has changed."""
    return serve()


@pytest.fixture
def report(capsys):
    def say(line: str) -> None:
        with capsys.disabled():
            print(f"  {line}")

    return say
