"""A table of actuals is read once, a block of rows at a time, into sums for each day.

Every column that holds dates or numbers is read, so that a person can say afterwards which of them means what. What is
wrong in a column is told only to whom wants that column.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import batched, repeat

from ledger.actuals.dates import day_key
from ledger.actuals.digest import Column, Digest, Part
from ledger.actuals.names import BREAKDOWNS, TRACES, plain
from ledger.actuals.numbers import BLOCK, NOTHING, Number, read_bare, read_bare_members, read_member, read_number
from ledger.actuals.refusals import ActualsRefused, CellRefused, quoted
from ledger.actuals.text import table_of
from ui.rules import showable

MOST_DATES = 3
MOST_NUMBERS = 20
MOST_PARTS = 3000
SAMPLE = 4
_KEPT = 1000
_NAME = 60


def read(source: bytes | str) -> Digest:
    """Read a table in CSV, its bytes or its text; raises ActualsRefused with a sentence, and nothing else."""
    rows = table_of(source)
    _, header = next(rows, (0, None))
    if header is None:
        raise ActualsRefused("Its first line names no column. Export a table with a date and what was counted.")
    table = _Table(header)
    for block in batched(rows, BLOCK):
        table.add(*zip(*block, strict=True))
    return table.digest()


@dataclass(slots=True, eq=False)
class _Reader:
    """A column while it is read; `member` names what is read of a cell that holds a breakdown."""

    name: str
    at: int
    member: str = ""
    is_seen: bool = False
    date_problem: str = ""
    number_problem: str = ""
    fraction: int = 0
    sign: str = ""
    sums: dict[int, Decimal] = field(default_factory=dict)
    known: dict[str, Number] = field(default_factory=dict)

    def number(self, cell: str) -> Number:
        found = read_member(cell, self.member) if self.member else read_number(cell)
        if len(self.known) < _KEPT:
            self.known[cell] = found
        return found

    def add(self, parts: list[int], numbers: Sequence[int], cells: Sequence[str]) -> None:
        """Add up a block of cells, each to its part; `numbers` are those of its rows."""
        values = read_bare_members(cells, self.member) if self.member else read_bare(cells)
        if values is None:
            values = self._values(numbers, cells)
        sums = self.sums
        for part, value in zip(parts, values, strict=False):
            if value is not None:
                sums[part] = sums[part] + value if part in sums else value
        if not self.fraction:
            self.fraction = next((row for row, value in zip(numbers, values, strict=False) if value and value % 1), 0)

    def _values(self, numbers: Sequence[int], cells: Sequence[str]) -> list[Decimal | None]:
        """The numbers of cells that are written in whatever way, up to the first that holds none."""
        values = []
        for row, cell in zip(numbers, cells, strict=True):
            try:
                value, sign = self.known.get(cell) or self.number(cell)
            except CellRefused as wrong:
                self.number_problem = f"Row {row}, {quoted(self.name)}: {wrong}."
                break
            values.append(value)
            self.sign = self.sign or sign
        return values

    def column(self) -> Column:
        unread = "" if self.is_seen else f"The column {quoted(self.name)} is empty."
        return Column(
            self.name,
            self.date_problem or unread,
            self.number_problem or unread,
            self.fraction,
            self.sign,
            is_empty=not self.is_seen,
        )


class _Table:
    def __init__(self, header: list[str]):
        names = [" ".join(showable(name).split())[:_NAME] or f"Column {n}" for n, name in enumerate(header, start=1)]
        self.columns = [_Reader(name, at) for at, name in enumerate(names)]
        self.columns += [
            _Reader(f"{name}: {member}", at, member)
            for at, name in enumerate(names)
            for member in BREAKDOWNS.get(plain(name), ())
        ]
        self.trace = next((at for at, name in enumerate(names) if plain(name) in TRACES), None)
        self.waiting = list(self.columns)
        self.dates: list[_Reader] = []
        self.numbers: list[_Reader] = []
        self.parts: dict[tuple[str, ...], int] = {}
        self.firsts: list[int] = []
        self.counts: list[int] = []
        self.traces: list[int] = []
        self.seen: set[str] = set()
        self.sample: list[tuple[str, ...]] = []
        self.rows = 0

    def add(self, numbers: Sequence[int], rows: Sequence[list[str]]) -> None:
        if not self.rows:
            self._find_dates(numbers[0], rows[0])
        shown = rows[: SAMPLE - len(self.sample)]
        self.sample += [tuple(showable(cell.strip())[:40] for cell in row) for row in shown]
        self.rows += len(rows)
        cells = list(zip(*rows, strict=True))
        if self.waiting:
            self._find_numbers(numbers, cells)
        found = [self._days(each, numbers, cells[each.at]) for each in self.dates]
        days = zip(*found, strict=True) if found else repeat(())
        parts = [self._part(*each) for each in zip(days, numbers, strict=False)]
        for part, trace in zip(parts, repeat("") if self.trace is None else cells[self.trace], strict=False):
            self.counts[part] += 1
            if trace and trace not in self.seen:
                self.seen.add(trace)
                self.traces[part] += 1
        for each in self.numbers:
            if not each.number_problem:
                each.add(parts, numbers, cells[each.at])

    def digest(self) -> Digest:
        if not self.rows:
            raise ActualsRefused("There is only a header. Paste the rows beneath it as well.")
        if not self.dates:
            raise ActualsRefused("No column holds dates. Write one as 2026-11-12, and try again.")
        readers = {place: each for place, each in enumerate(self.columns) if each in self.numbers}
        parts = tuple(
            Part(days, self.firsts[at], self.counts[at], self.traces[at], dict(_sums(readers, at)))
            for days, at in self.parts.items()
        )
        places = tuple(self.columns.index(each) for each in self.dates)
        columns = tuple(each.column() for each in self.columns)
        return Digest(self.rows, columns, places, self.trace, parts, tuple(self.sample))

    def _find_dates(self, number: int, row: list[str]) -> None:
        for each in self.columns:
            if not each.member and len(self.dates) < MOST_DATES and day_key(row[each.at].strip()):
                self.dates.append(each)
            else:
                each.date_problem = f"Row {number}, {quoted(each.name)}: {quoted(row[each.at])} is not a date."

    def _find_numbers(self, numbers: Sequence[int], cells: Sequence[Sequence[str]]) -> None:
        """Look at the columns in which nothing stood so far: those whose first cell is a number are added up."""
        firsts = [(_first(cells[each.at]), place) for place, each in enumerate(self.waiting)]
        for at, place in sorted(firsts):
            each = self.waiting[place]
            if at == len(numbers):
                continue
            each.is_seen = True
            try:
                each.number(cells[each.at][at])
            except CellRefused as wrong:
                each.number_problem = f"Row {numbers[at]}, {quoted(each.name)}: {wrong}."
                continue
            if len(self.numbers) < MOST_NUMBERS:
                self.numbers.append(each)
            else:
                each.number_problem = f"Only {MOST_NUMBERS} columns of numbers are read. Leave some of them out."
        self.waiting = [each for each in self.waiting if not each.is_seen]

    def _days(self, each: _Reader, numbers: Sequence[int], cells: Sequence[str]) -> list[str]:
        """The days of a block, "" from the first cell on that names none."""
        keys = [] if each.date_problem else list(map(day_key, map(str.strip, cells)))
        if "" in keys:
            at = keys.index("")
            cell = cells[at]
            what = f"{quoted(cell)} is not a date. Write it as 2026-11-12" if cell.strip() else "the date is missing"
            each.date_problem = f"Row {numbers[at]}, {quoted(each.name)}: {what}."
            keys = keys[:at]
        return keys + [""] * (len(cells) - len(keys))

    def _part(self, days: tuple[str, ...], number: int) -> int:
        at = self.parts.get(days)
        if at is None:
            at = self.parts[days] = len(self.firsts)
            if at == MOST_PARTS:
                raise ActualsRefused(
                    f"Row {number}: its columns of dates hold more than {MOST_PARTS:,} different days. "
                    "Leave out the dates that don’t say when a use was, or import fewer years at once."
                )
            self.firsts.append(number)
            self.counts.append(0)
            self.traces.append(0)
        return at


def _first(cells: Sequence[str]) -> int:
    """The place of the first cell in which something stands, as many as there are where nothing does."""
    return next((at for at, cell in enumerate(cells) if cell.strip().lower() not in NOTHING), len(cells))


def _sums(readers: dict[int, _Reader], part: int) -> Iterator[tuple[int, Decimal]]:
    for place, each in readers.items():
        if not each.number_problem and part in each.sums:
            yield place, each.sums[part]
