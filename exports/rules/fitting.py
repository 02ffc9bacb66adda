"""What fits on the poster: rows are made as tall as their notes need, type steps down, the rest goes on further pages.

All lengths are in millimetres, type sizes in points. Heights are estimates from the texts' lengths until a layout has
measured them (`Measured`), and then exact.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from exports.rules.papers import Paper
from exports.rules.typesetting import MM_PER_POINT, STATEMENT, TITLE, is_right_to_left, line_count, text_width

LINE_HEIGHT = 1.3
SMALLEST_META = 6.5
DENSE_BELOW = 7.0

# Em of the note size; print-pdf.css has the same figures.
NOTE_PADDING_BLOCK, NOTE_PADDING_INLINE, NOTE_GAP = 0.84, 1.6, 0.5
BLOCK_PADDING_BLOCK, BLOCK_PADDING_INLINE, COLUMN_GAP = 2.0, 2.3, 0.7
HEAD_HEIGHT, MORE_HEIGHT = 3.15, 1.9
BAND_KIND_WIDTH = 48.0

# How the design divides a page that is not full: upper region, and within it activities above resources.
UPPER_SHARE, ACTIVITIES_SHARE = 107 / 158, 52 / 107

type Measured = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class NoteText:
    """What of a note takes room: its text and the line below it."""

    id: str
    text: str
    meta: str


@dataclass(frozen=True, slots=True)
class BlockText:
    """A block to be placed: its notes in order, and the statement at its head."""

    id: str
    notes: Sequence[NoteText]
    statement: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the notes of a block went: into these columns of the poster; `left_over` follow on later pages."""

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


@dataclass(frozen=True, slots=True)
class Plan:
    """A poster worked out: its type size, where each block stands, and which of its notes."""

    size: float
    height: float
    areas: Mapping[str, Area]
    places: Mapping[str, Place]

    @property
    def meta_size(self) -> float:
        return meta_size(self.size)

    @property
    def left_over(self) -> int:
        return sum(len(place.left_over) for place in self.places.values())

    @property
    def is_dense(self) -> bool:
        """Whether the line below a note's text stands beside it instead, if the text runs from left to right."""
        return self.size < DENSE_BELOW


def meta_size(size: float) -> float:
    return max(SMALLEST_META, round(size * 0.87, 2))


def statement_size(statement: str, size: float) -> float:
    """Return the type size of a statement: the shorter, the larger."""
    return size * (2.0 if len(statement) <= 110 else 1.55 if len(statement) <= 240 else 1.2)


def plan_poster(
    blocks: Mapping[str, BlockText], *, paper: Paper, height: float, measured: Measured, size: float | None = None
) -> Plan:
    """Return the poster with the largest type in which all notes fit in `height`, or else the smallest, cut off.

    `size` holds the type size fixed, for a second layout with the heights that a first has measured.
    """
    sizes = (size,) if size else paper.type_sizes
    plans = (_plan(blocks, paper, height, measured, size) for size in sizes)
    plan = None
    for plan in plans:
        if not plan.left_over:
            break
    return plan


def _plan(blocks, paper, height, measured, size) -> Plan:
    page = _Page(paper, size, measured)
    whole = {name: page.place(block, None) for name, block in blocks.items()}
    plans = (_fill(page, blocks, whole, rows) for rows in _rows({name: whole[name].need for name in whole}, height))
    return min(plans, key=lambda plan: plan.left_over)


def _fill(page: "_Page", blocks, whole: Mapping[str, Place], rows: tuple[float, float, float]) -> Plan:
    """Give each block the height of its rows: all its notes where that is enough, else as many as it takes."""
    areas = page.areas(rows)
    places = {
        name: whole[name] if whole[name].need <= areas[name].height + 0.01 else page.place(block, areas[name].height)
        for name, block in blocks.items()
    }
    return Plan(page.size, sum(rows), areas, places)


def _rows(need: Mapping[str, float], height: float) -> list[tuple[float, float, float]]:
    """Return ways to divide the height: one where all is served, else several, of which the best is to be found."""
    left = need["key_activities"] + need["key_resources"]
    upper_need = max(left, need["value_proposition"], need["target_market"])
    lower_need = max(need["cost_structure"], need["revenue_streams"])
    if upper_need + lower_need <= height:
        uppers = [min(max(upper_need, height * UPPER_SHARE), height - lower_need)]
    else:
        uppers = [height * share for share in (UPPER_SHARE, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8)]
    return [(*_halves(need["key_activities"], need["key_resources"], upper), height - upper) for upper in uppers]


