"""Finished PDFs on disk, by the hash of what they show. Losing one costs a rendering and nothing else."""

import contextlib
import json
import logging
import os
import tempfile
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
    """A folder of PDFs that keeps the most recently used ones, `size_limit` bytes of them."""

    def __init__(self, folder: Path, *, size_limit: int = SIZE_LIMIT):
        self.folder, self.size_limit = folder, size_limit

    def find(self, key: str) -> Pdf | None:
        """Return the PDF kept under `key`, or None."""
        path = self._path(key)
        try:
            head, _, content = path.read_bytes().partition(b"\n")
            facts = json.loads(head)
            os.utime(path)
        except (OSError, ValueError):
            return None
        return Pdf(content, facts["pages"], tuple(facts["missing_scripts"]))

    def keep(self, key: str, pdf: Pdf) -> None:
        """Put a PDF on the shelf, where it can be written; the longest unused ones make room."""
        try:
            self._keep(key, pdf)
        except OSError as problem:
            logger.warning("A finished PDF could not be kept, so it will be made again: %s", problem)

    def _keep(self, key: str, pdf: Pdf) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        head = json.dumps({"pages": pdf.pages, "missing_scripts": pdf.missing_scripts})
        with tempfile.NamedTemporaryFile(dir=self.folder, suffix=".part", delete=False) as file:
            file.write(head.encode() + b"\n" + pdf.content)
        os.replace(file.name, self._path(key))
        self._make_room()

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}.pdf"

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
