"""The ledger on paper: one page of all features, then a page of each, in the words and figures of the screen."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.safestring import SafeString

from exports.charts import running_total, spread
from exports.rules import fitting
from exports.rules.papers import Paper
from ledger.figures.sheets import Row, Sheet
from ledger.models import Line
from ledger.pages.amounts import Amounts
from ledger.pages.feature_table import FeatureTable, TableLine
from ledger.pages.sentences import coverage, finding
from ui.drawings import EVIDENCE
from ui.templatetags.figures import chance, count, day, per_month_signed, per_use_signed

# How many characters of an amount its column has room for.
WIDEST = 9
# The rows that close a group and have a bar of the waterfall, by the role of that bar.
BARS_OF_TOTALS = {"captured": "captured", "net": "contribution"}


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of a feature's table."""

    words: str
    detail: str
    amounts: Amounts
    evidence: str
    bar: SafeString


@dataclass(frozen=True, slots=True)
class PrintedTotal:
    """A row that closes others: `style` is sum, net or row."""

    words: str
    amounts: Amounts
    style: str
    bar: SafeString


@dataclass(frozen=True, slots=True)
class PrintedGroup:
    """Lines under one head, with the rows that close them."""

    title: str
    lines: list[PrintedLine]
    totals: list[PrintedTotal]


@dataclass(frozen=True)
class FeaturePage:
    """Everything that a feature's page shows."""

    row: Row
    currency: str
    paper: Paper

    @cached_property
    def table(self) -> FeatureTable:
        """The feature as it is read on the screen."""
        return FeatureTable(self.row, self.currency)

    @property
    def feature(self):
        return self.row.feature

    @property
    def title_size(self) -> float:
        return fitting.title_size(self.feature.name, width=self.paper.content_width)

    @property
    def verdict(self):
        return self.row.evaluation.verdict

    @property
    def margin(self) -> str:
        return per_use_signed(self.row.margin.mean if self.row.margin else None, self.currency)

    @property
    def money_a_month(self) -> str:
        return per_month_signed(self.row.monthly_profit, self.currency)

    @property
    def uses(self) -> str:
        return count(self.row.uses)

    @property
    def says(self) -> tuple[str, ...]:
        """The verdict's sentences; while a question is open they stand with the questions instead."""
        return self.verdict.says if self.row.evaluation.is_quantified else ()

    @property
    def chance_of_loss(self) -> str:
        return chance(self.row.evaluation.probability_of_loss_per_use)

    @property
    def spread(self) -> SafeString:
        title = f"Margin per use in {self.points}: {self.chance_of_loss} of cases lose money."
        return spread(self.table.histogram, title=title) if self.table.histogram else SafeString()

    @property
    def spread_ends(self) -> tuple[str, str]:
        edges = self.row.evaluation.histogram.edges
        return per_use_signed(edges[0], self.currency), per_use_signed(edges[-1], self.currency)

    @property
    def points(self) -> str:
        return f"{count(self.row.evaluation.points)} points"

    @property
    def usage(self) -> str:
        return " · ".join(f"{fact.label} {fact.text}" for fact in self.table.usage if fact.text)

    @property
    def is_long(self) -> bool:
        """Whether the table needs the smaller type to stay on one page."""
        details = [line.detail for group in self.groups for line in group.lines]
        sums = sum(len(group.totals) for group in self.groups)
        return fitting.is_long_table(self.paper, heads=len(self.groups), details=details, sums=sums)

    @property
    def is_wide(self) -> bool:
        """Whether its amounts need more room than three decimals of a dollar do."""
        rows = [row for group in self.groups for row in (*group.lines, *group.totals)]
        return any(
            len(text) > WIDEST for row in rows for text in (row.amounts.low, row.amounts.expected, row.amounts.high)
        )

    @cached_property
    def groups(self) -> list[PrintedGroup]:
        """The groups of the screen in its order, without those that it hides."""
        return [self._group(group) for group in self.table.groups if not group.is_hidden]

    def _group(self, group) -> PrintedGroup:
        lines = [self._line(row) for row in group.lines]
        totals = [
            PrintedTotal(
                f"{total.words}, {total.how}" if total.how else total.words,
                total.amounts,
                total.style,
                self._bar(role=BARS_OF_TOTALS.get(total.id, "")),
            )
            for total in group.totals
        ]
        return PrintedGroup(group.title, lines, totals)

    def _line(self, row: TableLine) -> PrintedLine:
        word, _ = EVIDENCE[row.line.evidence_level or "guess"]
        return PrintedLine(str(row.line), detail_of(row), row.amounts, word, self._bar(key=row.line.key))

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


@dataclass(frozen=True)
class LedgerPages:
    """The ledger's pages of a canvas; none where it has no features."""

    sheet: Sheet
    paper: Paper

    @property
    def currency(self) -> str:
        return self.sheet.canvas.currency

    @property
    def finding(self) -> str:
        return finding(self.sheet)

    @property
    def coverage(self) -> str:
        return coverage(self.sheet)

    @property
    def has_spread(self) -> bool:
        """Whether any margin has a low and a high besides what is expected."""
        return any(row.margin and not row.evaluation.is_exact for row in self.sheet.rows)

    @cached_property
    def features(self) -> list[FeaturePage]:
        return [FeaturePage(row, self.currency, self.paper) for row in self.sheet.rows]


def detail_of(row: TableLine) -> str:
    """Return what stands below a line's words.

    Its type, how its figure comes about or what is wrong, who bears what of it, of which day its prices are, and its
    source.
    """
    parts = [row.line.line_type.words] if row.line.label else []
    parts.append(row.problems[0] if row.problems else row.how)
    parts += [said for said in (row.sharing, row.priced) if said]
    if source := _source(row.line):
        parts.append(f"Source: {source}")
    return " · ".join(parts)


def _source(line: Line) -> str:
    when = day(line.evidence_date) if line.evidence_date else ""
    return ", ".join(filter(None, (line.evidence_source or line.evidence_url, when)))
