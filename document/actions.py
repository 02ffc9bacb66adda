"""What is done with whole canvases."""

from dataclasses import replace

from canvas.models import Canvas
from canvas.rules import TITLE_LENGTH
from document.content import Document
from document.examples import load_examples
from document.gathering import gather
from document.loading import load_document
from document.reading import read
from document.writing import write
from ledger.rules import name_of_copy
from teams.actions.workspaces import examples_workspace, show_examples
from teams.models import User, Workspace

COPY = "Copy of "


def bring_examples(*, to: User) -> Workspace:
    """Show a person the workspace of examples, with every example that it lacks."""
    workspace = examples_workspace(of=to)
    load_examples(workspace=workspace, by=to)
    show_examples(to=to, shown=True)
    return workspace


def import_canvas(*, document: Document, workspace: Workspace, by) -> Canvas:
    """Make a canvas of a document; where one of its title stands in the workspace, this is the copy."""
    taken = {title.casefold() for title in workspace.canvases.values_list("title", flat=True)}
    title = document.canvas.title
    if title.casefold() in taken:
        head = replace(document.canvas, title=name_of_copy(title, taken, length=TITLE_LENGTH))
        document = replace(document, canvas=head)
    return load_document(document=document, workspace=workspace, by=by)


def duplicate_canvas(*, canvas: Canvas, by) -> Canvas:
    """Put a copy of a canvas, without its history, into the same workspace.

    Raises DocumentRefused where the canvas holds what the format does not.
    """
    # Through the text, so that a copy is what a file of it would be.
    document = read(write(gather(canvas)), most_bytes=None)
    head = replace(document.canvas, title=(COPY + canvas.title)[:TITLE_LENGTH].rstrip())
    return load_document(document=replace(document, canvas=head), workspace=canvas.workspace, by=by)
