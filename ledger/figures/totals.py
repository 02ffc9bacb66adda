"""The totals of a canvas with the lines behind them: what each brings in or costs a month."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from economics import kinds
from ledger.figures.sheets import Row, Sheet
from ledger.models import Feature, Line

CAPTURED, COSTS = "captured", "costs"


@dataclass(frozen=True, slots=True)
class TotalLine:
    """A line of a total: the feature that it counts with, what it comes to a month, and the part that counts there.

    `percent` is the part of its cost that this feature bears, which another one's line may be.
    """

    feature: Feature
    line: Line
    monthly: float
    percent: Decimal

    @property
    def is_borne(self) -> bool:
        """Whether the line is another feature's."""
        return self.line.feature_id != self.feature.pk


@dataclass(frozen=True, slots=True)
class Total:
    """What all quantified features capture or cost a month, with the lines that add up to it."""

    id: str
    lines: Sequence[TotalLine]
    amount: float | None

    @property
    def most(self) -> tuple[TotalLine, float] | None:
        """The line that most of it is, with its share of it, 0 to 1; None where no share of it can be told."""
        if len(self.lines) < 2 or not self.amount or any(line.monthly < 0 for line in self.lines):
            return None
        most = max(self.lines, key=lambda line: line.monthly)
        return most, most.monthly / self.amount

    @property
    def groups(self) -> list[tuple[Feature, list[TotalLine]]]:
        """The lines by feature, in the order of the ledger."""
        features = dict.fromkeys(line.feature for line in self.lines)
        return [(feature, [line for line in self.lines if line.feature == feature]) for feature in features]


def captured(sheet: Sheet) -> Total:
    """Return the value that is captured a month."""
    return Total(CAPTURED, list(_lines(sheet, kinds.DRIVER_KINDS)), sheet.value_captured)


def costs(sheet: Sheet) -> Total:
    """Return what is paid a month."""
    return Total(COSTS, list(_lines(sheet, kinds.COST_KINDS)), sheet.cost)


def _lines(sheet: Sheet, counted: Sequence[str]) -> Iterator[TotalLine]:
    for row in sheet.quantified:
        parts = dict(_parts(row))
        for result in row.evaluation.lines:
            if result.kind in counted and result.monthly is not None:
                line, percent = parts[result.key]
                yield TotalLine(row.feature, line, result.monthly, percent)


def _parts(row: Row) -> Iterator[tuple[str, tuple[Line, Decimal]]]:
    """The lines that count with a feature by their keys, each with the per cent of it that does."""
    for line in row.lines:
        yield line.key, (line, row.shares.rest(line))
    for borne in row.borne:
        yield borne.line.key, (borne.line, borne.percent)
