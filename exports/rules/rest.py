"""What follows after the poster: notes that had no room on it, and in full those of which it shows the opening.

They are set in columns, below the poster where that leaves room, else on pages of their own. Lengths in millimetres.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from exports.rules.papers import Paper
from exports.rules.placing import BlockText, Measured, NoteText, note_height

SIZE = 8.0
COLUMN_GAP, HEAD, NOTE_GAP, PADDING = 6.0, 7.6, 1.4, 3.0
# A column ends between two lines, so that each may hold a little less than its height.
SLACK = 9.0


@dataclass(frozen=True, slots=True)
class Rest:
    """The notes that follow, by block: `height` is that of all of them in one column."""

    height: float
    columns: int

    @property
    def below(self) -> float:
        """The height that they take below the poster; 0 where there are none."""
        return PADDING + self.height / self.columns + SLACK if self.height else 0.0

    def pages(self, room: float) -> float:
        """How many pages they fill, a part of one as a fraction, where a page has this much room."""
        return self.height / (self.columns * max(room - SLACK, 1.0))


def column_count(paper: Paper) -> int:
    return 3 if paper.is_wide else 2


def rest_of(blocks: Iterable[BlockText], follow: Mapping[str, set[str]], paper: Paper, measured: Measured) -> Rest:
    """Return the notes of `blocks` whose ids `follow`."""
    count = column_count(paper)
    width = (paper.content_width - COLUMN_GAP * (count - 1)) / count
    height = 0.0
    for block in blocks:
        notes = [note for note in block.notes if note.id in follow[block.id]]
        height += sum(_height(note, width, measured) + NOTE_GAP for note in notes) + (HEAD if notes else 0.0)
    return Rest(height, count)


def last_page(pages: float) -> float:
    """Return how much of the last of so many pages is filled, 0 to 1."""
    return pages - math.ceil(pages) + 1 if pages else 1.0


def _height(note: NoteText, width: float, measured: Measured) -> float:
    known = measured.get(f"rest-{note.id}")
    return note_height(note.text, note.meta, size=SIZE, width=width) if known is None else known
