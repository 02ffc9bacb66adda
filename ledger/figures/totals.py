"""The totals of a canvas with the lines behind them: what each brings in or costs a month."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from economics import kinds
from ledger.figures.shares import WHOLE, percent_text
from ledger.figures.sheets import Row, Sheet
from ledger.models import Feature, Line
from ui.templatetags.figures import chance, per_month

CAPTURED, COSTS = "captured", "costs"


@dataclass(frozen=True, slots=True)
class TotalLine:
    """A line of a total: the feature that it counts with, what it comes to a month, and the part that counts there.

    `part` is who bears what of a shared cost, in words; "" where one feature bears all of it.
    """

    feature: Feature
    line: Line
    monthly: float
    part: str

    @property
    def words(self) -> str:
        """What to call it beside lines of other features."""
        return f"{self.line} of {self.feature}"


@dataclass(frozen=True, slots=True)
class Total:
    """What all quantified features capture or cost a month, with the lines that add up to it."""

    id: str
    lines: Sequence[TotalLine]
    amount: float | None

    @property
    def says(self) -> str:
        """Which line most of it is; "" where no share of it can be told."""
        if len(self.lines) < 2 or not self.amount or any(each.monthly < 0 for each in self.lines):
            return ""
        most = max(self.lines, key=lambda each: each.monthly)
        verb = "brings in" if self.id == CAPTURED else "costs"
        return f"{most.words} {verb} the most, {chance(most.monthly / self.amount)} of it."

    @property
    def groups(self) -> list[tuple[Feature, list[TotalLine]]]:
        """The lines by feature, in the order of the ledger."""
        features = dict.fromkeys(each.feature for each in self.lines)
        return [(feature, [each for each in self.lines if each.feature == feature]) for feature in features]


def captured(sheet: Sheet) -> Total:
    """Return the value that is captured a month."""
    return Total(CAPTURED, list(_lines(sheet, kinds.DRIVER_KINDS)), sheet.value_captured)


def costs(sheet: Sheet) -> Total:
    """Return what is paid a month."""
    return Total(COSTS, list(_lines(sheet, kinds.COST_KINDS)), sheet.cost)


def balance(sheet: Sheet) -> str:
    """Return what the totals say together: the heading of their page."""
    if sheet.value_captured is None or sheet.cost is None:
        return "Nothing is counted yet"
    came, went = (per_month(amount, sheet.canvas.currency) for amount in (sheet.value_captured, sheet.cost))
    return f"{came} a month comes in and {went} goes out"


def _lines(sheet: Sheet, counted: Sequence[str]) -> Iterator[TotalLine]:
    for row in sheet.quantified:
        parts = dict(_parts(row))
        for result in row.evaluation.lines:
            if result.kind in counted and result.monthly is not None:
                line, part = parts[result.key]
                yield TotalLine(row.feature, line, result.monthly, part)


def _parts(row: Row) -> Iterator[tuple[str, tuple[Line, str]]]:
    """The lines that count with a feature by their keys, each with the part of it that does."""
    for line in row.lines:
        rest = row.shares.rest(line)
        yield line.key, (line, "" if rest == WHOLE else f"{percent_text(rest)} of it, shared with others")
    for each in row.borne:
        yield each.line.key, (each.line, f"{percent_text(each.percent)} of it, shared by {each.line.feature}")
