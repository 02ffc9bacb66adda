"""The worked examples, which stand in the project as documents and are read like anybody else's."""

from pathlib import Path

from django.conf import settings

from canvas.models import Canvas
from document.content import Document
from document.loading import load_document
from document.reading import read


def example_files() -> list[Path]:
    """Return the examples' files by name."""
    return sorted((settings.BASE_DIR / "examples").glob("*.json"))


def read_examples() -> list[Document]:
    """Return the examples. Raises DocumentRefused where one is broken."""
    return [read(file.read_bytes()) for file in example_files()]


def load_examples(*, workspace, by) -> list[Canvas]:
    """Put each example into the workspace, but those whose title a canvas there has already."""
    titles = set(workspace.canvases.values_list("title", flat=True))
    missing = [document for document in read_examples() if document.canvas.title not in titles]
    return [load_document(document=document, workspace=workspace, by=by) for document in missing]
