"""A feature as the board reads it: the verdict, what decides it and what that rests on, and what would mend it.

The words and figures are those of the feature's own page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.safestring import SafeString

from canvas.models import Canvas
from economics import Summary
from economics.inputs import field_of
from exports.charts import interval, running_total, spread, swings
from exports.rules.papers import Paper
from exports.rules.sizes import title_size
from exports.rules.typesetting import TITLE, text_width
from ledger.figures.sheets import Row
from ledger.models import Feature, Line
from ledger.pages.charts import draw_histogram, draw_waterfall
from ledger.pages.estimates import estimate_text
from ledger.pages.first_screen import FirstScreen, Sum
from ledger.pages.sections import Sections
from ledger.pages.sections.actuals import Comparison
from ledger.pages.sections.checking import CheckSection
from ledger.pages.sections.gate import OPEN, GateCheck, GateSection
from ledger.pages.sections.moves import MovesSection
from ledger.pages.sections.tornado import InputSwing
from ui.digits import Column, column_of
from ui.drawings import EVIDENCE
from ui.templatetags.figures import (
    chance,
    count,
    day,
    fine_column,
    in_column_signed,
    per_month_signed,
    per_use_signed,
    price,
)

MOST_DRIVERS = 6
# Of the sum on A4: the type of its figures and of their ends, in points, and the space between its terms.
SUM_SIZE, ENDS_SIZE, SUM_GAPS = 17.0, 7.5, 34.0


@dataclass(frozen=True, slots=True)
class Term:
    """One figure of the sum: `sign` joins it to the one before, `bar` draws its middle 90%."""

    words: str
    sum: Sum
    sign: str = ""
    bar: str = ""


@dataclass(frozen=True, slots=True)
class Driver:
    """A number that decides: what was typed, what that rests on, and what its ends make of a use."""

    words: str
    typed: str
    evidence: str
    source: str
    ends: tuple[str, str]
    bar: SafeString


@dataclass(frozen=True)
class FeatureSheet:
    """Everything that the page of one feature shows."""

    canvas: Canvas
    row: Row
    paper: Paper

    @property
    def feature(self) -> Feature:
        return self.row.feature

    @property
    def name(self) -> str:
        return self.feature.name

    @property
    def anchor(self) -> str:
        return f"feature-{self.feature.pk}"

    @property
    def currency(self) -> str:
        return self.canvas.currency

    @property
    def title_size(self) -> float:
        return title_size(self.name, width=self.paper.content_width)

    @property
    def verdict(self):
        return self.row.evaluation.verdict

    @property
    def is_quantified(self) -> bool:
        return self.row.evaluation.is_quantified

    @property
    def has_range(self) -> bool:
        return self.is_quantified and not self.row.evaluation.is_exact

    @cached_property
    def first(self) -> FirstScreen:
        """What its page says first."""
        return FirstScreen(self.row, self.currency)

    @property
    def why(self) -> str:
        """The reason for the verdict; of one that can't be given, which questions are open."""
        if self.is_quantified:
            return self.first.why
        open_ones = [question.words for question in self.row.evaluation.questions if not question.is_answered]
        return " ".join(["Open:", *open_ones])

    @property
    def uses(self) -> str:
        return count(self.row.uses)

    @property
    def contribution(self) -> str:
        return per_use_signed(self.row.margin.mean if self.row.margin else None, self.currency)

    @property
    def contribution_ends(self) -> str:
        return self._ends(self.row.margin, per_use_signed)

    @property
    def margin(self) -> str:
        return per_month_signed(self.row.monthly_profit, self.currency)

    @property
    def margin_ends(self) -> str:
        return self._ends(self.row.evaluation.results.monthly_profit, per_month_signed)

    @property
    def margin_tone(self) -> str:
        profit = self.row.monthly_profit
        return "unknown" if profit is None else "loss" if profit < 0 else "gain"

    @property
    def losing_uses(self) -> str:
        return chance(self.row.evaluation.probability_of_loss_per_use)

    @cached_property
    def sum(self) -> list[Term]:
        """Contribution per use times uses a month, less fixed costs, is the margin a month."""
        first, results = self.first, self.row.evaluation.results
        return [
            Term("Contribution per use", first.contribution, bar=self._interval(results.contribution_per_use)),
            Term("Uses a month", first.uses, "×"),
            Term("Fixed costs a month", first.fixed, "−"),
            Term("Margin a month", first.margin, "=", bar=self._interval(results.monthly_profit)),
        ]

    @property
    def is_stacked(self) -> bool:
        """Whether the sum is so long that its terms stand below each other."""
        sums = [term.sum for term in self.sum]
        widths = (max(text_width(each.text, SUM_SIZE, TITLE), text_width(each.spread, ENDS_SIZE)) for each in sums)
        return sum(widths) + SUM_GAPS > self.paper.main_width

    @cached_property
    def sections(self) -> Sections:
        return Sections(self.canvas, self.row)

    @cached_property
    def pitch(self) -> GateSection:
        return self.sections.gate

    @property
    def open_checks(self) -> list[GateCheck]:
        return [check for check in self.pitch.checks if check.state == OPEN]

    @cached_property
    def drivers(self) -> list[Driver]:
        """The numbers that the contribution hangs on, largest swing first."""
        found = self.sections.tornado
        if not found:
            return []
        shown = found.drawn[:MOST_DRIVERS]
        bars = swings(found.base, [each.swing for each in shown])
        scale = column_of([end for each in shown for end in (each.swing.low, each.swing.high)], self.currency)
        return [self._driver(each, bar, scale) for each, bar in zip(shown, bars, strict=True)]

    @property
    def guesses(self) -> str:
        """How many of the numbers that decide rest on a guess."""
        guessed = sum(driver.evidence == EVIDENCE["guess"][0] for driver in self.drivers)
        return f"{guessed} of {len(self.drivers)} rest on a guess" if guessed else "None of them rests on a guess"

    @cached_property
    def moves(self) -> MovesSection:
        """What there is to do, and the plan that would mend it."""
        return self.sections.moves

    @cached_property
    def check(self) -> CheckSection:
        """The one number to check next."""
        return self.sections.check

    @cached_property
    def comparisons(self) -> Sequence[Comparison]:
        """What was counted, beside what was estimated."""
        return self.sections.actuals.comparisons

    @property
    def spread(self) -> SafeString:
        histogram = self.row.evaluation.histogram
        if not histogram:
            return SafeString()
        return spread(draw_histogram(histogram), title=f"Contribution per use: {self.losing_uses} of cases lose money.")

    @property
    def spread_ends(self) -> tuple[str, str]:
        ticks = self.row.evaluation.histogram.ticks
        return price(ticks[0], self.currency), price(ticks[-1], self.currency)

    @cached_property
    def waterfall(self) -> list[tuple[str, str, SafeString]]:
        """What a use brings in and what it costs, bar by bar."""
        found = self.row.evaluation.waterfall
        if not found:
            return []
        drawing = draw_waterfall(found)
        scale = fine_column(drawing.amounts, self.currency)
        amounts = [in_column_signed(row.amount, scale) for row in drawing.rows]
        return [
            (row.label, amount, running_total(row.parts, drawing.zero, title=f"{row.label} {amount}"))
            for row, amount in zip(drawing.rows, amounts, strict=True)
        ]

    def _driver(self, each: InputSwing, bar: SafeString, scale: Column) -> Driver:
        swing, held = each.swing, each.swing.input
        word, _ = EVIDENCE[held.evidence]
        return Driver(
            held.words,
            estimate_text(field_of(self.row.plain, held.number), held.text, self.currency),
            word,
            source_of(each.holder),
            tuple(in_column_signed(end, scale) for end in sorted((swing.low, swing.high))),
            bar,
        )

    def _ends(self, summary: Summary | None, money) -> str:
        if summary is None or summary.p5 == summary.p95:
            return ""
        return f"{money(summary.p5, self.currency)} to {money(summary.p95, self.currency)}"

    def _interval(self, summary: Summary) -> SafeString:
        return interval(summary) if self.has_range else SafeString()


def source_of(holder: Feature | Line) -> str:
    """Return where a line or the usage has its numbers from, and of which day; "" where that was not noted."""
    when = day(holder.evidence_date) if holder.evidence_date else ""
    return ", ".join(filter(None, (holder.evidence_source or holder.evidence_url, when)))
