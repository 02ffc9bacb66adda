"""The features of several canvases side by side, in each currency by itself, since money is not added across these.

What is not quantified stands apart and counts nowhere.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from canvas.models import Canvas
from economics.verdict import LOSES_ON_EVERY_USE
from ledger.figures.sheets import Row, Sheet

ROUNDING = 1e-9
"""What breaks even exactly is left with so little by the rounding of sums, so it neither earns nor loses."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A feature of the portfolio with the canvas that it is of."""

    canvas: Canvas
    row: Row

    @property
    def name(self) -> str:
        return self.row.feature.name

    @property
    def currency(self) -> str:
        return self.canvas.currency

    @property
    def verdict(self) -> str:
        return self.row.evaluation.verdict.id

    @property
    def verdict_words(self) -> str:
        """The short words of the verdict, for tables."""
        return self.row.evaluation.verdict.short

    @property
    def tone(self) -> str:
        return self.row.evaluation.verdict.tone

    @property
    def is_counted(self) -> bool:
        """Whether it is quantified, so that sums count it."""
        return self.row.evaluation.is_quantified

    @property
    def monthly_profit(self) -> float:
        """What a counted feature leaves a month, expected."""
        return self.row.monthly_profit or 0.0


@dataclass(frozen=True)
class CurrencyGroup:
    """The features whose money is in one currency: those that count, and those that are not quantified."""

    currency: str
    entries: Sequence[Entry]

    @cached_property
    def counted(self) -> list[Entry]:
        return [each for each in self.entries if each.is_counted]

    @cached_property
    def uncounted(self) -> list[Entry]:
        return [each for each in self.entries if not each.is_counted]

    @cached_property
    def total(self) -> float | None:
        """Sum of the expected monthly profits; None where nothing counts."""
        return sum(each.monthly_profit for each in self.counted) if self.counted else None

    @cached_property
    def earning(self) -> list[Entry]:
        """Those expected to leave something a month, the greatest first."""
        found = [each for each in self.counted if each.monthly_profit > ROUNDING]
        return sorted(found, key=lambda each: -each.monthly_profit)

    @cached_property
    def losing(self) -> list[Entry]:
        """Those expected to lose money over a month, the greatest loss first."""
        found = [each for each in self.counted if each.monthly_profit < -ROUNDING]
        return sorted(found, key=lambda each: each.monthly_profit)

    @cached_property
    def reach(self) -> tuple[float, float]:
        """The lowest and highest monthly profit, nought among them: the one scale of the bars."""
        profits = [0.0, *(each.monthly_profit for each in self.counted)]
        return min(profits), max(profits)

    @property
    def tone(self) -> str:
        return "unknown" if self.total is None else "loss" if self.total < 0 else "gain"


@dataclass(frozen=True)
class Portfolio:
    """Features of canvases, by the currencies of these in the order of how many features each has."""

    sheets: Sequence[Sheet]

    @cached_property
    def entries(self) -> list[Entry]:
        return [Entry(sheet.canvas, row) for sheet in self.sheets for row in sheet.rows]

    @property
    def unfinished(self) -> int:
        """How many features are still being worked out."""
        return sum(sheet.unfinished for sheet in self.sheets)

    @cached_property
    def groups(self) -> list[CurrencyGroup]:
        return by_currency(self.entries)


def by_currency(entries: Iterable[Entry]) -> list[CurrencyGroup]:
    """Return the entries in a group for each currency, the one with the most features first."""
    found: dict[str, list[Entry]] = {}
    for each in entries:
        found.setdefault(each.currency, []).append(each)
    groups = [CurrencyGroup(currency, held) for currency, held in found.items()]
    return sorted(groups, key=lambda group: (-len(group.entries), group.currency))


def to_redesign(sheet: Sheet) -> int:
    """Return how many features of a canvas lose on every use."""
    return sum(row.evaluation.verdict.id == LOSES_ON_EVERY_USE for row in sheet.rows)
