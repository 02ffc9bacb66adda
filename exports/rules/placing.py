"""What fits on one paper at one size of type: the places of the blocks, the heights of their notes.

All lengths are in millimetres. Heights are estimates from the texts' lengths until a layout has measured them
(`Measured`), and then exact.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from exports.rules.papers import Paper
from exports.rules.sizes import meta_size, statement_size
from exports.rules.typesetting import MM_PER_POINT, STATEMENT, is_right_to_left, line_count

LINE_HEIGHT = 1.3
DENSE_BELOW = 7.0

# Em of the note size; the style sheets of poster and notes have the same figures.
NOTE_PADDING_BLOCK, NOTE_PADDING_INLINE, NOTE_GAP = 0.84, 1.6, 0.5
BLOCK_PADDING_BLOCK, BLOCK_PADDING_INLINE, COLUMN_GAP = 2.0, 2.3, 0.7
HEAD_HEIGHT, MORE_HEIGHT = 3.15, 1.9

# A note that is longer than LONG characters may stand on the poster with its opening alone, and in full after it.
LONG, OPENING = 240, 150

type Measured = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class NoteText:
    """What of a note takes room: its text and the line below it."""

    id: str
    text: str
    meta: str

    @property
    def is_long(self) -> bool:
        return len(self.text) > LONG

    @property
    def opening(self) -> str:
        """The words that a long note begins with; of a short one all."""
        return opening(self.text) if self.is_long else self.text


@dataclass(frozen=True, slots=True)
class BlockText:
    """A block to be placed: its notes in order, and the statement at its head."""

    id: str
    notes: Sequence[NoteText]
    statement: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the notes of a block went: into these columns of the poster; `left_over` follow after it."""

    columns: tuple[tuple[str, ...], ...]
    left_over: tuple[str, ...]
    need: float


@dataclass(frozen=True, slots=True)
class Area:
    """Where a block stands on the poster."""

    left: float
    top: float
    width: float
    height: float


def opening(text: str) -> str:
    """Return the words that a text begins with, cut between two words where there are two."""
    kept = text[:OPENING]
    words = kept.rpartition(" ")[0].strip() if not text[OPENING : OPENING + 1].isspace() else kept
    return f"{(words or kept).rstrip(' .,;:–—')} …"


class Page:
    """The widths of one paper at one type size, and what fits in them.

    `cuts` says that long notes show their opening alone.
    """

    def __init__(self, paper: Paper, size: float, measured: Measured, *, cuts: bool = False):
        self.paper, self.size, self.measured, self.cuts = paper, size, measured, cuts
        self.em = size * MM_PER_POINT
        self.heights: dict[str, list[float]] = {}

    def areas(self, rows: tuple[float, float, float]) -> dict[str, Area]:
        """Return where each block stands when the three rows have these heights."""
        width = self.paper.content_width
        side = width * 54 / 170 if self.paper.is_wide else width / 3
        first, second, third = rows
        upper = first + second
        return {
            "key_activities": Area(0, 0, side, first),
            "key_resources": Area(0, first, side, second),
            "value_proposition": Area(side, 0, width - 2 * side, upper),
            "target_market": Area(width - side, 0, side, upper),
            "cost_structure": Area(0, upper, width / 2, third),
            "revenue_streams": Area(width / 2, upper, width / 2, third),
        }

    def width(self, block_id: str) -> float:
        return self.areas((0, 0, 0))[block_id].width - BLOCK_PADDING_INLINE * self.em

    def column_count(self, block_id: str) -> int:
        is_low = block_id in ("cost_structure", "revenue_streams")
        return 2 if self.paper.is_wide and (is_low or self.size < DENSE_BELOW) else 1

    def place(self, block: BlockText, room: float | None) -> Place:
        """Put a block's notes into its columns: all of them where `room` is None, else as many as it takes."""
        count = self.column_count(block.id)
        width = (self.width(block.id) - COLUMN_GAP * self.em * (count - 1)) / count
        if block.id not in self.heights:
            self.heights[block.id] = [self.note_height(note, width) for note in block.notes]
        heights = self.heights[block.id]
        ids = [note.id for note in block.notes]
        head = self.head_height(block)
        cut = balanced(heights, count) if room is None else filled(heights, count, room - head - MORE_HEIGHT * self.em)
        columns = tuple(tuple(ids[start:end]) for start, end in cut)
        tallest = max((sum(heights[start:end]) for start, end in cut), default=0.0)
        return Place(columns, tuple(ids[cut[-1][1] :]), head + tallest)

    def head_height(self, block: BlockText) -> float:
        measured = self.measured.get(f"head-{block.id}")
        if measured is not None:
            return measured + BLOCK_PADDING_BLOCK * self.em
        height = HEAD_HEIGHT * self.em
        if block.statement:
            size = statement_size(block.statement, self.size)
            lines = line_count(block.statement, size=size, width=self.width(block.id), type=STATEMENT)
            height += lines * size * 1.25 * MM_PER_POINT + 2.2 * self.em
        return height + BLOCK_PADDING_BLOCK * self.em

    def note_height(self, note: NoteText, width: float) -> float:
        gap = NOTE_GAP * self.em
        if f"note-{note.id}" in self.measured:
            return self.measured[f"note-{note.id}"] + gap
        text = note.opening if self.cuts else note.text
        is_dense = self.size < DENSE_BELOW and not is_right_to_left(text)
        return note_height(text, note.meta, size=self.size, width=width, is_dense=is_dense) + gap


def note_height(text: str, meta: str, *, size: float, width: float, is_dense: bool = False) -> float:
    """Return the height of a note; a dense one has the line below its text beside it."""
    inner = width - NOTE_PADDING_INLINE * size * MM_PER_POINT
    if is_dense:
        height = line_count(f"{text} {meta}" if meta else text, size=size, width=inner) * size * LINE_HEIGHT
    else:
        small = meta_size(size)
        height = line_count(text, size=size, width=inner) * size * LINE_HEIGHT
        height += line_count(meta, size=small, width=inner) * small * LINE_HEIGHT
    return (height + NOTE_PADDING_BLOCK * size) * MM_PER_POINT


def filled(heights: Sequence[float], count: int, room: float) -> list[tuple[int, int]]:
    """Fill `count` columns of `room` in order; return the (start, end) of each."""
    cut, start = [], 0
    for _ in range(count):
        end, used = start, 0.0
        while end < len(heights) and used + heights[end] <= room + 0.01:
            used += heights[end]
            end += 1
        cut.append((start, end))
        start = end
    return cut


def balanced(heights: Sequence[float], count: int) -> list[tuple[int, int]]:
    """Return the cut into `count` columns, in order, that keeps the tallest as short as can be."""
    low, high = max(heights, default=0.0), sum(heights)
    while high - low > 0.1:
        middle = (low + high) / 2
        if filled(heights, count, middle)[-1][1] == len(heights):
            high = middle
        else:
            low = middle
    return filled(heights, count, high)
