"""Why a table is refused, as a sentence that names the row and says what to do."""

from ui.rules import showable


class TableRefused(Exception):
    """This table can't be read, and nothing of it was kept. The message is a sentence for the person."""


def quoted(text: str) -> str:
    """Return a cell as a sentence can carry it: short, on one line, with nothing that can't be shown."""
    line = " ".join(showable(text).split())
    return f"“{line if len(line) <= 40 else line[:39] + '…'}”"
