"""A table is read once, a block of rows at a time, into sums for each day.

Every column that holds dates or numbers is read, so that a person can say afterwards which of them means what.
"""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import batched, chain, islice, repeat

from ledger.tables.currencies import code_of
from ledger.tables.dates import day_key, looks_like_a_day, serial_day
from ledger.tables.digest import Digest, Part
from ledger.tables.files import rows_of
from ledger.tables.header import Headed, headed
from ledger.tables.names import CALL_IDS, CURRENCY, DATE_WORDS, TRACES, date_rank, plain, side_of, words_of
from ledger.tables.readers import Breakdown, Reader, is_breakdown
from ledger.tables.refusals import TableRefused, quoted
from ledger.tables.sources import source_of
from ledger.tables.strays import Strays
from ledger.tables.text import Row
from ui.rules import showable

MOST_DATES = 4
MOST_NUMBERS = 20
MOST_PARTS = 3000
SAMPLE = 4
BLOCK = 512
_LOOKED_AT = 60


def read(source: bytes | str) -> Digest:
    """Read a table, the bytes of its file or its text; raises TableRefused with a sentence, and nothing else."""
    found = rows_of(source)
    table = headed(found)
    first = list(islice(table.rows, _LOOKED_AT))
    if not first:
        raise TableRefused("There is only a header. Paste the rows beneath it as well.")
    reading = _Reading(table, first)
    for block in batched(chain(first, table.rows), BLOCK):
        reading.add(block)
    return reading.digest(found.delimiter)


