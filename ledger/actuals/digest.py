"""What is kept of a table between two steps of its import: sums for each day, never the table itself."""

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what keeps it from being read as a date or as a number, "" where nothing does.

    `fraction` is the first row with a number that is not whole, 0 where there is none; `sign` a currency sign that
    stood beside a number. `is_empty`: nothing stands in it.
    """

    name: str
    date_problem: str = ""
    number_problem: str = ""
    fraction: int = 0
    sign: str = ""
    is_empty: bool = False

    @property
    def is_date(self) -> bool:
        return not self.date_problem

    @property
    def is_number(self) -> bool:
        return not self.number_problem


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of a table that name the same day in each of its columns of dates.

    `days` holds that day for each column of dates, as `dates.day_key` gives it; `traces` is how many of its rows name
    a trace that no row before them named; `sums` the sum of each column of numbers that has one, by its place.
    """

    days: tuple[str, ...]
    first_row: int
    rows: int
    traces: int
    sums: Mapping[int, Decimal]


@dataclass(frozen=True, slots=True)
class Digest:
    """A table added up. `dates` are the places of its columns of dates, `trace` that of its trace ids or None.

    `sample` holds the first rows, their cells cut short.
    """

    rows: int
    columns: tuple[Column, ...]
    dates: tuple[int, ...]
    trace: int | None
    parts: tuple[Part, ...]
    sample: tuple[tuple[str, ...], ...]

    def as_json(self) -> dict:
        """Return it as what JSON can hold."""
        return {
            "rows": self.rows,
            "columns": [astuple(column) for column in self.columns],
            "dates": self.dates,
            "trace": self.trace,
            "parts": [
                [p.days, p.first_row, p.rows, p.traces, [[at, str(total)] for at, total in p.sums.items()]]
                for p in self.parts
            ],
            "sample": self.sample,
        }

    @classmethod
    def from_json(cls, held: Mapping) -> "Digest":
        """Return what `as_json` wrote."""
        return cls(
            rows=held["rows"],
            columns=tuple(Column(*column) for column in held["columns"]),
            dates=tuple(held["dates"]),
            trace=held["trace"],
            parts=tuple(_part(*part) for part in held["parts"]),
            sample=tuple(tuple(row) for row in held["sample"]),
        )


def _part(days: Sequence[str], first_row: int, rows: int, traces: int, sums) -> Part:
    return Part(tuple(days), first_row, rows, traces, {at: Decimal(total) for at, total in sums})
