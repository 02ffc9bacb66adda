"""A feature's page as it is read: its lines in groups with their sums, its questions with the way to mend them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from canvas.ageing import Ageing
from economics import Evaluation, Summary, kinds
from economics.results import LineResult
from ledger.figures.kept_prices import price_of
from ledger.figures.sheets import Row
from ledger.models import Feature, Line
from ledger.pages.amounts import Amounts
from ledger.pages.charts import HistogramDrawing, WaterfallDrawing, draw_histogram, draw_waterfall
from ledger.pages.estimates import rounded_text
from ledger.pages.explanations import explain, priced_as_of
from ledger.pages.first_screen import FirstScreen
from ledger.pages.ledger_finding import ledger_finding
from ledger.pages.open_questions import OpenQuestion, questions_of
from ledger.pages.table_cells import Cells, CellWriter, cell_writer
from ledger.rules import CAPTURED, COST, FIXED, PERCEIVED, group_of, percent_text

SUM, NET = "sum", "net"
# The terms that the totals are, by their ids.
NAMES = {
    "captured": "value_captured",
    "cost": "variable_costs",
    "net": "contribution",
    "fixed": "fixed_costs",
    "loaded": "margin",
    "perceived": "worth_to_the_user",
}
TITLES = {
    CAPTURED: "Value we capture",
    COST: "Variable costs",
    FIXED: "Fixed costs",
    PERCEIVED: "Worth to the user",
}


@dataclass(frozen=True, slots=True)
class TableLine:
    """A line's row: how its figure comes about, or what is wrong with it, and whether it ends its group.

    `priced` says of which day the prices of its model are. `rest` is the per cent of a shared cost that is borne here,
    and `parts` who bears the others. `borne` is the part of another feature's line that is borne here, "" for a line
    of the feature's own.
    `ageing` says how old its evidence is where that is too old.
    """

    line: Line
    how: str
    priced: str
    amounts: Amounts
    problems: tuple[str, ...]
    is_first: bool = False
    is_last: bool = False
    rest: str = ""
    parts: Sequence[tuple[str, Feature]] = ()
    borne: str = ""
    ageing: str = ""
    cells: Cells | None = None

    @property
    def key(self) -> str:
        """What the ids of its editor's elements end with."""
        return f"line-{self.line.pk}"

    @property
    def shares_key(self) -> str:
        """What the ids of the elements of the editor of its shares end with."""
        return f"shares-{self.line.pk}"

    @property
    def sharing(self) -> str:
        """Who bears what of it, in words; "" where its own feature bears all."""
        if self.borne:
            return f"{self.borne} of {self.line}, shared by {self.line.feature}"
        return f"{self.rest} borne here; {_named(self.parts)}" if self.parts else ""


