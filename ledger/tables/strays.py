"""Rows that name no day: totals, headers once more, notes; and days that there aren't."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from ledger.tables.dates import looks_like_a_day
from ledger.tables.digest import LeftOut
from ledger.tables.names import words_of
from ledger.tables.numbers import read_cell
from ledger.tables.text import Row
from ui.rules import showable

TOTAL, SUM, HEADER, NO_DAY, WRONG_DAY, NOTE = "total", "sum", "header", "no_day", "wrong_day", "note"
_TOTALS = frozenset(
    (
        *("total", "totals", "subtotal", "subtotals", "sum", "average", "avg", "mean", "median", "totale", "somme"),
        *("summe", "gesamt", "gesamtsumme", "zwischensumme", "insgesamt", "durchschnitt", "mittelwert"),
    )
)
_LOOKED_AT = 200


class Strays:
    """The rows of a table that name no day, while it is read."""

    def __init__(self, header: Sequence[str], dates: Sequence[int]):
        self.header, self.dates = list(header), dates
        self.counts: dict[str, int] = {}
        self.firsts: dict[str, tuple[int, str]] = {}
        self.open: list[tuple[int, dict[int, Decimal]]] = []

    def add(self, row: Row) -> None:
        """Look at a row that names no day."""
        number, cells = row
        kind, cell = self._kind(cells)
        if kind == NO_DAY and len(self.open) < _LOOKED_AT:
            self.open.append((number, _numbers(cells)))
        else:
            self._count(kind, number, cell)

    def _kind(self, cells: Sequence[str]) -> tuple[str, str]:
        if [cell.strip() for cell in cells] == self.header:
            return HEADER, ""
        filled = [cell.strip() for cell in cells if cell.strip()]
        if not any(read_cell(cell).value is not None for cell in filled):
            return NOTE, ""
        if any(_is_total(cell) for cell in filled):
            return TOTAL, ""
        wrong = next((cells[at].strip() for at in self.dates if looks_like_a_day(cells[at])), "")
        return (WRONG_DAY, showable(wrong)[:40]) if wrong else (NO_DAY, "")

    def _count(self, kind: str, number: int, cell: str = "") -> None:
        self.counts[kind] = self.counts.get(kind, 0) + 1
        self.firsts.setdefault(kind, (number, cell))

    def left_out(self, totals: Mapping[int, set[Decimal]]) -> Iterator[LeftOut]:
        """Yield what was left out, told by the sums of the rows that name a day."""
        for number, found in self.open:
            is_sum = found and all(value in totals.get(place, ()) for place, value in found.items())
            self._count(SUM if is_sum else NO_DAY, number)
        self.open = []
        for kind, count in self.counts.items():
            yield LeftOut(kind, count, *self.firsts[kind])


def _is_total(cell: str) -> bool:
    return len(cell) <= 60 and read_cell(cell).value is None and bool(set(words_of(cell)) & _TOTALS)


def _numbers(cells: Sequence[str]) -> dict[int, Decimal]:
    read = ((place, read_cell(cell).value) for place, cell in enumerate(cells) if cell.strip())
    return {place: value for place, value in read if value is not None}
