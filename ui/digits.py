"""How many digits a figure has: numbers become text by rounding half up, here and nowhere before.

What is missing or is not a finite number is shown as "?", never as nought.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

from babel.numbers import get_currency_symbol
from django.utils.html import escape
from django.utils.safestring import SafeString

LOCALE = "en"
MINUS = "\u2212"
MISSING = SafeString("?")
PER_USE_PLACES = 3
FROM_ONE_PLACES = 2
WHOLE_FROM = 1000
PER_USE_FINE_BELOW = Decimal("0.00995")  # from here on, three decimals show 0.010
FINEST_PLACES = 12
COLUMN_MOST_PLACES = 6


@dataclass(frozen=True, slots=True)
class Column:
    """The one scale of a column of money per use: below 1 all of it has `places` decimals, so that figures compare."""

    currency: str
    places: int

    def places_of(self, amount: Decimal) -> int:
        """How many decimals an amount has; of one that the scale would show as nought, as many as it needs itself."""
        if amount and not rounded(amount, self.places):
            return places_for(amount, 2)
        return per_use_places(amount, self.places)


def column_of(amounts: Iterable[float | None], currency: str, fewest: int = PER_USE_PLACES) -> Column:
    """Return the scale that shows two digits of the smallest of these amounts, within reason."""
    sizes = [abs(found) for found in map(finite, amounts) if found]
    finest = max((places_for(size, 2) for size in sizes if size < 1), default=fewest)
    return Column(currency, max(fewest, min(finest, COLUMN_MOST_PLACES)))


def finite(value) -> Decimal | None:
    """Return `value` as a finite Decimal by its shortest text, or None."""
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def rounded(exact: Decimal, places: int) -> Decimal:
    """Return it with so many decimals, half up."""
    return exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def places_for(exact: Decimal, significant: int) -> int:
    """Return how many decimal places show `significant` digits of `exact`, never cutting whole digits."""
    places = significant - 1 - exact.adjusted() if exact else 0
    return max(0, min(places, FINEST_PLACES))


def per_use_places(exact: Decimal, fewest: int = PER_USE_PLACES) -> int:
    """Return the decimals of money per use: `fewest` below 1, two digits of what is small, two decimals from 1 on."""
    if abs(rounded(exact, FROM_ONE_PLACES)) >= WHOLE_FROM:
        return 0
    if abs(rounded(exact, fewest)) >= 1:
        return FROM_ONE_PLACES
    if Decimal(1).scaleb(-FINEST_PLACES) <= abs(exact) < PER_USE_FINE_BELOW:
        return max(fewest, places_for(exact, 2))
    return fewest


def no_places(exact: Decimal) -> int:
    """Return the decimals of money a month: none."""
    return 0


def grouped(exact: Decimal, places: int, at_most: int = 0) -> str:
    """Return `exact` without its sign, with `places` decimals, and up to `at_most` where they are not nought."""
    whole, _, decimals = f"{abs(exact):,.{max(places, at_most)}f}".partition(".")
    decimals = decimals[:places] + decimals[places:].rstrip("0")
    return f"{whole}.{decimals}" if decimals else whole


def signed_text(exact: Decimal, text: str, *, signed: bool) -> SafeString:
    """Return a number's text with its sign: digits and an escaped symbol, in which a page need escape nothing."""
    sign = MINUS if exact < 0 else "+" if signed and exact > 0 else ""
    return SafeString(sign + text)


@lru_cache
def symbol(currency: str) -> str:
    """Return what stands before an amount, escaped."""
    found = get_currency_symbol(currency, LOCALE) if currency else ""
    return escape(found + "\u00a0" if found[-1:].isalpha() else found)


def money_text(value, currency: str, places_of: Callable[[Decimal], int], *, signed: bool = False) -> SafeString:
    """Return an amount of money with the decimals that `places_of` gives it."""
    exact = finite(value)
    if exact is None:
        return MISSING
    places = places_of(exact)
    exact = rounded(exact, places)
    return signed_text(exact, symbol(currency) + grouped(exact, places), signed=signed)