@dataclass(frozen=True, slots=True)
class Total:
    """A row that closes others: `style` is sum or net; `name` is the id of the term that it is."""

    id: str
    words: str
    amounts: Amounts
    cells: Cells
    name: str
    style: str = "sum"
    how: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under one head with the rows that close them; hidden where it has nothing to say."""

    id: str
    lines: Sequence[TableLine]
    totals: Sequence[Total]
    choices: Sequence[kinds.LineType] = ()

    @property
    def title(self) -> str:
        return TITLES[self.id]

    @property
    def is_hidden(self) -> bool:
        return self.id == FIXED and not self.lines

    @property
    def shown_totals(self) -> Sequence[Total]:
        """The totals that say more than one line above them."""
        return [total for total in self.totals if total.style == NET or len(self.lines) > 1 or self.id == COST]


@dataclass(frozen=True, slots=True)
class Fact:
    """A number of the usage as typed, in words; no text where it is not typed yet."""

    label: str
    text: str


@dataclass(frozen=True)
class FeatureTable:
    """Everything that a feature's page shows of one evaluation, saved or only tried.

    `ageing` tells which evidence is old; without it none is.
    """

    row: Row
    currency: str
    ageing: Ageing | None = None

    @property
    def feature(self) -> Feature:
        return self.row.feature

    @property
    def evaluation(self) -> Evaluation:
        return self.row.evaluation

    @property
    def keys(self) -> dict[str, str]:
        """What the ids of the editors of the feature's parts end with."""
        return {part: f"{part}-{self.feature.pk}" for part in ("details", "usage", "reasons", "spread")}

    @property
    def usage(self) -> list[Fact]:
        """Who uses it, and how often."""
        typed = [(field, getattr(self.feature, field.name)) for field in kinds.USAGE_FIELDS]
        return [Fact(field.label, rounded_text(field, text, self.currency) if text else "") for field, text in typed]

    @property
    def usage_ageing(self) -> str:
        """How old the evidence for the usage is, where that is too old."""
        return self._ageing(self.feature)

    @property
    def reasons(self) -> list[tuple[str, str]]:
        """What does not apply to the feature, and why."""
        given = [
            (kinds.KIND_WORDS[kind], f"Not applicable, because {why}")
            for kind, why in self.feature.not_applicable.items()
        ]
        if self.feature.neither_driver:
            given.append(("Retention or monetization", f"Neither, because {self.feature.neither_driver}"))
        return given

    @cached_property
    def groups(self) -> list[Group]:
        """The groups in the order of the argument: what we capture, what it costs, what is fixed, what users feel."""
        return [
            Group(group, list(self._lines(group)), list(self._totals(group)), choices_of(group)) for group in TITLES
        ]

    @cached_property
    def questions(self) -> list[OpenQuestion]:
        """The three questions, above the table."""
        return questions_of(self.row)

    @property
    def finding(self) -> str:
        """What the ledger says: the heading above its lines."""
        return ledger_finding(self.row)

    @cached_property
    def first(self) -> FirstScreen:
        """What the page says first."""
        return FirstScreen(self.row, self.currency)

    @cached_property
    def waterfall(self) -> WaterfallDrawing | None:
        waterfall = self.evaluation.waterfall
        return draw_waterfall(waterfall) if waterfall else None

    @cached_property
    def histogram(self) -> HistogramDrawing | None:
        histogram = self.evaluation.histogram
        return draw_histogram(histogram) if histogram else None

    @property
    def chance_of_gain(self) -> float | None:
        chance = self.evaluation.probability_of_loss_per_use
        return None if chance is None else 1 - chance

    @property
    def captured_share(self) -> float | None:
        """The part of what users value that we capture, on average; None where either is missing or nothing."""
        results = self.evaluation.results
        value, captured = results.perceived_value_per_use, results.captured_value_per_use
        return captured.mean / value.mean if value and captured and value.mean > 0 else None

    def _lines(self, group: str) -> Iterator[TableLine]:
        """The feature's own lines of a group, then the parts that it bears of others'."""
        lines = [line for line in self.row.lines if group_of(line.kind, line.basis) == group]
        for place, line in enumerate(lines, start=1):
            parts = [(percent_text(part.percent), part.feature) for part in self.row.shares.parts.get(line.pk, ())]
            yield replace(
                self._line(line, group),
                is_first=place == 1,
                is_last=place == len(lines),
                rest=percent_text(self.row.shares.rest(line)),
                parts=parts,
            )
        for each in self.row.borne:
            if group_of(each.line.kind, each.line.basis) == group:
                yield replace(self._line(each.line, group), borne=percent_text(each.percent))

    def _line(self, line: Line, group: str) -> TableLine:
        result = self.evaluation.line(line.key)
        return TableLine(
            line,
            explain(line, self.feature, currency=self.currency, offer=price_of(line, self.row.prices)),
            priced_as_of(line),
            Amounts(result.summary if result else None, self.currency, per_month=group == FIXED),
            tuple(each.sentence for each in self.evaluation.problems if each.key == line.key),
            ageing=self._ageing(line),
            cells=self._cells(result, group),
        )

    @cached_property
    def _writer(self) -> CellWriter:
        results = self.evaluation.results
        per_use = (each.summary for each in self.evaluation.lines if each.per == "use")
        return cell_writer(self.currency, [*per_use, results.fixed_cost_per_use])

    def _cells(self, result: LineResult | None, group: str) -> Cells:
        if group == FIXED:
            return self._writer.fixed(result, self.evaluation.results.monthly_uses)
        month = None if result is None or group == PERCEIVED else result.monthly
        return self._writer.row(result.summary if result else None, month)

    def _ageing(self, item: Feature | Line) -> str:
        return self.ageing.of(item) if self.ageing else ""

    def _totals(self, group: str) -> Iterable[Total]:
        results, monthly = self.evaluation.results, self.evaluation.results.means
        if group == CAPTURED:
            captured = results.captured_value_per_use
            yield self._total("captured", "Value captured per use", captured, monthly.monthly_captured_value)
        elif group == COST:
            cost, contribution = results.variable_cost_per_use, results.contribution_per_use
            yield self._total("cost", "Variable costs per use", cost, _a_month(cost, results.monthly_uses))
            month = _mean(results.monthly_contribution)
            yield self._total("net", "Contribution per use", contribution, month, how="before fixed costs", style=NET)
        elif group == FIXED:
            fixed, loaded = results.fixed_cost_per_month, results.loaded_margin_per_use
            cells = self._writer.row(results.fixed_cost_per_use, _mean(fixed))
            amounts = Amounts(fixed, self.currency, per_month=True)
            yield Total("fixed", "Fixed costs per month", amounts, cells, NAMES["fixed"])
            month = _mean(results.monthly_profit)
            yield self._total("loaded", "Margin per use", loaded, month, how="after fixed costs", style=NET)
        else:
            yield self._total("perceived", "Worth to the user per use", results.perceived_value_per_use)

    def _total(
        self, name: str, words: str, summary: Summary | None, month: float | None = None, *, style=SUM, how=""
    ) -> Total:
        is_signed = style == NET
        cells = self._writer.row(summary, month, is_signed=is_signed)
        amounts = Amounts(summary, self.currency, is_signed=is_signed)
        return Total(name, words, amounts, cells, NAMES[name], style, how)


def _mean(summary: Summary | None) -> float | None:
    return summary.mean if summary else None


def _a_month(per_use: Summary | None, uses: Summary | None) -> float | None:
    return per_use.mean * uses.mean if per_use and uses else None


def choices_of(group: str) -> list[kinds.LineType]:
    """Return the types of line that can be added to a group."""
    return [each for each in kinds.LINE_TYPES if group_of(each.kind, "") == group]


def _named(parts: Iterable[tuple[str, Feature]]) -> str:
    return ", ".join(f"{percent} by {feature}" for percent, feature in parts)
