"""Why a table of actuals is refused, as a sentence that names the row and says what to do."""

from ui.rules import showable


class ActualsRefused(Exception):
    """This table can't be imported, and nothing of it was. The message is a sentence for the person."""


class CellRefused(Exception):
    """This cell is not what its column holds. The message ends the sentence that names the row."""


def quoted(text: str) -> str:
    """Return a cell as a sentence can carry it: short, on one line, with nothing that can't be shown."""
    line = " ".join(showable(text).split())
    return f"“{line if len(line) <= 40 else line[:39] + '…'}”"
