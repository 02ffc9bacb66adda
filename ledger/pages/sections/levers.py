"""What would mend a feature, or how far it can slip: its levers in words, the nearest first, and the smallest pair."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from economics import Advice, kinds, verdict
from economics.advice_model import AT_LEAST, Lever, Move
from economics.bounds import PERCENT, PERCENTAGE_POINTS, UNITS
from economics.inputs import Input, field_of
from economics.numbers import Number
from economics.reading import read_field
from ledger.figures.sheets import Row
from ledger.pages.sections.limits import limit_url
from ledger.pages.sections.places import editor_url, said, shown
from ledger.pages.sentences import NUMBERS
from ui.templatetags.figures import chance, number, per_use_signed

SHOWN = 4
HEADINGS = {
    verdict.LOSES_ON_EVERY_USE: "What would break even",
    verdict.FRAGILE: "What would break even",
    verdict.BELOW_BREAK_EVEN: "What would carry the month",
    verdict.HEALTHY: "How far it can slip",
}


@dataclass(frozen=True, slots=True)
class LeverLine:
    """One lever as it is listed: from `now` to `to`, the margin that this leaves, what it can do, how much of it.

    `url` leads to the editor of its number, `limit_url` to that of its limit. `bar` is 0 to 100. `typed` is what a
    scenario of it types into its number; "" where it can't be tried.
    """

    number: Number
    typed: str
    words: str
    url: str
    limit_url: str
    now: str
    to: str
    margin: str
    tone: str
    bar: str
    ink: str
    says: str


@dataclass(frozen=True, slots=True)
class LeverData:
    """One lever as it stands in the table: its median now, its targets, and the most it can do."""

    words: str
    now: str
    break_even: str
    healthy_at: str
    change: str
    margin: str


@dataclass(frozen=True, slots=True)
class PairMove:
    """One of the two numbers of the smallest pair; `typed` as that of a lever."""

    number: Number
    typed: str
    words: str
    url: str
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
    def lines(self) -> list[LeverLine]:
        return [self._line(lever) for lever in self.listed]

    @property
    def nearest(self) -> list[LeverLine]:
        return self.lines[:SHOWN]

    @property
    def rest(self) -> list[LeverLine]:
        return self.lines[SHOWN:]

    @cached_property
    def data(self) -> list[LeverData]:
        """Every lever, for the table."""
        return [self._data(lever) for lever in self.advice.levers]

    @cached_property
    def pair(self) -> list[PairMove]:
        """The two numbers of the smallest pair; none where there is none."""
        return [self._move(move) for move in self.advice.pair.moves] if self.advice.pair else []

    @property
    def pair_margin(self) -> str:
        """What the pair leaves per use."""
        pair = self.advice.pair
        margin = pair.margin if pair.typed_margin is None else pair.typed_margin
        return per_use_signed(margin, self.currency)

    def _line(self, lever: Lever) -> LeverLine:
        field, held = field_of(self.row.plain, lever.input.number), lever.input
        to, margin = destination(lever, field, self.currency)
        target = lever.typed_spread or lever.typed_certain
        return LeverLine(
            number=held.number,
            typed=self._typed(held, target.text if target else ""),
            words=held.words,
            url=editor_url(self.row, held.number),
            limit_url=limit_url(self.row, held.number),
            now=said(field, held.text, self.currency),
            to=to,
            margin="" if margin is None else per_use_signed(margin, self.currency),
            tone="" if margin is None else "loss" if margin < 0 else "gain",
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
            now=shown(field, lever.now, self.currency),
            break_even=shown(field, lever.break_even, self.currency) or "never",
            healthy_at=shown(field, lever.healthy_at, self.currency) or ("anywhere" if lever.alone else "never"),
            change=change,
            margin="" if lever.margin is None else per_use_signed(lever.margin, self.currency),
        )

    def _move(self, move: Move) -> PairMove:
        field = field_of(self.row.plain, move.input.number)
        return PairMove(
            number=move.input.number,
            typed=self._typed(move.input, move.text),
            words=move.input.words,
            url=editor_url(self.row, move.input.number),
            now=said(field, move.input.text, self.currency),
            to=said(field, move.text, self.currency) if move.text else shown(field, move.to, self.currency),
        )


def destination(lever: Lever, field: kinds.Field, currency: str) -> tuple[str, float | None]:
    """Return where a lever has to go, as it is to be typed, or can go at best, and the margin per use it leaves."""
    target = lever.typed_spread or lever.typed_certain
    if target:
        return said(field, target.text, currency), target.margin
    return shown(field, lever.best, currency), lever.margin


def remedy(lever: Lever, field: kinds.Field, currency: str) -> str:
    """Return whether a lever can make its feature healthy alone, and where a use breaks even."""
    if not lever.alone:
        covered = chance(lever.covers)
        return f"Cannot do it alone: covers {covered} of the gap.{_zero(lever, field, currency)}"
    if not lever.typed_spread:
        only = " only where it is known for certain" if lever.typed_certain else ""
        return f"Can do it alone{only}.{_zero(lever, field, currency)}"
    sure = ""
    if lever.typed_certain and lever.typed_certain != lever.typed_spread:
        sure = f" Known for certain, {said(field, lever.typed_certain.text, currency)} is enough."
    return f"Can do it alone: {_change(lever, field)}.{sure}{_zero(lever, field, currency)}"


def slip(lever: Lever, field: kinds.Field, currency: str) -> str:
    """Return how far an input of a healthy feature can go before the feature is healthy no more."""
    if not lever.typed_spread:
        return f"Healthy there only where it is known for certain.{_zero(lever, field, currency)}"
    way = "down" if lever.side == AT_LEAST else "up"
    return f"Healthy {way} to there: {_change(lever, field)}.{_zero(lever, field, currency)}"


def mending(listed: Sequence[Lever], advice: Advice) -> str:
    """Return what the levers of a feature that is not healthy say together."""
    alone = [lever for lever in listed if lever.alone]
    if alone:
        nearest = alone[0].input.words
        if len(alone) == 1:
            return f"One number can make it healthy by itself: {nearest}."
        return f"{_counted(len(alone))} numbers can each make it healthy alone. The nearest is {nearest}."
    if advice.pair:
        return "No number can make it healthy by itself, but two together can."
    if not advice.levers:
        return "No number may be changed, so nothing is left to move. Free one that can’t change after all."
    return "No number can make it healthy by itself, and no two together. It needs another way to earn, or to cost."


def slipping(listed: Sequence[Lever]) -> str:
    """Return what the levers of a healthy feature say together."""
    if not listed:
        return "It stays healthy whatever any one of its numbers becomes."
    return f"{listed[0].input.words} has the least room before it is healthy no more."


def change_words(change: float, unit: str, field: kinds.Field) -> str:
    """Return a change with its sign and unit, such as "−57%" or "+2.4 percentage points"."""
    sign = "+" if change > 0 else "\u2212" if change < 0 else ""
    size = abs(change)
    amount = number(round(size, 0 if size >= 10 else 1) if size >= 0.1 else float(f"{size:.2g}"))
    if unit == PERCENT:
        return f"{sign}{amount}%"
    if unit == PERCENTAGE_POINTS:
        return f"{sign}{amount} percentage point{'' if amount == '1' else 's'}"
    words = "" if field.unit.startswith("money") else field.unit.partition(",")[0]
    return f"{sign}{number(size)} {words}".rstrip()


def _change(lever: Lever, field: kinds.Field) -> str:
    """From the median now to that of what is to be typed."""
    to = read_field(field, lever.typed_spread.text).median
    if field.share:
        return change_words(100 * (to - lever.now), PERCENTAGE_POINTS, field)
    if lever.now == 0:
        return change_words(to, UNITS, field)
    return change_words(100 * (to - lever.now) / abs(lever.now), PERCENT, field)


def _zero(lever: Lever, field: kinds.Field, currency: str) -> str:
    """Where a use breaks even, all else at its middle; or beyond which it loses, where it earns now."""
    if lever.break_even is None:
        return ""
    at = shown(field, lever.break_even, currency)
    is_past = lever.now > lever.break_even if lever.side == AT_LEAST else lever.now < lever.break_even
    if not is_past:
        return f" At {at} a use breaks even."
    return f" {'Below' if lever.side == AT_LEAST else 'Above'} {at} a use loses money."


def _counted(count: int) -> str:
    return NUMBERS[count].capitalize() if count < len(NUMBERS) else str(count)
