"""What a portfolio says as a whole: its heading and the sentence beneath, composed from its figures by fixed rules."""

from collections.abc import Iterable, Sequence
from itertools import accumulate

from ledger.figures.portfolio import CurrencyGroup, Entry, Portfolio
from ledger.pages.sentences import NUMBERS
from ui.templatetags.figures import per_month, per_month_signed

NAMED = 2


def heading(portfolio: Portfolio) -> str:
    """Return the finding: who pays for whom; "" where there is no feature at all, or while one is being worked out."""
    groups = [group for group in portfolio.groups if group.counted]
    if not portfolio.entries or portfolio.unfinished:
        return ""
    if not groups:
        return "Nothing is quantified yet"
    return _of_one(groups[0]) if len(groups) == 1 else _of_several(groups)


def money(portfolio: Portfolio) -> str:
    """Return the sentence beneath the heading: what is earned in all, who brings it in and who gives it back.

    "" while features are being worked out, as the heading is.
    """
    if portfolio.unfinished:
        return ""
    said = [_money(group) for group in portfolio.groups if group.counted]
    if len(said) > 1:
        said.append("Sums are kept apart by currency.")
    return " ".join([*said, *_uncounted(portfolio.entries)])


def filtered(groups: Sequence[CurrencyGroup], portfolio: Portfolio) -> str:
    """Return what a filter leaves: how many features of how many, and what they come to."""
    count = sum(len(group.entries) for group in groups)
    said = f"{count} of {_counted_noun(len(portfolio.entries), 'feature')} shown"
    sums = [f"{per_month_signed(group.total, group.currency)} a month" for group in groups if group.counted]
    return f"{said}: {' and '.join(sums)}." if sums else f"{said}."


def off_the_map(group: CurrencyGroup) -> str:
    """Return what is not drawn on the map, and why; "" where all is."""
    count = sum(each.row.is_worked_out for each in group.uncounted)
    if not count:
        return ""
    verb = "is" if count == 1 else "are"
    them = "it is" if count == 1 else "they are"
    return f"{_number(count).capitalize()} {_noun(count, 'feature')} {verb} not quantified, so {them} not on the map."


def _of_one(group: CurrencyGroup) -> str:
    if not group.losing:
        return _all_earning(group)
    if not group.earning:
        return (
            "Every quantified feature loses money" if len(group.counted) > 1 else f"{group.counted[0].name} loses money"
        )
    if group.total < 0:
        verb = "loses" if len(group.losing) == 1 else "lose"
        return f"{_named(group.losing, first=True)} {verb} more than the others earn"
    paying = payers(group)
    return f"{_named(paying, first=True)} {'pays' if len(paying) == 1 else 'pay'} for the rest"


def _all_earning(group: CurrencyGroup) -> str:
    if not group.earning:
        return "What is quantified neither earns nor loses"
    if len(group.counted) == 1:
        return f"{group.counted[0].name} earns its keep"
    return "Every quantified feature earns its keep"


def payers(group: CurrencyGroup) -> list[Entry]:
    """The fewest of the greatest earners who bring in all that is left in the end, or more."""
    sums = accumulate(each.monthly_profit for each in group.earning)
    count = next(place for place, amount in enumerate(sums, start=1) if amount >= group.total)
    return group.earning[:count]


def _of_several(groups: list[CurrencyGroup]) -> str:
    earning = sum(len(group.earning) for group in groups)
    losing = sum(len(group.losing) for group in groups)
    if not losing:
        return "Every quantified feature earns its keep"
    if not earning:
        return "Every quantified feature loses money"
    earn = f"{_number(earning).capitalize()} {_noun(earning, 'feature')} {'earns' if earning == 1 else 'earn'} money"
    return f"{earn}, {_number(losing)} {'loses' if losing == 1 else 'lose'} it"


def _money(group: CurrencyGroup) -> str:
    canvases = len({each.canvas.pk for each in group.counted})
    between = " between them" if canvases > 1 else ""
    verb = "lose" if group.total < 0 else "earn"
    who = f"{_number(canvases).capitalize()} {_noun(canvases, 'canvas', 'canvases')}"
    said = f"{who} {verb}{'s' if canvases == 1 else ''} {per_month(abs(group.total), group.currency)} a month{between}."
    parts = [part for part in (_brought_in(group), _given_back(group)) if part]
    return f"{said} {'; '.join(parts)}." if parts and len(group.counted) > 1 else said


def _brought_in(group: CurrencyGroup) -> str:
    names = [each.name for each in group.earning]
    if not names:
        return ""
    amount = per_month(sum(each.monthly_profit for each in group.earning), group.currency)
    said = (
        _joined(names) if len(names) <= NAMED else f"{', '.join(names[:NAMED])} and {_number(len(names) - NAMED)} more"
    )
    return f"{said} {'brings' if len(names) == 1 else 'bring'} in {amount}"


def _given_back(group: CurrencyGroup) -> str:
    if not group.losing:
        return ""
    amount = per_month(-sum(each.monthly_profit for each in group.losing), group.currency)
    verb = "gives" if len(group.losing) == 1 else "give"
    return f"{_named(group.losing, first=not group.earning)} {verb} {amount} back"


def _uncounted(entries: Iterable[Entry]) -> list[str]:
    count = sum(not each.is_counted for each in entries)
    if not count:
        return []
    verb = "is" if count == 1 else "are"
    return [f"{_number(count).capitalize()} {_noun(count, 'feature')} {verb} not quantified and not counted."]


def _named(entries: Sequence[Entry], *, first: bool) -> str:
    """Name one or two features; count more, with a capital where they come first."""
    if len(entries) <= NAMED:
        return _joined(each.name for each in entries)
    number = _number(len(entries))
    return f"{number.capitalize() if first else number} features"


def _joined(names: Iterable[str]) -> str:
    return " and ".join(names)


def _number(count: int) -> str:
    return NUMBERS[count] if count < len(NUMBERS) else str(count)


def _noun(count: int, one: str, more: str = "") -> str:
    return one if count == 1 else more or f"{one}s"


def _counted_noun(count: int, one: str) -> str:
    return f"{count} {_noun(count, one)}"
