"""Finished PDFs and pictures of their pages on disk, by the hash of what they show. Losing one costs a rendering."""

import contextlib
import json
import logging
import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

logger = logging.getLogger(__name__)

SIZE_LIMIT = 256 * 1024**2


@dataclass(frozen=True, slots=True)
class Pdf:
    """A finished PDF: its bytes, its number of pages, and the scripts in it that no font has."""

    content: bytes
    pages: int
    missing_scripts: tuple[str, ...] = ()


class Shelf:
    """A folder of files that keeps the most recently used ones, `size_limit` bytes of them."""

    def __init__(self, folder: Path, *, size_limit: int = SIZE_LIMIT):
        self.folder, self.size_limit = folder, size_limit

    def find(self, key: str) -> Pdf | None:
        """Return the PDF kept under `key`, or None."""
        held = self._read(f"{key}.pdf") or b""
        head, _, content = held.partition(b"\n")
        try:
            facts = json.loads(head)
        except ValueError:
            return None
        return Pdf(content, facts["pages"], tuple(facts["missing_scripts"]))

    def keep(self, key: str, pdf: Pdf) -> None:
        """Put a PDF on the shelf, where it can be written; the longest unused files make room."""
        head = json.dumps({"pages": pdf.pages, "missing_scripts": pdf.missing_scripts})
        self._write({f"{key}.pdf": head.encode() + b"\n" + pdf.content})

    def find_picture(self, key: str, number: int) -> bytes | None:
        """Return the picture of a page, counted from 1, of the PDF kept under `key`, or None."""
        return self._read(f"{key}-{number}.png")

    def keep_pictures(self, key: str, pictures: Sequence[bytes]) -> None:
        """Put the pictures of all pages on the shelf."""
        self._write({f"{key}-{number}.png": picture for number, picture in enumerate(pictures, start=1)})

    def _read(self, name: str) -> bytes | None:
        path = self.folder / name
        try:
            content = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        return content

    def _write(self, files: Mapping[str, bytes]) -> None:
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            for name, content in files.items():
                with tempfile.NamedTemporaryFile(dir=self.folder, suffix=".part", delete=False) as file:
                    file.write(content)
                os.replace(file.name, self.folder / name)
            self._make_room()
        except OSError as problem:
            logger.warning("What was printed could not be kept, so it will be made again: %s", problem)

    def _make_room(self) -> None:
        kept = sorted(self._files(), key=lambda entry: entry[0], reverse=True)
        total = 0
        for _, size, path in kept:
            total += size
            if total > self.size_limit:
                path.unlink(missing_ok=True)

    def _files(self):
        for path in self.folder.iterdir():
            # Another thread may be making room at the same time.
            with contextlib.suppress(FileNotFoundError):
                facts = path.stat()
                yield facts.st_mtime_ns, facts.st_size, path
