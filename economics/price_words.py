"""What is said of the price that a line is worked out with, wherever it counts: sentences, none where all is plain."""

from collections.abc import Iterator

from economics import model_line, units
from economics.model import Line, Price
from economics.units import UNITS


def price_words(line: Line, price: Price | None = None) -> Iterator[str]:
    """Sentences on the price of a line's model: what was taken for it, averaged, counted at nothing or not billed.

    `price` is that of the line unless another is given.
    """
    price = price or line.price
    if price is None:
        return
    if price.model and price.model != line.model:
        yield f"You typed {line.model}; today that is {price.name}. What you typed is kept."
    if price.is_of_nothing:
        yield "The catalogue lists no price for it, so it counts as free. Type prices of your own if you pay for it."
    if price.hours:
        yield _hours(price)
    if price.request:
        yield f"A fee of {_dollars(price.request)} for each call is counted."
    given = units.typed(line.inputs)
    yield from _not_given(price, given)
    yield from _not_billed(price, given)


def _hours(price: Price) -> str:
    (hours, first, _), *others = price.hours
    rest = ", ".join(f"{_dollars(each)} for {length:g}" for length, each, _ in others)
    return (
        f"{_dollars(first)} in for {hours:g} hours of the day, {rest}. The average is used: {_dollars(_first(price))}."
    )


def _not_given(price: Price, given: tuple[str, ...]) -> Iterator[str]:
    asked = (*model_line.sold_by(price), *model_line.asked(price))
    inside = set(units.counting(given, asked))
    absent = [name for name in asked if name not in given and not inside & _around(name)]
    if inside and absent:
        words = units.listed(UNITS[name].label for name in absent)
        yield f"{words}: not given, so none."


def _around(name: str) -> set[str]:
    """The units of which this one is a part, and those that are a part of it."""
    return {*units.ancestors(name), *(unit.name for unit in units.TABLE if unit.parent == name)}


def _not_billed(price: Price, given: tuple[str, ...]) -> Iterator[str]:
    counted = units.counting(given, price.units)
    left = [UNITS[name] for name in given if name not in counted]
    if apart := [unit.label for unit in left if not unit.is_tokens]:
        yield f"{units.listed(apart)}: this model does not bill them, so they cost nothing here."
    if tokens := [unit.label for unit in left if unit.is_tokens]:
        yield f"{units.listed(tokens)}: this model bills them like text."


def _first(price: Price) -> float:
    return price.input[0][1] if price.input else 0.0


def _dollars(amount: float) -> str:
    return f"${amount:.4g}"
