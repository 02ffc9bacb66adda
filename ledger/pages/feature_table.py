"""A feature's page as it is read: its lines in groups with their sums, its questions with the way to mend them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from canvas.ageing import Ageing
from economics import Evaluation, Summary, kinds
from economics.numbers import USAGE
from economics.questions import COST_PER_USE, DRIVER, PERCEIVED_VALUE, Question
from ledger.figures.kept_prices import price_of
from ledger.figures.sheets import Row
from ledger.models import Feature, Line
from ledger.pages.amounts import Amounts
from ledger.pages.charts import HistogramDrawing, WaterfallDrawing, draw_histogram, draw_waterfall
from ledger.pages.estimates import rounded_text
from ledger.pages.explanations import explain, priced_as_of
from ledger.rules import CAPTURED, COST, FIXED, PERCEIVED, group_of, percent_text

TITLES = {
    CAPTURED: "Value we capture",
    COST: "Cost to serve",
    FIXED: "Fixed costs, per month",
    PERCEIVED: "Value to the user",
}
GROUP_OF_QUESTION = {COST_PER_USE: COST, PERCEIVED_VALUE: PERCEIVED, DRIVER: CAPTURED}


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
    """A row that closes others: `style` is sum, net or row."""

    id: str
    words: str
    amounts: Amounts
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


@dataclass(frozen=True, slots=True)
class Fact:
    """A number of the usage as typed, in words; no text where it is not typed yet."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Target:
    """What a link leads to: the line or feature into which something is typed, or an element of the page."""

    holder: Feature | Line | None = None
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """One of the three questions, with a sentence for each thing it misses and what mends that."""

    words: str
    is_answered: bool
    missing: Sequence[tuple[str, Target]]


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
        holders = dict(self._holders())
        return [
            OpenQuestion(
                question.words,
                question.is_answered,
                [(sentence, _target(holders.get(sentence), question)) for sentence in question.missing],
            )
            for question in self.evaluation.questions
        ]

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

    def _holders(self) -> Iterator[tuple[str, Feature | Line]]:
        """Each sentence that names a problem, with what it is about."""
        lines = {line.key: (line, str(line)) for line in self.row.lines}
        lines |= {each.line.key: (each.line, each.words) for each in self.row.borne}
        for problem in self.evaluation.problems:
            if problem.key == USAGE:
                yield problem.sentence, self.feature
            elif problem.key in lines:
                line, words = lines[problem.key]
                yield f"{words}: {problem.sentence}", line

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
        )

    def _ageing(self, item: Feature | Line) -> str:
        return self.ageing.of(item) if self.ageing else ""

    def _totals(self, group: str) -> Iterable[Total]:
        results = self.evaluation.results
        if group == CAPTURED:
            yield self._total("captured", "Value captured per use", results.captured_value_per_use)
        elif group == COST:
            yield self._total("cost", "Cost per use", results.variable_cost_per_use)
            yield self._total("net", "Contribution per use", results.contribution_per_use, style="net", is_signed=True)
        elif group == FIXED:
            yield self._total("fixed", "Fixed costs per month", results.fixed_cost_per_month, per_month=True)
            yield self._total(
                "share", "Their share per use", results.fixed_cost_per_use, style="row", how="at this volume"
            )
            yield self._total(
                "loaded", "Margin per use with fixed costs", results.loaded_margin_per_use, is_signed=True
            )
        else:
            yield self._total("perceived", "Value perceived per use", results.perceived_value_per_use)

    def _total(self, name: str, words: str, summary: Summary | None, *, style="sum", how="", **money) -> Total:
        return Total(name, words, Amounts(summary, self.currency, **money), style, how)


def _target(holder: Feature | Line | None, question: Question) -> Target:
    """What mends a thing that a question misses: what holds it, else the group to which a line is added."""
    return Target(holder) if holder else Target(anchor=f"add-{GROUP_OF_QUESTION[question.id]}")


def choices_of(group: str) -> list[kinds.LineType]:
    """Return the types of line that can be added to a group."""
    return [each for each in kinds.LINE_TYPES if group_of(each.kind, "") == group]


def _named(parts: Iterable[tuple[str, Feature]]) -> str:
    return ", ".join(f"{percent} by {feature}" for percent, feature in parts)
