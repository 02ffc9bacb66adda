"""PostgreSQL's own programs, of the server's version: an older pg_dump refuses a newer server."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from config.backup import BackupError

FOLDERS = ("usr/lib/postgresql/*/bin", "opt/homebrew/opt/postgresql*/bin", "usr/pgsql-*/bin")


def find_program(name: str, *, server_version: int) -> str:
    """Return the path of `name` in the server's version, else in the next newer one that is here.

    server_version: as PostgreSQL writes it, 150004 for 15.4. Raises BackupError where there is none.
    """
    wanted = server_version // 10000
    newer = sorted((major, path) for path in _candidates(name) if (major := _major(path)) >= wanted)
    if not newer:
        raise BackupError(
            f"There is no {name} of version {wanted} or newer here, which the PostgreSQL server needs. "
            f"Install it, for example: apt-get install postgresql-client-{wanted}."
        )
    return newer[0][1]


def _candidates(name: str) -> Iterator[str]:
    for folder in FOLDERS:
        yield from (str(path) for path in Path("/").glob(f"{folder}/{name}"))
    if found := shutil.which(name):
        yield found


def _major(path: str) -> int:
    answer = subprocess.run([path, "--version"], capture_output=True, text=True, check=False)  # noqa: S603
    found = re.search(r"\) (\d+)", answer.stdout)
    return int(found[1]) if found else 0