def _halves(first: float, second: float, height: float) -> tuple[float, float]:
    """Divide a height in two: as the design does where that serves both, else as they need, or in proportion."""
    if first + second <= height:
        part = min(max(first, height * ACTIVITIES_SHARE), height - second)
    else:
        part = height * min(0.7, max(0.3, first / (first + second)))
    return part, height - part


class _Page:
    """The widths of one paper at one type size, and what fits in them."""

    def __init__(self, paper: Paper, size: float, measured: Measured):
        self.paper, self.size, self.measured = paper, size, measured
        self.em = size * MM_PER_POINT

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
        heights = [self.note_height(note, width) for note in block.notes]
        ids = [note.id for note in block.notes]
        head = self.head_height(block)
        if room is None:
            cut = _balanced(heights, count)
        else:
            cut = _filled(heights, count, room - head - MORE_HEIGHT * self.em)
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
        inner = width - NOTE_PADDING_INLINE * self.em
        meta = meta_size(self.size)
        if self.size < DENSE_BELOW and not is_right_to_left(note.text):
            text = f"{note.text} {note.meta}" if note.meta else note.text
            height = line_count(text, size=self.size, width=inner) * self.size * LINE_HEIGHT
        else:
            height = line_count(note.text, size=self.size, width=inner) * self.size * LINE_HEIGHT
            height += line_count(note.meta, size=meta, width=inner) * meta * LINE_HEIGHT
        return height * MM_PER_POINT + NOTE_PADDING_BLOCK * self.em + gap


def _filled(heights: Sequence[float], count: int, room: float) -> list[tuple[int, int]]:
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


def _balanced(heights: Sequence[float], count: int) -> list[tuple[int, int]]:
    """Return the cut into `count` columns, in order, that keeps the tallest as short as can be."""
    low, high = max(heights, default=0.0), sum(heights)
    while high - low > 0.1:
        middle = (low + high) / 2
        if _filled(heights, count, middle)[-1][1] == len(heights):
            high = middle
        else:
            low = middle
    return _filled(heights, count, high)


def band_height(title: str, right: Sequence[str], *, title_size: float, width: float) -> float:
    """Return the height of the band at the head of a page: the title and its kind at left, a few lines at right."""
    lines = math.ceil((text_width(title, title_size, TITLE) + BAND_KIND_WIDTH) / (width * 0.62))
    small = sum(line_count(text, size=8, width=width * 0.38) for text in right)
    return max(lines * title_size * 1.08, small * 8 * 1.36) * MM_PER_POINT + 3.2


def title_size(title: str, *, width: float) -> float:
    """Return the type size of a page's title: the longer, the smaller."""
    room = width * 0.62 - BAND_KIND_WIDTH
    if text_width(title, 25, TITLE) < room:
        return 25.0
    return 18.0 if text_width(title, 18, TITLE) < 2 * room else 14.0


# Of a feature's page on A4, in millimetres: what stands above and below the table, the panel, and the larger rows.
TABLE_SURROUNDINGS, PANEL_WIDTH, PANEL_GAP, PANEL_HEIGHT = 34.0, 68.0, 8.0, 80.0
TABLE_ROW, TABLE_HEAD, DETAIL_SIZE, DETAIL_LINE, LINE_COLUMN = 6.8, 7.5, 7.0, 3.1, 0.38


def is_long_table(paper: Paper, *, heads: int, details: Sequence[str], sums: int) -> bool:
    """Say whether a feature's table outgrows its page; `details` are the small texts below its lines."""
    panel_beside, panel_above = (PANEL_WIDTH + PANEL_GAP, 0.0) if paper.is_landscape else (0.0, PANEL_HEIGHT)
    width = (paper.content_width / paper.scale - panel_beside) * LINE_COLUMN - 3
    small = sum(line_count(detail, size=DETAIL_SIZE, width=width) for detail in details if detail)
    height = TABLE_ROW * (len(details) + sums + 1) + TABLE_HEAD * heads + DETAIL_LINE * small
    return height > paper.content_height / paper.scale - TABLE_SURROUNDINGS - panel_above
