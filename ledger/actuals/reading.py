"""A table of actuals is read once, row by row, into sums for each day.

Every column that holds dates or numbers is read, so that a person can say afterwards which of them means what. What is
wrong in a column is told only to whom wants that column.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from ledger.actuals.dates import day_key
from ledger.actuals.digest import Column, Digest, Part
from ledger.actuals.names import BREAKDOWNS, TRACES, plain
from ledger.actuals.numbers import NOTHING, Number, read_member, read_number
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
    for number, row in rows:
        table.add(number, row)
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
        found = self.known.get(cell)
        if found is None:
            found = read_member(cell, self.member) if self.member else read_number(cell)
            if len(self.known) < _KEPT:
                self.known[cell] = found
        return found

    def add(self, part: int, row: int, cell: str) -> None:
        try:
            value, sign = self.number(cell)
        except CellRefused as wrong:
            self.number_problem = f"Row {row}, {quoted(self.name)}: {wrong}."
            return
        if value is None:
            return
        self.sums[part] = self.sums.get(part, 0) + value
        if sign and not self.sign:
            self.sign = sign
        if not self.fraction and value % 1:
            self.fraction = row

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

    def add(self, number: int, row: list[str]) -> None:
        if not self.rows:
            self._find_dates(number, row)
        if self.waiting:
            self._find_numbers(number, row)
        self.rows += 1
        if self.rows <= SAMPLE:
            self.sample.append(tuple(showable(cell.strip())[:40] for cell in row))
        part = self._part(tuple([self._day(each, number, row[each.at]) for each in self.dates]), number)
        self.counts[part] += 1
        if self.trace is not None and (trace := row[self.trace]) and trace not in self.seen:
            self.seen.add(trace)
            self.traces[part] += 1
        for each in self.numbers:
            if not each.number_problem:
                each.add(part, number, row[each.at])

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

    def _find_numbers(self, number: int, row: list[str]) -> None:
        """Look at the columns in which nothing stood so far: those whose first cell is a number are added up."""
        waiting = []
        for each in self.waiting:
            cell = row[each.at]
            if cell.strip().lower() in NOTHING:
                waiting.append(each)
                continue
            each.is_seen = True
            try:
                each.number(cell)
            except CellRefused as wrong:
                each.number_problem = f"Row {number}, {quoted(each.name)}: {wrong}."
                continue
            if len(self.numbers) < MOST_NUMBERS:
                self.numbers.append(each)
            else:
                each.number_problem = f"Only {MOST_NUMBERS} columns of numbers are read. Leave some of them out."
        self.waiting = waiting

    def _day(self, each: _Reader, number: int, cell: str) -> str:
        if each.date_problem:
            return ""
        key = day_key(cell.strip())
        if not key:
            what = f"{quoted(cell)} is not a date. Write it as 2026-11-12" if cell.strip() else "the date is missing"
            each.date_problem = f"Row {number}, {quoted(each.name)}: {what}."
        return key

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


def _sums(readers: dict[int, _Reader], part: int) -> Iterator[tuple[int, Decimal]]:
    for place, each in readers.items():
        if not each.number_problem and part in each.sums:
            yield place, each.sums[part]
