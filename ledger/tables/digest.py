"""What is kept of a table between two steps of its import: sums for each day, never the table itself."""

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, field, fields
from decimal import Decimal

from ledger.tables.numbers import COMMA, POINT

# A sum by the place of its column and the currency sign that stood in its cells.
Sums = Mapping[tuple[int, str], Decimal]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: how many of its cells hold what.

    `proofs` are the decimal marks that its cells prove, `either` counts those that can be read with both, of which
    `either_cell` is one. `fraction` is the first row whose number is not whole, `fraction_other` that with a decimal
    comma. `below` counts numbers below zero, `below_sum` adds them up. `words` counts cells that say nothing in words
    that are not known, such as `word`; `wrong` those that hold no number, of which `wrong_cell` in `wrong_row` is the
    first and `why` says what is wrong.
    """

    name: str
    example: str = ""
    filled: int = 0
    days: int = 0
    numbers: int = 0
    nothing: int = 0
    words: int = 0
    word: str = ""
    wrong: int = 0
    wrong_row: int = 0
    wrong_cell: str = ""
    why: str = ""
    proofs: str = ""
    either: int = 0
    either_cell: str = ""
    fraction: int = 0
    fraction_other: int = 0
    below: int = 0
    below_sum: Decimal = Decimal(0)
    is_flag: bool = False
    is_timed: bool = False
    is_dotted: bool = False

    @property
    def is_number(self) -> bool:
        return self.numbers > 0


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of a table that name the same day in each of its columns of dates, and the same currency.

    `days` holds what each column of dates names, as `dates.day_key` gives it; `traces` is how many of its rows name a
    trace that no row before them named; `others` holds the sums that a decimal comma would make, where they differ.
    """

    days: tuple[str, ...]
    code: str
    first_row: int
    rows: int
    traces: int
    sums: Sums = field(default_factory=dict)
    others: Sums = field(default_factory=dict)

    def total(self, place: int, mark: str = POINT) -> dict[str, Decimal]:
        """Return the sum of a column by the sign that stood in its cells."""
        chosen = {**self.sums, **self.others} if mark == COMMA else self.sums
        return {sign: total for (at, sign), total in chosen.items() if at == place}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Rows that are no day's: how many, which kind, and the number and the cell of the first."""

    kind: str
    rows: int
    first_row: int
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Digest:
    """A table added up. `dates` are the places of its columns of dates, `trace` that of its trace ids or None.

    `rows` counts all rows beneath the header. `sample` holds the first rows, their cells cut short.
    """

    rows: int
    columns: tuple[Column, ...]
    dates: tuple[int, ...]
    trace: int | None
    currency: int | None
    parts: tuple[Part, ...]
    left_out: tuple[LeftOut, ...]
    sample: tuple[tuple[str, ...], ...]
    source: str
    delimiter: str = ""
    has_call_ids: bool = False

    def as_json(self) -> dict:
        """Return it as what JSON can hold."""
        return {
            "rows": self.rows,
            "columns": [_column_as_list(column) for column in self.columns],
            "dates": self.dates,
            "trace": self.trace,
            "currency": self.currency,
            "parts": [
                [p.days, p.code, p.first_row, p.rows, p.traces, _listed(p.sums), _listed(p.others)] for p in self.parts
            ],
            "left_out": [astuple(each) for each in self.left_out],
            "sample": self.sample,
            "source": self.source,
            "delimiter": self.delimiter,
            "has_call_ids": self.has_call_ids,
        }

    @classmethod
    def from_json(cls, held: Mapping) -> "Digest":
        """Return what `as_json` wrote."""
        return cls(
            **{name: held[name] for name in ("rows", "trace", "currency", "source", "delimiter", "has_call_ids")},
            columns=tuple(_column(each) for each in held["columns"]),
            dates=tuple(held["dates"]),
            parts=tuple(_part(*part) for part in held["parts"]),
            left_out=tuple(LeftOut(*each) for each in held["left_out"]),
            sample=tuple(tuple(row) for row in held["sample"]),
        )


def _column_as_list(column: Column) -> list:
    return [str(value) if isinstance(value, Decimal) else value for value in astuple(column)]


def _column(held: Sequence) -> Column:
    said = dict(zip((each.name for each in fields(Column)), held, strict=True))
    return Column(**said | {"below_sum": Decimal(said["below_sum"])})


def _listed(sums: Sums) -> list[list]:
    return [[place, sign, str(total)] for (place, sign), total in sums.items()]


def _part(days: Sequence[str], code: str, first_row: int, rows: int, traces: int, sums, others) -> Part:
    read = [{(place, sign): Decimal(total) for place, sign, total in each} for each in (sums, others)]
    return Part(tuple(days), code, first_row, rows, traces, *read)
