"""The sum of a feature in one line, in which whoever multiplies and takes off gets the month as it is shown."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from ui.templatetags.figures import MINUS, money

PLACES, USES_PLACES, MONTH_PLACES = range(3, 12), range(6), (0, *range(2, 9))


def multiplied(contribution: float, uses: float, fixed: float, margin: float, currency: str) -> str:
    """Return "contribution × uses = month, less fixed = margin a month", with as few decimals as make it right.

    "" where no rounding does, since the figures are those of different cases.
    """
    month = fixed + margin
    for cents, places, uses_places in _roundings():
        left, less, rest = (_rounded(each, cents) for each in (month, fixed, margin))
        one, volume = _rounded(contribution, places), _rounded(uses, uses_places)
        if left - less == rest and _rounded(one * volume, cents) == left:
            said = f"{money(one, currency, places)} × {volume:,} uses = {money(left, currency, cents)}"
            taken = f", less {money(less, currency, cents)} fixed = {money(rest, currency, cents)}" if less else ""
            return f"{said}{taken} a month".replace("-", MINUS)
    return ""


def _roundings() -> Iterator[tuple[int, int, int]]:
    """Decimals of the amounts a month, of the contribution and of the uses, the fewest first."""
    every = [(cents, places, uses) for cents in MONTH_PLACES for uses in USES_PLACES for places in PLACES]
    return iter(sorted(every, key=lambda each: (each[0], each[1] + 2 * each[2])))


def _rounded(amount: float | Decimal, places: int) -> Decimal:
    return Decimal(str(amount)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
