"""The three things to do about a feature, the plan that would mend it, and what is too far, in words."""

from dataclasses import dataclass
from functools import cached_property

from economics import Advice
from economics.bounds import PERCENT, PERCENTAGE_POINTS
from economics.inputs import Input, field_of
from economics.numbers import Number
from economics.proposals import Lever, Move, Option, TooFar
from ledger.figures.numbers import holder_of
from ledger.figures.sheets import Row
from ledger.models import Feature, Line
from ledger.pages.estimates import value_text
from ledger.pages.sections import move_sentences
from ledger.pages.sections.move_sentences import from_text, name_of, needs, to_text, why
from ui.templatetags.figures import MINUS, number


@dataclass(frozen=True, slots=True)
class MoveRow:
    """One thing to do: what it changes from and to, and what that would leave per use and a month.

    `holder` is the line or feature that its number is typed into. `typed` is what a scenario of it types into its
    number; "" where it can't be tried.
    """

    number: Number
    typed: str
    name: str
    words: str
    holder: Feature | Line
    now: str
    to: str
    contribution: float
    monthly_profit: float
    why: str

    @property
    def tone(self) -> str:
        """The colour word of what it would leave per use."""
        return "loss" if self.contribution < 0 else "gain"


@dataclass(frozen=True, slots=True)
class PlanMove:
    """One move of the plan; `typed` as that of a row."""

    number: Number
    typed: str


@dataclass(frozen=True, slots=True)
class FarRow:
    """A number that would need more than is plausible: what it is now and what it needs."""

    number: Number
    words: str
    holder: Feature | Line
    now: str
    needs: str


@dataclass(frozen=True, slots=True)
class LeverData:
    """One number as it stands in the table of all of them: its median now and its targets."""

    number: Number
    words: str
    now: str
    break_even: str
    healthy_at: str
    change: str


@dataclass(frozen=True)
class MovesSection:
    """What to do about a saved, quantified feature."""

    advice: Advice
    row: Row
    currency: str

    @property
    def aim(self) -> str:
        """What the things to do reach: one of the aims of `economics.proposals`."""
        return self.advice.moves.aim

    @property
    def heading(self) -> str:
        return move_sentences.heading(self.advice.moves)

    @property
    def says(self) -> str:
        """What each of them does."""
        return move_sentences.says(self.advice.moves)

    @cached_property
    def rows(self) -> list[MoveRow]:
        """The things to do, nearest first; at most three."""
        return [self._row(option) for option in self.advice.moves.options]

    @cached_property
    def plan_says(self) -> str:
        """The smallest plan in a sentence, or that there is none; "" where none is asked for."""
        return move_sentences.plan_says(self.row.plain, self.advice.moves, self.currency)

    @property
    def plan_parts(self) -> tuple[str, str]:
        """That sentence, up to its colon and from there on."""
        begins, colon, rest = self.plan_says.partition(": ")
        return f"{begins}{colon}".rstrip(), rest

    @property
    def plan_query(self) -> dict[str, list[str]]:
        """What a scenario of the plan is sent."""
        return {"number": [str(move.number) for move in self.plan], "value": [move.typed for move in self.plan]}

    @cached_property
    def plan(self) -> list[PlanMove]:
        """The moves of the smallest plan; none where there is none."""
        plan = self.advice.moves.plan
        return [PlanMove(each.input.number, self._typed(each)) for each in plan.moves] if plan else []

    @property
    def can_try_plan(self) -> bool:
        """Whether all moves of the plan can be tried as a scenario."""
        return bool(self.plan) and all(move.typed for move in self.plan)

    @property
    def is_never(self) -> bool:
        """Whether nothing within reach makes it healthy."""
        return bool(self.plan_says) and not self.plan

    @cached_property
    def too_far(self) -> list[FarRow]:
        """What would need more than is plausible."""
        return [self._far(each) for each in self.advice.moves.too_far]

    @property
    def too_far_says(self) -> str:
        return move_sentences.too_far_says(self.advice.moves)

    @cached_property
    def data(self) -> list[LeverData]:
        """Every number that can be changed, for the table."""
        return [self._data(lever) for lever in self.advice.levers]

    def _row(self, option: Option) -> MoveRow:
        move, plain = option.move, self.row.plain
        return MoveRow(
            number=move.input.number,
            typed=self._typed(move),
            name=name_of(plain, move),
            words=move.input.words,
            holder=self._holder(move.input),
            now=from_text(plain, move, self.currency),
            to=to_text(plain, move, self.currency),
            contribution=option.outcome.contribution,
            monthly_profit=option.outcome.monthly_profit,
            why=why(plain, self.advice.moves, option),
        )

    def _typed(self, move: Move) -> str:
        """What a scenario types into a number of the feature's own; "" for one of a cost that it only shares."""
        key = move.input.number
        is_own = key.is_of_usage or any(line.key == key.key for line in self.row.lines)
        return move.typed if is_own else ""

    def _far(self, far: TooFar) -> FarRow:
        field = field_of(self.row.plain, far.input.number)
        return FarRow(
            number=far.input.number,
            words=far.input.words,
            holder=self._holder(far.input),
            now=value_text(field, far.now, self.currency),
            needs=needs(self.row.plain, far, self.currency),
        )

    def _data(self, lever: Lever) -> LeverData:
        field = field_of(self.row.plain, lever.input.number)
        return LeverData(
            number=lever.input.number,
            words=lever.input.words,
            now=value_text(field, lever.now, self.currency),
            break_even=value_text(field, lever.break_even, self.currency) or "never",
            healthy_at=value_text(field, lever.healthy_at, self.currency) or "never",
            change="" if lever.change is None else change_words(lever.change, lever.change_unit),
        )

    def _holder(self, held: Input) -> Feature | Line:
        return holder_of(self.row, held.number)


def change_words(change: float, unit: str) -> str:
    """Return a change with its sign and unit, such as "−57%"; that of a share in per cent of all."""
    sign = "+" if change > 0 else MINUS if change < 0 else ""
    size = abs(change)
    amount = number(round(size, 0 if size >= 10 else 1) if size >= 0.1 else float(f"{size:.2g}"))
    return f"{sign}{amount}{'%' if unit in (PERCENT, PERCENTAGE_POINTS) else ''}"
