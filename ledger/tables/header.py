"""Where a table begins: the row that names its columns, among titles, blanks and totals, upright or on its side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from ledger.tables.dates import day_key
from ledger.tables.files import Rows
from ledger.tables.limits import MOST_COLUMNS, check_width
from ledger.tables.numbers import read_cell
from ledger.tables.refusals import TableRefused
from ledger.tables.text import Row, fitted
from ui.rules import showable

LOOKED_AT = 60
NO_HEADER = "Its first line names no column. Export a table with a date and what was counted."
_NAME = 60
_BELOW = 6


@dataclass(frozen=True, slots=True)
class Headed:
    """A table with its header: the names of its columns, its rows, and how many rows stand above the header."""

    names: tuple[str, ...]
    header: tuple[str, ...]
    rows: Iterator[Row]
    above: int
    is_turned: bool = False


def headed(found: Rows) -> Headed:
    """Find the header of a table; every row comes out as wide as it. Raises TableRefused."""
    first = list(islice(found.rows, LOOKED_AT))
    across = _across(first)
    if across is not None:
        return _turned(list(chain(first[across:], found.rows)), across)
    at = _header_at(first)
    cells = first[at][1]
    while cells and not cells[-1].strip():
        cells = cells[:-1]
    check_width(len(cells))
    rows = (fitted(row, len(cells), found.delimiter) for row in chain(first[at + 1 :], found.rows))
    return Headed(_names(cells), tuple(cell.strip() for cell in cells), rows, at)


def _names(cells: Sequence[str]) -> tuple[str, ...]:
    names = [_short(" ".join(showable(cell).split())) for cell in cells]
    return tuple(name or f"Column {place}" for place, name in enumerate(names, start=1))


def _short(name: str) -> str:
    """A name that is too long without its end, or without its beginning where it is a path."""
    if len(name) <= _NAME:
        return name
    return f"…{name[1 - _NAME :]}" if "." in name else name[:_NAME]


def _header_at(rows: Sequence[Row]) -> int:
    """The place of the row of most words above the first row that holds a day."""
    data = next((at for at in range(len(rows)) if _is_data(rows[at:])), None)
    if data == 0:
        raise TableRefused(NO_HEADER)
    above = rows[: data if data is not None else 1]
    if not above:
        raise TableRefused(NO_HEADER)
    return max(range(len(above)), key=lambda at: (_worded(above[at][1]), at))


def _is_data(rows: Sequence[Row]) -> bool:
    """Whether the first of these rows holds a day in a column in which those beneath it hold one too."""
    cells, below = rows[0][1], rows[1:_BELOW]
    for place, cell in enumerate(cells):
        if _is_day(cell):
            held = [row for _, row in below if place < len(row) and _is_day(row[place])]
            if 2 * len(held) >= len(below):
                return True
    return False


def _is_day(cell: str) -> bool:
    return bool(day_key(cell.strip()))


def _worded(cells: Sequence[str]) -> int:
    return sum(1 for cell in cells if cell.strip() and not _is_day(cell) and read_cell(cell).value is None)


def _across(rows: Sequence[Row]) -> int | None:
    """The place of a row whose cells are days, the numbers of each beneath it; None where the table stands upright."""
    for at, (_, cells) in enumerate(rows[:-1]):
        filled = [cell for cell in cells if cell.strip()]
        days = [cell for cell in filled if _is_day(cell)]
        below = rows[at + 1][1]
        if len(days) >= 2 and len(days) >= len(filled) - 1 and not any(map(_is_day, below)) and below[0].strip():
            return at
    return None


def _turned(rows: Sequence[Row], above: int) -> Headed:
    """A table that lies on its side, set upright."""
    if len(rows) > MOST_COLUMNS:
        raise TableRefused(f"This lies on its side and has {len(rows)} lines; {MOST_COLUMNS} is the most.")
    width = max(len(cells) for _, cells in rows)
    columns = list(zip(*(cells + [""] * (width - len(cells)) for _, cells in rows), strict=True))
    header = ("date", *(cell.strip() for cell in columns[0][1:]))
    upright = ((place, list(cells)) for place, cells in enumerate(columns[1:], start=2) if any(map(str.strip, cells)))
    return Headed(_names(header), header, upright, above, is_turned=True)
