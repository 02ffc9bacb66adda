"""The figures of the ledger's one table as text: per use low, expected and high, and expected a month."""

from collections.abc import Iterable
from dataclasses import dataclass

from economics import Summary
from economics.results import LineResult
from ui.digits import Column
from ui.templatetags.figures import fine_column, in_column, in_column_signed, per_month, per_month_signed


@dataclass(frozen=True, slots=True)
class Cells:
    """The texts of a row, "" where there is nothing to say; `tone` is the colour word of what is expected."""

    low: str = ""
    expected: str = ""
    high: str = ""
    month: str = ""
    tone: str = ""


@dataclass(frozen=True)
class CellWriter:
    """Writes the rows of one table: every amount per use on the one scale of its column, so that they compare."""

    currency: str
    column: Column

    def row(self, summary: Summary | None, month: float | None = None, *, is_signed: bool = False) -> Cells:
        """Return the cells of what is known per use; "?" is expected where nothing is."""
        if summary is None:
            return Cells(expected="?", tone="unknown")
        low, expected, high = (self._use(each, is_signed) for each in (summary.p5, summary.mean, summary.p95))
        return Cells(low, expected, high, self._month(month, is_signed), _tone(summary.mean) if is_signed else "")

    def fixed(self, line: LineResult | None, uses: Summary | None) -> Cells:
        """Return the cells of a cost a month, with its share of a use; the ends only of one that is a point."""
        if line is None or line.summary is None:
            return Cells(month="?", tone="unknown")
        amount, month = line.summary, self._month(line.summary.mean, is_signed=False)
        if uses is None:
            return Cells(month=month)
        expected = self._use(amount.mean / uses.mean, is_signed=False)
        if amount.p5 != amount.p95:
            return Cells(expected=expected, month=month)
        low, high = (self._use(amount.mean / each, is_signed=False) for each in (uses.p95, uses.p5))
        return Cells(low, expected, high, month)

    def _use(self, amount: float, is_signed: bool) -> str:
        return (in_column_signed if is_signed else in_column)(amount, self.column)

    def _month(self, amount: float | None, is_signed: bool) -> str:
        if amount is None:
            return ""
        return (per_month_signed if is_signed else per_month)(amount, self.currency)


def cell_writer(currency: str, amounts: Iterable[Summary | None]) -> CellWriter:
    """Return what writes a table of these amounts per use."""
    return CellWriter(currency, fine_column((each.mean for each in amounts if each), currency))


def _tone(amount: float) -> str:
    return "loss" if amount < 0 else "gain" if amount else ""