class _Reading:
    """A table while it is read."""

    def __init__(self, table: Headed, first: Sequence[Row]):
        self.names = table.names
        self.columns = list(zip(*(cells for _, cells in first), strict=True))
        self.dates = self._find_dates(first)
        self.currency = self._find_currency()
        self.trace = next((at for at, name in enumerate(self.names) if plain(name) in TRACES), None)
        self.breakdowns = {at: Breakdown(self.names[at], at) for at in self._places() if is_breakdown(self.columns[at])}
        self.readers = {at: Reader(self.names[at]) for at in range(len(self.names))}
        self.strays = Strays(table.header, [at for at, _ in self.dates])
        self.parts: dict[tuple[tuple[str, ...], str], int] = {}
        self.firsts: list[int] = []
        self.counts: list[int] = []
        self.traces: list[int] = []
        self.seen: set[str] = set()
        self.sample: list[tuple[str, ...]] = []
        self.rows = 0

    def add(self, block: Sequence[Row]) -> None:
        """Read a block of rows."""
        self.rows += len(block)
        self.sample += [
            tuple(showable(cell.strip())[:40] for cell in row) for _, row in block[: SAMPLE - len(self.sample)]
        ]
        keys = [self._keys(row) for _, row in block]
        held = [(row, days) for row, days in zip(block, keys, strict=True) if any(days)]
        for row, days in zip(block, keys, strict=True):
            if not any(days):
                self.strays.add(row)
        if held:
            self._add([row for row, _ in held], [days for _, days in held])

    def _keys(self, row: Sequence[str]) -> tuple[str, ...]:
        return tuple(key(row[at].strip()) for at, key in self.dates)

    def _add(self, rows: Sequence[Row], days: Sequence[tuple[str, ...]]) -> None:
        numbers = [number for number, _ in rows]
        cells = list(zip(*(row for _, row in rows), strict=True))
        codes = repeat("") if self.currency is None else map(code_of, cells[self.currency])
        parts = [self._part(*each) for each in zip(days, codes, numbers, strict=False)]
        for part, trace in zip(parts, repeat("") if self.trace is None else cells[self.trace], strict=False):
            self.counts[part] += 1
            if trace and trace not in self.seen:
                self.seen.add(trace)
                self.traces[part] += 1
        for at, _ in self.dates:
            self.readers[at].see_dates(cells[at])
        for at in self._places():
            if at in self.breakdowns:
                self.breakdowns[at].add(parts, numbers, cells[at])
            else:
                self.readers[at].add(parts, numbers, cells[at])
        self._give_up_unlikely()

    def _give_up_unlikely(self) -> None:
        """Read on only in the columns of numbers that are likeliest to be wanted."""
        readers = list(self.readers.values())
        read = [each for each in readers if each.numbers]
        if len(read) > MOST_NUMBERS:
            kept = {readers[place] for place in _likeliest(readers)}
            for each in read:
                if each not in kept:
                    each.give_up()

    def _places(self) -> Iterator[int]:
        """The places of columns that may hold numbers."""
        dates = {at for at, _ in self.dates}
        return (at for at in range(len(self.names)) if at not in dates and at != self.currency)

    def _part(self, days: tuple[str, ...], code: str, number: int) -> int:
        at = self.parts.get((days, code))
        if at is None:
            at = self.parts[(days, code)] = len(self.firsts)
            if at == MOST_PARTS:
                raise TableRefused(
                    f"Row {number}: its columns of dates hold more than {MOST_PARTS:,} different days. "
                    "Leave out the dates that don’t say when a use was, or import fewer years at once."
                )
            self.firsts.append(number)
            self.counts.append(0)
            self.traces.append(0)
        return at

    def _find_dates(self, first: Sequence[Row]) -> list[tuple[int, Callable[[str], str]]]:
        """The columns of dates, those likeliest to say when a use was first, each with what reads its cells."""
        found = []
        for at, cells in enumerate(self.columns):
            filled = [cell.strip() for cell in cells if cell.strip()]
            for key in (day_key, serial_day):
                days = [cell for cell in filled if key(cell)]
                if days and 2 * len(days) >= len(filled) and self._may_be_date(at, days, key):
                    found.append((date_rank(self.names[at]), at, key))
                    break
        if not found:
            raise TableRefused(self._no_dates(first))
        return [(at, key) for _, at, key in sorted(found, key=lambda each: each[:2])[:MOST_DATES]]

    def _may_be_date(self, at: int, days: Sequence[str], key) -> bool:
        """A bare number is a date only where its column's name says so."""
        if key is day_key and not all(day.replace(".", "", 1).isdigit() for day in days):
            return True
        words = set(words_of(self.names[at]))
        return bool(words & DATE_WORDS) and not side_of(self.names[at])

    def _no_dates(self, first: Sequence[Row]) -> str:
        ranked = min(range(len(self.names)), key=lambda at: date_rank(self.names[at]))
        if date_rank(self.names[ranked]) < 9:
            for number, row in first:
                if cell := row[ranked].strip():
                    what = "which there isn’t" if looks_like_a_day(cell) else "which is no date. Write it as 2026-11-12"
                    return f"Row {number}, {quoted(self.names[ranked])}: the day reads {quoted(cell)}, {what}."
        return "No column holds dates. Write one as 2026-11-12, and try again."

    def _find_currency(self) -> int | None:
        found = [
            at
            for at, name in enumerate(self.names)
            if set(words_of(name)) & CURRENCY and any(map(code_of, self.columns[at]))
        ]
        return min(found, key=lambda at: ("pricing" in words_of(self.names[at]), at), default=None)

    def digest(self, delimiter: str) -> Digest:
        """Return what was read."""
        if not self.firsts:
            raise TableRefused("No row holds a day. Write one as 2026-11-12 in each row, and try again.")
        readers = [self.readers[at] for at in range(len(self.names))]
        readers += [member for each in self.breakdowns.values() for member in each.members.values()]
        read_places = _likeliest(readers)
        parts = tuple(
            Part(
                days,
                code,
                self.firsts[at],
                self.counts[at],
                self.traces[at],
                dict(_sums(readers, read_places, at)),
                dict(_sums(readers, read_places, at, is_other=True)),
            )
            for (days, code), at in self.parts.items()
        )
        totals = {place: readers[place].totals() for place in read_places if place < len(self.names)}
        return Digest(
            rows=self.rows,
            columns=tuple(each.column() for each in readers),
            dates=tuple(at for at, _ in self.dates),
            trace=self.trace,
            currency=self.currency,
            parts=parts,
            left_out=tuple(self.strays.left_out(totals)),
            sample=tuple(self.sample),
            source=source_of([each.name for each in readers]),
            delimiter=delimiter,
            has_call_ids=any(plain(name) in CALL_IDS or plain(name) in TRACES for name in self.names),
        )


def _likeliest(readers: Sequence[Reader]) -> list[int]:
    """The places of the columns of numbers, at most so many: those whose name says something first."""
    places = [place for place, each in enumerate(readers) if each.numbers]
    chosen = sorted(places, key=lambda place: (not readers[place].is_named, place))[:MOST_NUMBERS]
    return sorted(chosen)


def _sums(
    readers: Sequence[Reader], places: Sequence[int], part: int, *, is_other: bool = False
) -> Iterator[tuple[tuple[int, str], Decimal]]:
    for place in places:
        for sign, (total, delta) in readers[place].of_part(part):
            if not is_other:
                yield (place, sign), total
            elif delta:
                yield (place, sign), total + delta
