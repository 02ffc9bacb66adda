"""The file of a backup: a zip of `manifest.json`, which says what is in it, and one part, the database."""

import hashlib
import json
import shutil
import zipfile
import zlib
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.utils.crypto import salted_hmac

from config.backup import BackupError
from config.backup.contents import Contents

FORMAT = "canvas-ledger-backup/1"
MANIFEST = "manifest.json"
SALT = "config.backup.fingerprint"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself.

    version: of the product that took it. made: ISO 8601, UTC. engine: `sqlite` or `postgresql`.
    secret_key: its fingerprint, from which the key can't be told. part, bytes, sha256: the database's copy.
    """

    version: str
    made: str
    engine: str
    secret_key: str
    part: str
    bytes: int
    sha256: str
    contents: Contents


def fingerprint() -> str:
    """Return what tells one secret key from another and gives none away."""
    return salted_hmac(SALT, "", algorithm="sha256").hexdigest()[:32]


def describe(part: Path, *, engine: str, made: str, contents: Contents) -> Manifest:
    """Return the manifest of a backup whose database stands in the file `part`."""
    return Manifest(
        version=settings.VERSION,
        made=made,
        engine=engine,
        secret_key=fingerprint(),
        part=part.name,
        bytes=part.stat().st_size,
        sha256=digest(part),
        contents=contents,
    )


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_archive(target: Path, *, part: Path, manifest: Manifest) -> None:
    """Write a backup for its owner alone; raises OSError where there is no room."""
    target.touch(mode=0o600)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(MANIFEST, json.dumps({"format": FORMAT, **asdict(manifest)}, indent=1) + "\n")
        file.write(part, part.name)


def read_manifest(path: Path) -> Manifest:
    """Return what a backup says of itself; raises BackupError where it is none."""
    try:
        with zipfile.ZipFile(path) as file:
            data = json.loads(file.read(MANIFEST))
        if data.pop("format") != FORMAT:
            raise BackupError(f"{path} has another layout than {FORMAT}: a newer version of the product made it.")
        return Manifest(**{**data, "contents": Contents.from_data(data["contents"])})
    except FileNotFoundError:
        raise BackupError(f"There is no file {path}.") from None
    except (zipfile.BadZipFile, zlib.error, KeyError, TypeError, ValueError) as problem:
        raise BackupError(f"{path} is no backup of this product, or only a piece of one ({problem}).") from problem


def extract(path: Path, manifest: Manifest, *, folder: Path) -> Path:
    """Put the database's copy into `folder`; raises BackupError where it isn't what was written."""
    part = folder / Path(manifest.part).name
    try:
        with zipfile.ZipFile(path) as file, file.open(manifest.part) as source, part.open("xb") as target:
            shutil.copyfileobj(source, target)
    except (zipfile.BadZipFile, zlib.error, KeyError) as problem:
        raise BackupError(f"{path} is damaged: its database can't be read ({problem}). Use another backup.") from None
    if digest(part) != manifest.sha256:
        raise BackupError(f"{path} is damaged: its database is not the one that was written. Use another backup.")
    return part
