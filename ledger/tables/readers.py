"""A column of numbers while it is read, and a column of objects that holds several."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from ledger.tables.dates import has_time
from ledger.tables.digest import Column
from ledger.tables.json_text import number_text
from ledger.tables.names import is_cost, is_revenue, is_reviewed, side_of, uses_rank
from ledger.tables.numbers import BARE, COMMA, EITHER_AMONG, FLAGS, NOTHING, POINT, Cell, read_cell
from ui.rules import showable

_SHORT = 4000
_ENOUGH = 1000
_MOST_MEMBERS = 60
_DEEPEST = 3
_FLAG_DIGITS = {"0", "1"}


class Reader:
    """A column, added up cell by cell, each cell to its part."""

    def __init__(self, name: str):
        self.name = name
        self.example = self.word = self.wrong_cell = self.why = self.either_cell = ""
        self.filled = self.numbers = self.nothing = self.words = self.wrong = self.wrong_row = 0
        self.either = self.fraction = self.fraction_other = self.below = self.dates = self.flags = 0
        self.below_sum = Decimal(0)
        self.proofs: set[str] = set()
        self.sums: dict[tuple[int, str], Decimal] = {}
        self.deltas: dict[tuple[int, str], Decimal] = {}
        self.signs: dict[int, set[str]] = defaultdict(set)
        self.is_timed = self.is_dotted = self.is_given_up = False

    @property
    def is_named(self) -> bool:
        """Whether the name says that it is something that can be imported."""
        name = self.name
        return bool(
            side_of(name)
            or uses_rank(name) >= 0
            or is_cost(name, has_currency=False)
            or is_revenue(name)
            or is_reviewed(name)
        )

    def see_dates(self, cells: Sequence[str]) -> None:
        """Look at a block of a column of dates."""
        self.example = self.example or _first(cells)
        self.filled += sum(1 for cell in cells if cell.strip())
        self.dates = self.filled
        self.is_timed = self.is_timed or any(map(has_time, cells))
        self.is_dotted = self.is_dotted or any(cell.count(".") == 2 for cell in cells[:4])

    def add(self, parts: Sequence[int], numbers: Sequence[int], cells: Sequence[str]) -> None:
        """Add up a block of cells, each to its part; `numbers` are those of its rows."""
        self.example = self.example or _first(cells)
        if self.is_given_up:
            self.filled += len(cells)
        elif all(map(BARE.fullmatch, cells)):
            self._add_bare(parts, numbers, cells)
        else:
            for part, number, cell in zip(parts, numbers, cells, strict=True):
                self._add_cell(part, number, cell)
            self.is_given_up = self.words + self.wrong > max(_ENOUGH, 4 * self.numbers)

    def _add_bare(self, parts: Sequence[int], numbers: Sequence[int], cells: Sequence[str]) -> None:
        self.filled += len(cells)
        self.numbers += len(cells)
        self.flags += len(cells) if set(cells) <= _FLAG_DIGITS else 0
        sums = self.sums
        for part, value in zip(parts, map(Decimal, cells), strict=True):
            key = (part, "")
            sums[key] = sums[key] + value if key in sums else value
        for part in set(parts):
            self.signs[part].add("")
        text = "\n".join(cells)
        if "." in text:
            self._see_points(numbers, cells)
        if EITHER_AMONG.search(text):
            self._see_either(parts, numbers, cells)

    def _see_points(self, numbers: Sequence[int], cells: Sequence[str]) -> None:
        if POINT not in self.proofs and any(map(_proves_point, cells)):
            self.proofs.add(POINT)
        if not self.fraction:
            self.fraction = next((row for row, cell in zip(numbers, cells, strict=True) if _is_fraction(cell)), 0)

    def _see_either(self, parts: Sequence[int], numbers: Sequence[int], cells: Sequence[str]) -> None:
        for part, number, cell in zip(parts, numbers, cells, strict=True):
            found = read_cell(cell)
            if found.other is not None:
                self._either(part, "", number, cell, found)

    def _add_cell(self, part: int, number: int, cell: str) -> None:
        found = read_cell(cell)
        if found.value is None:
            self._add_nothing(number, cell, found)
            return
        self.filled += 1
        self.numbers += 1
        self.flags += cell.strip().lower() in FLAGS or found.value in (0, 1)
        key = (part, found.sign)
        self.signs[part].add(found.sign)
        self.sums[key] = self.sums.get(key, Decimal(0)) + found.value
        if found.proof:
            self.proofs.add(found.proof)
        if found.value % 1 and not self.fraction:
            self.fraction = number
        if found.value < 0:
            self.below += 1
            self.below_sum += found.value
        if found.other is not None:
            self._either(part, found.sign, number, cell, found)

    def _add_nothing(self, number: int, cell: str, found: Cell) -> None:
        if found.is_word:
            self.filled += 1
            self.words += 1
            self.word = self.word or showable(cell.strip())[:40]
        elif found.wrong:
            self.filled += 1
            if not self.wrong:
                self.wrong_row, self.wrong_cell, self.why = number, showable(cell.strip())[:60], found.wrong
            self.wrong += 1
        elif cell.strip():
            self.filled += 1
            self.nothing += 1
            self.word = self.word or showable(cell.strip())[:40]

    def _either(self, part: int, sign: str, number: int, cell: str, found: Cell) -> None:
        key = (part, sign)
        self.either += 1
        self.either_cell = self.either_cell or cell.strip()
        self.deltas[key] = self.deltas.get(key, Decimal(0)) + found.other - found.value
        if found.other % 1 and not self.fraction_other:
            self.fraction_other = number

    def give_up(self) -> None:
        """Read no number of this column, whatever it holds."""
        self.is_given_up, self.numbers = True, 0

    def of_part(self, part: int) -> Iterator[tuple[str, tuple[Decimal, Decimal]]]:
        """Yield the sums of a part by the sign beside them, each with what a decimal comma would add."""
        for sign in sorted(self.signs.get(part, ())):
            key = (part, sign)
            yield sign, (self.sums[key], self.deltas.get(key, Decimal(0)))

    def totals(self) -> set[Decimal]:
        """Return what the whole column adds up to, read either way."""
        total = sum(self.sums.values(), Decimal(0))
        return {total, total + sum(self.deltas.values(), Decimal(0))}

    def column(self) -> Column:
        """Return what is kept of it."""
        return Column(
            name=self.name,
            example=self.example,
            filled=self.filled,
            days=self.dates,
            numbers=self.numbers,
            nothing=self.nothing,
            words=self.words,
            word=self.word,
            wrong=self.wrong,
            wrong_row=self.wrong_row,
            wrong_cell=self.wrong_cell,
            why=self.why,
            proofs="".join(mark for mark in (POINT, COMMA) if mark in self.proofs),
            either=self.either,
            either_cell=self.either_cell,
            fraction=self.fraction,
            fraction_other=self.fraction_other,
            below=self.below,
            below_sum=self.below_sum,
            is_flag=bool(self.numbers) and self.flags == self.numbers,
            is_timed=self.is_timed,
            is_dotted=self.is_dotted,
        )


class Breakdown:
    """A column of objects such as {"input": 500, "output": 120}: each number in them is a column of its own."""

    def __init__(self, name: str, at: int):
        self.name, self.at = name, at
        self.members: dict[str, Reader] = {}

    def add(self, parts: Sequence[int], numbers: Sequence[int], cells: Sequence[str]) -> None:
        """Add up a block of cells."""
        found: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for part, number, cell in zip(parts, numbers, cells, strict=True):
            for name, value in _members(cell):
                found[name].append((part, number, value))
        for name, values in found.items():
            if name not in self.members and len(self.members) < _MOST_MEMBERS:
                self.members[name] = Reader(f"{self.name}.{name}"[:60])
            if name in self.members:
                self.members[name].add(*zip(*values, strict=True))


def is_breakdown(cells: Iterable[str]) -> bool:
    """Whether a column holds objects, as far as it was looked at."""
    filled = [cell.strip() for cell in cells if cell.strip().lower() not in NOTHING]
    return bool(filled) and all(cell.startswith("{") for cell in filled)


def _members(cell: str) -> tuple[tuple[str, str], ...]:
    """The numbers in an object, by their names."""
    text = cell.strip()
    return (_kept if len(text) <= _SHORT else _spread)(text)


@lru_cache(maxsize=2048)
def _kept(text: str) -> tuple[tuple[str, str], ...]:
    return _spread(text)


_DECODER = json.JSONDecoder(parse_float=number_text, parse_int=str)


def _spread(text: str) -> tuple[tuple[str, str], ...]:
    if not text.startswith("{"):
        return ()
    try:
        return tuple(_numbers(_DECODER.decode(text), "", 0))
    except (ValueError, RecursionError):
        return ()


def _numbers(value: dict, prefix: str, depth: int) -> Iterator[tuple[str, str]]:
    for name, each in value.items():
        if isinstance(each, dict) and depth < _DEEPEST:
            yield from _numbers(each, f"{prefix}{name}.", depth + 1)
        elif isinstance(each, str) and BARE.fullmatch(each.lstrip("-").replace("e", "0", 1).replace("-", "")):
            yield f"{prefix}{name}", each


def _first(cells: Sequence[str]) -> str:
    return next((showable(cell.strip())[:40] for cell in cells if cell.strip()), "")


def _proves_point(cell: str) -> bool:
    whole, mark, rest = cell.partition(".")
    return bool(mark) and (len(rest) != 3 or whole.startswith("0") or len(whole) > 3)


def _is_fraction(cell: str) -> bool:
    return bool(cell.partition(".")[2].strip("0"))
