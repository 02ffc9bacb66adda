"""The ledger on paper: every line of a feature in the words and figures of the screen, with what it rests on."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.safestring import SafeString

from exports.charts import running_total
from exports.feature_sheets import source_of
from ledger.figures.sheets import Row
from ledger.pages.feature_table import FeatureTable, TableLine
from ledger.pages.table_cells import Cells
from ui.drawings import EVIDENCE
from ui.templatetags.figures import per_use_signed

# The rows that close a group and have a bar of the waterfall, by the role of that bar.
BARS_OF_TOTALS = {"captured": "captured", "net": "contribution"}


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of a feature's table."""

    words: str
    detail: str
    cells: Cells
    evidence: str
    source: str
    bar: SafeString


@dataclass(frozen=True, slots=True)
class PrintedTotal:
    """A row that closes others: `style` is sum, net or row."""

    words: str
    cells: Cells
    style: str
    bar: SafeString


@dataclass(frozen=True, slots=True)
class PrintedGroup:
    """Lines under one head, with the rows that close them."""

    title: str
    lines: list[PrintedLine]
    totals: list[PrintedTotal]


@dataclass(frozen=True)
class LedgerTable:
    """All lines of one feature."""

    row: Row
    currency: str

    @cached_property
    def table(self) -> FeatureTable:
        """The feature as it is read on the screen."""
        return FeatureTable(self.row, self.currency)

    @property
    def feature(self):
        return self.row.feature

    @property
    def usage(self) -> str:
        return " · ".join(f"{fact.label} {fact.text}" for fact in self.table.usage if fact.text)

    @property
    def usage_rests_on(self) -> str:
        """The evidence of the usage, with its source."""
        word, _ = EVIDENCE[self.feature.evidence_level or "guess"]
        return ": ".join(filter(None, (word, source_of(self.feature))))

    @property
    def has_range(self) -> bool:
        return self.row.margin is not None and not self.row.evaluation.is_exact

    @property
    def is_begun(self) -> bool:
        """Whether any line of it has a figure."""
        return any(line.amounts.summary for group in self.table.groups for line in group.lines)

    @property
    def has_bars(self) -> bool:
        return bool(self._bars)

    @property
    def columns(self) -> int:
        return 4 + 2 * self.has_range + self.has_bars

    @cached_property
    def groups(self) -> list[PrintedGroup]:
        """The groups of the screen in its order, without those that have no line."""
        return [self._group(group) for group in self.table.groups if group.lines]

    def _group(self, group) -> PrintedGroup:
        lines = [self._line(row) for row in group.lines]
        totals = [
            PrintedTotal(
                f"{total.words}, {total.how}" if total.how else total.words,
                total.cells,
                total.style,
                self._bar(role=BARS_OF_TOTALS.get(total.id, "")),
            )
            for total in group.shown_totals
            if total.amounts.summary
        ]
        return PrintedGroup(group.title, lines, totals)

    def _line(self, row: TableLine) -> PrintedLine:
        word, _ = EVIDENCE[row.line.evidence_level or "guess"]
        return PrintedLine(
            str(row.line), detail_of(row), row.cells, word, source_of(row.line), self._bar(key=row.line.key)
        )

    def _bar(self, *, key: str = "", role: str = "") -> SafeString:
        return self._bars.get((key, role), SafeString())

    @cached_property
    def _bars(self) -> dict[tuple[str, str], SafeString]:
        """The drawn bars, a line's by its key, a sum's by its role."""
        drawing, waterfall = self.table.waterfall, self.row.evaluation.waterfall
        if not drawing or not waterfall:
            return {}
        bars = {}
        for bar, drawn in zip(waterfall.bars, drawing.rows, strict=True):
            ends = f"from {per_use_signed(bar.start, self.currency)} to {per_use_signed(bar.end, self.currency)}"
            drawn_bar = running_total(drawn.parts, drawing.zero, title=f"{bar.label}, {ends} per use")
            bars[bar.key, "" if bar.key else bar.role] = drawn_bar
        return bars


def detail_of(row: TableLine) -> str:
    """Return what stands below a line's words.

    Its type, how its figure comes about, who bears what of it, and of which day its prices are. What the author has
    still to mend is no business of the reader's.
    """
    parts = [row.line.line_type.words] if row.line.label else []
    parts += [said for said in ("" if row.problems else row.how, row.sharing, row.priced) if said]
    return " · ".join(parts) if not row.problems else " · ".join([*parts, "not complete yet"])
