"""What the models of a feature's lines are priced with, and how far the catalogue has moved since."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import economics
from canvas.models import Canvas
from economics import Evaluation, Price
from economics.price_words import price_words
from ledger.figures.kept_prices import kept, price_of
from ledger.figures.price_moves import Moved, moved_lines, repriced
from ledger.figures.sheets import Row
from ledger.forms import RepriceForm
from ledger.models import Line
from ledger.pages.explanations import priced_as_of
from ledger.pages.sentences import margins, moved
from ledger.pages.units import listed_units
from prices.rates import MEASURES
from ui.templatetags.figures import count, price

GONE = "No longer in the catalogue; it keeps what it was priced with"
UNKNOWN = "The catalogue has no price of it"
FOLLOWS = "Its figures move whenever the catalogue does"
SAME = "As the catalogue has it today"
NEAR = "No price that it uses has moved by more than 1%"


@dataclass(frozen=True, slots=True)
class UnitPrice:
    """A price per million tokens as text: that of the lowest tier, what it is above, and today's where it moved."""

    label: str
    text: str
    above: str
    today: str


@dataclass(frozen=True, slots=True)
class PricedLine:
    """A line with the model that prices it, of which day its prices are, and what became of them since.

    `offer` is what can be done about it as of today, "" where nothing can.
    """

    line: Line
    model: str
    as_of: str
    since: str
    units: Sequence[UnitPrice]
    offer: str
    apart: Sequence[str] = ()


@dataclass(frozen=True)
class PricesSection:
    """The model prices of a feature; there are none to show where no line names a model."""

    canvas: Canvas
    row: Row

    @cached_property
    def lines(self) -> list[PricedLine]:
        return [self._priced(line) for line in self.row.lines if line.model]

    @cached_property
    def moved(self) -> list[str]:
        """A sentence for each line whose model costs something else today."""
        return [moved(each) for each in self._moved.values()]

    @cached_property
    def effect(self) -> str:
        """What pricing all lines as of today would do to the contribution per use; "" where nothing has moved."""
        if not self._moved:
            return ""
        now, then = self.row.evaluation, self._repriced
        if then is None:
            return ""
        found = margins(now, then, self.canvas.currency)
        if found is None:
            return "Priced as of today, the contribution per use would still be unknown."
        way = f"stay at {found[0]}" if found[0] == found[1] else f"go from {found[0]} to {found[1]}"
        said = f"Priced as of today, the contribution per use would {way}."
        if then.verdict.id != now.verdict.id:
            said += f" The verdict would be “{then.verdict.chip}”."
        return said

    @property
    def is_worked_out(self) -> bool:
        """Whether it is known what pricing it anew would do, where anything has moved."""
        return not self._moved or self._repriced is not None

    @property
    def says(self) -> str:
        """The finding at the head of the section."""
        if self._moved:
            return f"The catalogue has moved since {self._named} priced. {self.effect}"
        following = sum(kept(each.line) is None for each in self.lines)
        if following:
            who = "One line follows" if following == 1 else f"{following} lines follow"
            return f"{who} today’s catalogue, so a new one changes the figures. Keep the prices to stop that."
        return "No price has moved by more than 1% since this was priced."

    @property
    def form(self) -> RepriceForm:
        return RepriceForm()

    @property
    def _named(self) -> str:
        count = len(self._moved)
        if count == len(self.lines):
            return "this was"
        return "one of these lines was" if count == 1 else f"{count} of these lines were"

    @cached_property
    def _repriced(self) -> Evaluation | None:
        return repriced(self.row)

    @cached_property
    def _moved(self) -> dict[str, Moved]:
        return {each.line.key: each for each in moved_lines(self.row)}

    def _priced(self, line: Line) -> PricedLine:
        own, today = kept(line), self.row.prices.get((line.provider, line.model))
        used = price_of(line, self.row.prices)
        is_moved = line.key in self._moved
        offer = ""
        if today is None:
            since = GONE if own else UNKNOWN
        elif own is None:
            since, offer = FOLLOWS, "Keep today’s prices"
        elif is_moved:
            since, offer = moved(self._moved[line.key]), "Re-price as of today"
        else:
            since = SAME if own.price == today else NEAR
        name = used.name if used else f"{line.provider} {line.model}".strip()
        shown = list(self._units(used, today)) if used else []
        return PricedLine(line, name, priced_as_of(line), since, shown, offer, list(_apart(line, used)))

    def _units(self, used: Price, today: Price | None) -> Iterator[UnitPrice]:
        for measure in MEASURES:
            tiers = getattr(used, measure)
            label = measure.replace("_", " ").capitalize()
            now = getattr(today, measure) if today else tiers
            yield UnitPrice(label, _first(tiers, measure), _above(tiers), "" if now == tiers else _first(now, measure))


def _apart(line: Line, used: Price | None) -> Iterator[str]:
    """What the model bills apart from text, and what else is said of its price."""
    if used is None:
        return
    said = [f"{each.label} {each.text} {each.per}" for each in listed_units(used)]
    if said:
        yield "; ".join(said)
    plain = economics.Line(line.key, line.kind, provider=line.provider, model=line.model, inputs=line.typed, price=used)
    yield from price_words(plain)
    if line.price_factor and line.price_factor != "1":
        yield f"All times {line.price_factor}: {line.price_factor_reason or 'no reason given'}."


def _first(tiers, measure: str) -> str:
    if tiers:
        return price(tiers[0][1], "USD")
    return "as input" if measure == "cached_input" else "not billed"


def _above(tiers) -> str:
    return "; ".join(f"{price(each, 'USD')} above {count(start)}" for start, each in tiers[1:])
