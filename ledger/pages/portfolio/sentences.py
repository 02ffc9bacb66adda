"""What a portfolio says as a whole: its heading and the sentence beneath, composed from its figures by fixed rules."""

from collections.abc import Iterable, Sequence
from itertools import accumulate

from ledger.figures.portfolio import Holding, Portfolio, Purse
from ledger.pages.sentences import NUMBERS
from ui.templatetags.figures import per_month, per_month_signed

NAMED = 2


def heading(portfolio: Portfolio) -> str:
    """Return the finding: who pays for whom; "" where there is no feature at all."""
    purses = [purse for purse in portfolio.purses if purse.counted]
    if not portfolio.holdings:
        return ""
    if not purses:
        return "Nothing is quantified yet"
    return _of_one(purses[0]) if len(purses) == 1 else _of_several(purses)


def money(portfolio: Portfolio) -> str:
    """Return the sentence beneath the heading: what is earned in all, who brings it in and who gives it back."""
    said = [_money(purse) for purse in portfolio.purses if purse.counted]
    if len(said) > 1:
        said.append("Sums are kept apart by currency.")
    return " ".join([*said, *_uncounted(portfolio.holdings)])


def shown(purses: Sequence[Purse], portfolio: Portfolio) -> str:
    """Return what a filter leaves: how many features of how many, and what they come to."""
    count = sum(len(purse.holdings) for purse in purses)
    said = f"{count} of {_counted_noun(len(portfolio.holdings), 'feature')} shown"
    sums = [f"{per_month_signed(purse.total, purse.currency)} a month" for purse in purses if purse.counted]
    return f"{said}: {' and '.join(sums)}." if sums else f"{said}."


def off_the_map(purse: Purse) -> str:
    """Return what is not drawn on the map, and why; "" where all is."""
    count = len(purse.uncounted)
    if not count:
        return ""
    verb = "is" if count == 1 else "are"
    them = "it is" if count == 1 else "they are"
    return f"{_number(count).capitalize()} {_noun(count, 'feature')} {verb} not quantified, so {them} not on the map."


def _of_one(purse: Purse) -> str:
    if not purse.losing:
        return _all_earning(purse)
    if not purse.earning:
        return (
            "Every quantified feature loses money" if len(purse.counted) > 1 else f"{purse.counted[0].name} loses money"
        )
    if purse.total < 0:
        verb = "loses" if len(purse.losing) == 1 else "lose"
        return f"{_named(purse.losing, first=True)} {verb} more than the others earn"
    paying = payers(purse)
    return f"{_named(paying, first=True)} {'pays' if len(paying) == 1 else 'pay'} for the rest"


def _all_earning(purse: Purse) -> str:
    if not purse.earning:
        return "What is quantified neither earns nor loses"
    if len(purse.counted) == 1:
        return f"{purse.counted[0].name} earns its keep"
    return "Every quantified feature earns its keep"


def payers(purse: Purse) -> list[Holding]:
    """The fewest of the greatest earners who bring in all that is left in the end, or more."""
    sums = accumulate(each.monthly_profit for each in purse.earning)
    count = next(place for place, amount in enumerate(sums, start=1) if amount >= purse.total)
    return purse.earning[:count]


def _of_several(purses: list[Purse]) -> str:
    earning = sum(len(purse.earning) for purse in purses)
    losing = sum(len(purse.losing) for purse in purses)
    if not losing:
        return "Every quantified feature earns its keep"
    if not earning:
        return "Every quantified feature loses money"
    earn = f"{_number(earning).capitalize()} {_noun(earning, 'feature')} {'earns' if earning == 1 else 'earn'} money"
    return f"{earn}, {_number(losing)} {'loses' if losing == 1 else 'lose'} it"


def _money(purse: Purse) -> str:
    canvases = len({each.canvas.pk for each in purse.counted})
    between = " between them" if canvases > 1 else ""
    verb = "lose" if purse.total < 0 else "earn"
    who = f"{_number(canvases).capitalize()} {_noun(canvases, 'canvas', 'canvases')}"
    said = f"{who} {verb}{'s' if canvases == 1 else ''} {per_month(abs(purse.total), purse.currency)} a month{between}."
    parts = [part for part in (_brought_in(purse), _given_back(purse)) if part]
    return f"{said} {'; '.join(parts)}." if parts and len(purse.counted) > 1 else said


def _brought_in(purse: Purse) -> str:
    names = [each.name for each in purse.earning]
    if not names:
        return ""
    amount = per_month(sum(each.monthly_profit for each in purse.earning), purse.currency)
    said = (
        _joined(names) if len(names) <= NAMED else f"{', '.join(names[:NAMED])} and {_number(len(names) - NAMED)} more"
    )
    return f"{said} {'brings' if len(names) == 1 else 'bring'} in {amount}"


def _given_back(purse: Purse) -> str:
    if not purse.losing:
        return ""
    amount = per_month(-sum(each.monthly_profit for each in purse.losing), purse.currency)
    verb = "gives" if len(purse.losing) == 1 else "give"
    return f"{_named(purse.losing, first=not purse.earning)} {verb} {amount} back"


def _uncounted(holdings: Iterable[Holding]) -> list[str]:
    count = sum(not each.is_counted for each in holdings)
    if not count:
        return []
    verb = "is" if count == 1 else "are"
    return [f"{_number(count).capitalize()} {_noun(count, 'feature')} {verb} not quantified, so not counted."]


def _named(holdings: Sequence[Holding], *, first: bool) -> str:
    """Name one or two features; count more, with a capital where they come first."""
    if len(holdings) <= NAMED:
        return _joined(each.name for each in holdings)
    number = _number(len(holdings))
    return f"{number.capitalize() if first else number} features"


def _joined(names: Iterable[str]) -> str:
    return " and ".join(names)


def _number(count: int) -> str:
    return NUMBERS[count] if count < len(NUMBERS) else str(count)


def _noun(count: int, one: str, more: str = "") -> str:
    return one if count == 1 else more or f"{one}s"


def _counted_noun(count: int, one: str) -> str:
    return f"{count} {_noun(count, one)}"
