"""An archive while it is unpacked: whatever is wrong with it is one thing to the person."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from ledger.tables.refusals import TableRefused

# Damaged, cut off (EOFError), locked by a password (RuntimeError), packed in a way that is not known here.
NOT_UNPACKED = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, ValueError, OSError)


@contextmanager
def opened(source: bytes, broken: str) -> Iterator[zipfile.ZipFile]:
    """Open a zip file for what unpacks it, and nothing else; raises TableRefused with the sentence `broken`."""
    try:
        with zipfile.ZipFile(io.BytesIO(source)) as archive:
            yield archive
    except NOT_UNPACKED as problem:
        raise TableRefused(broken) from problem
