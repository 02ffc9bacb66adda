"""What would mend a feature, or how far it can slip: its levers in words, the nearest first, and the smallest pair."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from economics import Advice, kinds, verdict
from economics.advice_model import Lever, Move
from economics.inputs import Input, field_of
from economics.numbers import Number
from ledger.figures.numbers import holder_of
from ledger.figures.sheets import Row
from ledger.models import Feature, Line
from ledger.pages.estimates import estimate_text, value_text
from ledger.pages.sections.lever_sentences import change_words, destination, mending, move_text, remedy, slip, slipping

SHOWN = 4
HEADINGS = {
    verdict.LOSES_ON_EVERY_USE: "What would break even",
    verdict.FRAGILE: "What would break even",
    verdict.BELOW_BREAK_EVEN: "What would carry the month",
    verdict.HEALTHY: "How far it can slip",
}


@dataclass(frozen=True, slots=True)
class LeverRow:
    """One lever as it is listed: from `now` to `to`, the margin that this leaves, what it can do, how much of it.

    `holder` is the line or feature that its number is typed into. `bar` is 0 to 100. `typed` is what a scenario of it
    types into its number; "" where it can't be tried. `margin` is None where no end of it earns the most.
    """

    number: Number
    typed: str
    words: str
    holder: Feature | Line
    now: str
    to: str
    margin: float | None
    bar: str
    ink: str
    says: str

    @property
    def tone(self) -> str:
        """The colour word of the margin, "" without one."""
        return "" if self.margin is None else "loss" if self.margin < 0 else "gain"


@dataclass(frozen=True, slots=True)
class LeverData:
    """One lever as it stands in the table: its median now, its targets, and the most it can do."""

    words: str
    now: str
    break_even: str
    healthy_at: str
    change: str
    margin: float | None


@dataclass(frozen=True, slots=True)
class PairMove:
    """One of the two numbers of the smallest pair; `typed` as that of a lever."""

    number: Number
    typed: str
    words: str
    holder: Feature | Line
    now: str
    to: str


@dataclass(frozen=True)
class LeversSection:
    """The levers of a saved, quantified feature."""

    advice: Advice
    row: Row
    currency: str

    @property
    def is_healthy(self) -> bool:
        return self.row.evaluation.verdict.id == verdict.HEALTHY

    @property
    def heading(self) -> str:
        return HEADINGS[self.row.evaluation.verdict.id]

    @property
    def finding(self) -> str:
        """What the levers say together."""
        return slipping(self.listed) if self.is_healthy else mending(self.listed, self.advice)

    @cached_property
    def listed(self) -> Sequence[Lever]:
        """The levers that do something: those that are enough by themselves nearest first, then who covers most."""
        if self.is_healthy:
            return [lever for lever in self.advice.levers if lever.healthy_at is not None]
        alone = [lever for lever in self.advice.levers if lever.alone and lever.target is not None]
        others = [lever for lever in self.advice.levers if not lever.alone and lever.covers > 0]
        return [*alone, *sorted(others, key=lambda lever: -lever.covers)]

    @cached_property
    def rows(self) -> list[LeverRow]:
        return [self._row(lever) for lever in self.listed]

    @property
    def nearest(self) -> list[LeverRow]:
        return self.rows[:SHOWN]

    @property
    def rest(self) -> list[LeverRow]:
        return self.rows[SHOWN:]

    @cached_property
    def data(self) -> list[LeverData]:
        """Every lever, for the table."""
        return [self._data(lever) for lever in self.advice.levers]

    @cached_property
    def pair(self) -> list[PairMove]:
        """The two numbers of the smallest pair; none where there is none."""
        return [self._move(move) for move in self.advice.pair.moves] if self.advice.pair else []

    @property
    def pair_margin(self) -> float:
        """What the pair leaves per use."""
        pair = self.advice.pair
        return pair.margin if pair.typed_margin is None else pair.typed_margin

    def _row(self, lever: Lever) -> LeverRow:
        field, held = field_of(self.row.plain, lever.input.number), lever.input
        to, margin = destination(lever, field, self.currency)
        target = lever.typed_spread or lever.typed_certain
        return LeverRow(
            number=held.number,
            typed=self._typed(held, target.text if target else ""),
            words=held.words,
            holder=holder_of(self.row, held.number),
            now=estimate_text(field, held.text, self.currency),
            to=to,
            margin=margin,
            bar=f"{100 * self._part(lever):.4g}",
            ink="ink" if self.is_healthy else "gain" if lever.alone else "cost",
            says=(slip if self.is_healthy else remedy)(lever, field, self.currency),
        )

    @property
    def can_try_pair(self) -> bool:
        """Whether both numbers of the pair can be tried as a scenario."""
        return bool(self.pair) and all(move.typed for move in self.pair)

    def _typed(self, held: Input, text: str) -> str:
        """Return what a scenario types into a number of the feature's own; "" for one of a cost that it only shares."""
        is_own = held.number.is_of_usage or any(line.key == held.number.key for line in self.row.lines)
        return text if is_own else ""

    def _part(self, lever: Lever) -> float:
        """How much of its bar a lever fills: what it covers of the gap, or how far it can go."""
        return min(1.0, max(0.01, lever.distance or 0.0)) if self.is_healthy else lever.covers

    def _data(self, lever: Lever) -> LeverData:
        field = field_of(self.row.plain, lever.input.number)
        change = "" if lever.change is None else change_words(lever.change, lever.change_unit, field)
        return LeverData(
            words=lever.input.words,
            now=value_text(field, lever.now, self.currency),
            break_even=value_text(field, lever.break_even, self.currency) or "never",
            healthy_at=value_text(field, lever.healthy_at, self.currency) or ("anywhere" if lever.alone else "never"),
            change=change,
            margin=lever.margin,
        )

    def _move(self, move: Move) -> PairMove:
        field = field_of(self.row.plain, move.input.number)
        return PairMove(
            number=move.input.number,
            typed=self._typed(move.input, move.text),
            words=move.input.words,
            holder=holder_of(self.row, move.input.number),
            now=estimate_text(field, move.input.text, self.currency),
            to=move_text(move, field, self.currency),
        )


def pair_target(move: Move, field: kinds.Field, currency: str) -> str:
    """Return where a number of a pair goes, as it is to be typed, or as a point where nothing short enough does."""
    return estimate_text(field, move.text, currency) if move.text else value_text(field, move.to, currency)
