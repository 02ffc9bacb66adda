"""What a line says, and must still say, of what its model bills apart; shown beside the fields of the line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import economics
from economics import Price, model_line, units
from economics.price_words import price_words
from economics.units import AMOUNT, OWN_PRICE, UNITS
from prices.catalogue import Offer
from prices.rates import MEASURES
from ui.templatetags.figures import count, count_short
from ui.templatetags.figures import price as price_text


@dataclass(frozen=True, slots=True)
class ListPrice:
    """One price of the list: of what, how much, and per how many."""

    label: str
    text: str
    per: str


@dataclass(frozen=True)
class Billing:
    """What a line's model bills, by its price; `typed` are the fields of the line, own prices without a model."""

    provider: str
    model: str
    price: Price | None
    typed: Mapping[str, str]

    @property
    def is_own(self) -> bool:
        return not (self.provider or self.model)

    @property
    def given(self) -> tuple[str, ...]:
        """The units of which an amount or an own price is typed."""
        amounts, prices = units.typed(self.typed), units.typed(self.typed, OWN_PRICE)
        return tuple(name for name in UNITS if name in amounts or name in prices)

    @property
    def offered(self) -> tuple[str, ...]:
        """The units that the line has a field for: those that its model prices, and those that hold something."""
        priced = self.price.units if self.price and not self.is_own else ()
        return tuple(name for name in UNITS if name in priced or name in self.given)

    @property
    def asked(self) -> tuple[str, ...]:
        """The units of which the line must give one."""
        if self.price is None or self.is_own:
            return ()
        return (*model_line.sold_by(self.price), *model_line.asked(self.price))

    @property
    def question(self) -> str:
        """What the line must still say before it counts; "" where nothing is asked."""
        found = self._found
        return found[1] if found else ""

    @property
    def none_of(self) -> tuple[str, str] | None:
        """The unit that can be answered with none, and that answer in words; None where none is no answer."""
        found = self._found
        if found is None or not UNITS[found[0]].asked:
            return None
        return found[0], f"No {units.listed(UNITS[name].asked for name in self.asked).replace(' and ', ' or ')}"

    @property
    def words(self) -> list[str]:
        """Sentences on the price: what a name was taken for, averages, fees, what is counted at nothing."""
        line = economics.Line("", "inference", provider=self.provider, model=self.model, inputs=self.typed)
        return list(price_words(line, self.price)) if self.price and not self.is_own else []

    @property
    def prices(self) -> list[ListPrice]:
        """What the model costs, in dollars, each price as its list says it."""
        return list(_listed(self.price)) if self.price and not self.is_own else []

    @property
    def _found(self) -> tuple[str, str] | None:
        if self.price is None or self.is_own:
            return None
        return model_line.question(self.price, units.typed(self.typed))


def in_brief(price: Price | None) -> str:
    """Return what a model costs on one line, such as "$3.00 in, $15.00 out per million tokens"."""
    if price is None or price.is_of_nothing:
        return "no price known"
    texts = ((price.input, "in"), (price.output, "out"), (price.cached_input, "cached"))
    said = [f"{price_text(tiers[0][1], 'USD')} {words}" for tiers, words in texts if tiers]
    if said:
        above = f", more above {count(price.input[1][0])}" if len(price.input) > 1 else ""
        return f"{', '.join(said[:2])} per million tokens{''.join(f', {each}' for each in said[2:])}{above}"
    first = next(_listed(price))
    return f"{first.label}: {first.text} {first.per}"


def about(offer: Offer) -> str:
    """Return its media, what of them is billed apart, and its context: "text and audio, audio billed apart, 128k"."""
    apart = [UNITS[name].asked or UNITS[name].label.lower() for name in offer.asked]
    parts = [
        units.listed(offer.media) if offer.media else "",
        f"{units.listed(apart)} billed apart" if apart else "",
        f"{count_short(offer.context_window)} tokens" if offer.context_window else "context not published",
    ]
    return ", ".join(part for part in parts if part)


def list_price(measure: str, amount: float) -> ListPrice:
    """Return a price as its list says it: that of a measure of text per million, that of a unit's field per one."""
    name = measure.removeprefix(AMOUNT)
    if name not in UNITS:
        return ListPrice(name.replace("_", " ").capitalize(), price_text(amount, "USD"), "per million")
    unit = UNITS[name]
    if unit.is_tokens or name == "input_characters":
        return ListPrice(unit.label, price_text(amount * 1_000_000, "USD"), "per million")
    if unit.sold_by.startswith("hour"):
        return ListPrice(unit.label, price_text(amount, "USD"), "an hour")
    return ListPrice(unit.label, price_text(amount * 1000, "USD"), "per 1,000")


def listed_units(price: Price) -> Iterator[ListPrice]:
    """Yield what is billed apart from text, each as its list says it, and the fee of a call."""
    for name in UNITS:
        if name in price.units:
            yield list_price(name, price.units[name][0][1])
    if price.request:
        yield ListPrice("Each call", price_text(price.request, "USD"), "a call")


def _listed(price: Price) -> Iterator[ListPrice]:
    for measure in MEASURES:
        tiers = getattr(price, measure)
        if tiers:
            yield list_price(measure, tiers[0][1])
    yield from listed_units(price)
