"""Scenarios side by side with the base: what each changes, and what it would come to."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import economics
from canvas.models import Canvas
from economics import Evaluation, Summary
from economics.inputs import describe
from economics.numbers import Number
from economics.verdict import SHORT_WORDS
from ledger import rules
from ledger.figures.numbers import changeable_numbers
from ledger.figures.scenarios import prices_of_models, tried, worked_out
from ledger.figures.sheets import Row
from ledger.figures.working_out import NOT_YET
from ledger.forms.scenario import ScenarioForm
from ledger.models import Scenario
from ui.digits import column_of
from ui.templatetags.figures import chance, in_column, in_column_signed, per_month_signed, per_use_signed

HALF, DOUBLE, TENFOLD = 0.5, 2.0, 10.0
BASE = "As it is"


@dataclass(frozen=True, slots=True)
class Column:
    """One case: the base, a scenario of somebody's, or a ready-made one."""

    name: str
    evaluation: Evaluation
    scenario: Scenario | None = None
    is_base: bool = False

    @property
    def verdict_words(self) -> str:
        return self.evaluation.verdict.short

    @property
    def margin(self) -> Summary | None:
        return self.evaluation.results.contribution_per_use


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure of one case; `how` is its range or how far it is from the base."""

    text: str
    how: str = ""
    is_changed: bool = False


@dataclass(frozen=True, slots=True)
class ScenarioRow:
    """One row of the comparison, a cell for each case."""

    words: str
    cells: Sequence[Cell]


@dataclass(frozen=True)
class ScenariosSection:
    """The scenarios of a saved feature, compared."""

    canvas: Canvas
    row: Row

    @cached_property
    def scenarios(self) -> list[Scenario]:
        return list(self.row.feature.scenarios.in_order().with_inputs())

    @property
    def form(self) -> ScenarioForm:
        """What asks for a new scenario."""
        return ScenarioForm(feature=self.row.plain, numbers=changeable_numbers(self.row), auto_id="scenario-%s")

    @property
    def is_full(self) -> bool:
        return len(self.scenarios) >= rules.SCENARIO_LIMIT

    @cached_property
    def columns(self) -> list[Column]:
        """The base, the scenarios in order, then the ready-made cases."""
        plain, prices = self.row.plain, prices_of_models(self.scenarios)
        own = [(scenario.name, tried(plain, scenario.inputs.all(), prices), scenario) for scenario in self.scenarios]
        ready = [(name, case, None) for name, case in ready_made(plain)]
        found = worked_out(self.row, [case for _, case, _ in (*own, *ready)])
        others = [
            Column(name, evaluation, scenario)
            for (name, _, scenario), evaluation in zip((*own, *ready), found, strict=True)
        ]
        return [Column(BASE, self.row.evaluation, is_base=True), *others]

    @property
    def is_worked_out(self) -> bool:
        return all(column.evaluation is not NOT_YET for column in self.columns)

    @property
    def finding(self) -> str:
        return finding(self.columns, self.canvas.currency)

    @cached_property
    def changes(self) -> list[ScenarioRow]:
        """A row for each number that a scenario changes: what is typed now, and what would be."""
        values = [_values(column) for column in self.columns]
        changed = [
            number for number in changeable_numbers(self.row) if any(number in (typed or {}) for typed in values)
        ]
        inputs = [describe(self.row.plain, number) for number in changed]
        return [ScenarioRow(held.words, [_typed(held.text, held.number, typed) for typed in values]) for held in inputs]

    @cached_property
    def results(self) -> list[ScenarioRow]:
        """A row for each figure that is compared."""
        return [
            ScenarioRow("Cost per use", self._per_use("variable_cost_per_use", in_column)),
            ScenarioRow("Value captured per use", self._per_use("captured_value_per_use", in_column)),
            ScenarioRow("Contribution per use", self._per_use("contribution_per_use", in_column_signed, spread=True)),
            ScenarioRow("Chance of a loss per use", [_chance(column, self.columns[0]) for column in self.columns]),
            ScenarioRow(
                "Margin a month",
                [self._cell(each, "monthly_profit", per_month_signed, self.canvas.currency) for each in self.columns],
            ),
        ]

    def _per_use(self, name: str, money, *, spread=False) -> list[Cell]:
        """The cells of a row of money per use, on one scale."""
        found = [getattr(each.evaluation.results, name) for each in self.columns]
        scale = column_of([each.mean for each in found if each], self.canvas.currency)
        return [self._cell(each, name, money, scale, spread=spread) for each in self.columns]

    def _cell(self, column: Column, name: str, money, scale, *, spread=False) -> Cell:
        """A figure that `money` makes text, in a currency or on a scale."""
        summary, base = (getattr(each.evaluation.results, name) for each in (column, self.columns[0]))
        if summary is None:
            return Cell("?")
        text = money(summary.mean, scale)
        is_changed = not column.is_base and base is not None and text != money(base.mean, scale)
        how = ""
        if spread and summary.p5 != summary.p95:
            how = f"{money(summary.p5, scale)} to {money(summary.p95, scale)}"
        elif is_changed:
            how = difference(summary.mean - base.mean, money, scale)
        return Cell(text, how, is_changed)


def ready_made(plain: economics.Feature) -> list[tuple[str, economics.Feature]]:
    """Return the cases that need no typing: model prices halved and doubled where there are any, tenfold volume."""
    from economics.swaps import at_volume, shocked  # numpy takes a moment to import

    prices = [("Model prices halved", shocked(plain, HALF)), ("Model prices doubled", shocked(plain, DOUBLE))]
    has_model = any(line.kind == "inference" for line in plain.costs)
    volume = [("Ten times the users", at_volume(plain, TENFOLD))] if plain.active_users.strip() else []
    return [*(prices if has_model else []), *volume]


def finding(columns: Sequence[Column], currency: str) -> str:
    """Return which scenario leaves the most per use, against the base; without one, what a ready-made case would do."""
    base, *others = columns
    if base.margin is None:
        return "Scenarios compare what a use leaves, once its costs and the value captured are known."
    own = [each for each in others if each.scenario and each.margin]
    if own:
        return _best(base, own, currency)
    dear = next((each for each in others if each.margin and each.margin.mean < base.margin.mean), None)
    left = per_use_signed(dear.margin.mean, currency) if dear else ""
    if dear is None or left == _left(base, currency):
        return "Nothing has been tried yet. Change a number and see what it would do; the ledger stays as it is."
    case = dear.name[:1].lower() + dear.name[1:]
    return f"Nothing has been tried yet. With {case}, a use would leave {left} instead of {_left(base, currency)}."


def difference(amount: float, money, scale) -> str:
    """Return how far a figure is from the base, such as "$0.020 more"."""
    return f"{money(abs(amount), scale).lstrip('+')} {'more' if amount > 0 else 'less'}"


def _best(base: Column, own: Sequence[Column], currency: str) -> str:
    best = max(own, key=lambda column: column.margin.mean)
    left = per_use_signed(best.margin.mean, currency)
    if best.margin.mean <= base.margin.mean:
        now = _left(base, currency)
        return f"No scenario leaves more per use than the {now} of now. {best.name} comes closest, at {left}."
    words = SHORT_WORDS[best.evaluation.verdict.id].lower()
    return (
        f"{best.name} leaves the most per use, {left} instead of {_left(base, currency)}, and the verdict is “{words}”."
    )


def _left(column: Column, currency: str) -> str:
    return per_use_signed(column.margin.mean, currency)


def _values(column: Column) -> dict[Number, str] | None:
    """What a column changes; None for a ready-made one, which changes what its name says."""
    if column.scenario is None:
        return {} if column.is_base else None
    return {each.number: each.value for each in column.scenario.inputs.all()}


def _typed(now: str, number: Number, typed: dict[Number, str] | None) -> Cell:
    if typed is None:
        return Cell("–")
    return Cell(typed[number] or "empty", "", True) if number in typed else Cell(now or "not typed")


def _chance(column: Column, base: Column) -> Cell:
    found = column.evaluation.probability_of_loss_per_use
    text = "?" if found is None else chance(found)
    before = base.evaluation.probability_of_loss_per_use
    return Cell(text, "", not column.is_base and before is not None and text != chance(before))
