"""Restoring: a backup is booted aside and held against its manifest; only what was proved takes the place."""

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError
from django.utils import timezone

from config.backup import BackupError
from config.backup.archive import Manifest, extract, fingerprint, read_manifest
from config.backup.contents import (
    differences,
    differing_canvases,
    read_canvases,
    read_contents,
    unknown_migrations,
)
from config.backup.engines import Engine, default_engine, standing_in
from config.pending import pending_migrations

OTHER_ENGINE = (
    "{path} holds a database of {theirs}, but the settings name one of {ours}. Restore it where DATABASE_URL "
    "{names}, and carry canvases over as documents."
)
NEWER = "{path} was made by version {version}, which is newer than this one ({ours}). Restore it with that version."
MOST_SAID = 10


@dataclass(frozen=True, slots=True)
class Proof:
    """What a check has shown.

    migrated: the migrations that the backup lacked and that were applied aside. canvases: how many were read.
    compared: whether the canvases could be held against what was noted of them.
    """

    manifest: Manifest
    migrated: list[str]
    canvases: int
    compared: bool

    @property
    def key_holds(self) -> bool:
        """Say whether sessions and links of the backup are good under the secret key that is used here."""
        return self.manifest.secret_key == fingerprint()


def check_backup(path: Path) -> Proof:
    """Boot a backup aside and hold it against its manifest; replaces nothing.

    Raises BackupError, whose message is for the person, where anything is not as noted.
    """
    engine = default_engine()
    with booted_aside(path, engine, now_stamp()) as (_, proof):
        return proof


def restore_backup(path: Path) -> tuple[Proof, str | None]:
    """Check a backup, then put it in place; return what was shown and the name by which the former database is kept.

    Raises BackupError, whose message is for the person; nothing is replaced then.
    """
    engine, stamp = default_engine(), now_stamp()
    with booted_aside(path, engine, stamp) as (aside, proof):
        return proof, engine.exchange(aside, stamp)


def now_stamp() -> str:
    return timezone.now().strftime("%Y%m%d-%H%M%S")


@contextmanager
def booted_aside(path: Path, engine: Engine, stamp: str) -> Iterator[tuple[str, Proof]]:
    """Make a database of a backup, prove it, and remove it in the end unless it has taken the place by then."""
    manifest = read_manifest(path)
    refuse_foreign(path, manifest, engine)
    try:
        with tempfile.TemporaryDirectory(dir=settings.VAR_DIR, prefix=".restore-") as folder:
            aside = engine.make_aside(extract(path, manifest, folder=Path(folder)), stamp)
        try:
            with standing_in(aside):
                proof = prove(manifest)
            yield aside, proof
        finally:
            engine.drop_aside(aside)
    except OSError as problem:
        raise BackupError(f"The backup could not be unpacked: {problem.strerror}. Nothing was replaced.") from problem
    except DatabaseError as problem:
        raise BackupError(f"The backup’s database can’t be used: {problem}. Nothing was replaced.") from problem


def refuse_foreign(path: Path, manifest: Manifest, engine: Engine) -> None:
    """Refuse a backup of another database, or of a newer version of the product."""
    if manifest.engine != engine.vendor:
        names = "is left out" if manifest.engine == "sqlite" else "names a PostgreSQL database"
        raise BackupError(OTHER_ENGINE.format(path=path, theirs=manifest.engine, ours=engine.vendor, names=names))
    newer = number(manifest.version) > number(settings.VERSION)
    if newer or unknown_migrations(manifest.contents.migrations):
        raise BackupError(NEWER.format(path=path, version=manifest.version, ours=settings.VERSION))


def number(version: str) -> tuple[int, ...]:
    """Return a version such as 0.10.2 as what it sorts by."""
    return tuple(int(part) for part in re.findall(r"\d+", version))


def prove(manifest: Manifest) -> Proof:
    """Hold the default database against a manifest, then bring it up to date and read every canvas."""
    noted = manifest.contents
    found = read_contents()
    wrong = differences(noted, found)
    pending = pending_migrations()
    call_command("migrate", interactive=False, verbosity=0)
    canvases = read_canvases()
    # Another version may write the same canvas as another document.
    compared = noted.canvases is not None and not pending and manifest.version == settings.VERSION
    if compared:
        wrong += differing_canvases(noted.canvases or {}, canvases)
    if wrong:
        raise BackupError("The backup does not hold what was noted. " + " ".join(wrong[:MOST_SAID]))
    return Proof(manifest, pending, len(canvases), compared)
