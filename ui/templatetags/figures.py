"""The one place where money, numbers, shares and dates become text (English, by the canvas's currency).

Every filter is also an ordinary function, for sentences composed in Python. What is missing or is not a finite
number is shown as "?", never as nought. Rounding is half up, done by `ui.digits` and nowhere before.
"""

import re
from datetime import timedelta
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import get_currency_precision, get_currency_symbol
from django import template
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from ui.digits import (
    FINEST_PLACES,
    LOCALE,
    MINUS,  # noqa: F401  # for sentences composed in Python
    MISSING,
    Column,
    column_of,
    finite,
    grouped,
    money_text,
    no_places,
    per_use_places,
    places_for,
    rounded,
    signed_text,
    symbol,
)
from ui.rules import is_safe_link, one_newline, showable

register = template.Library()

LETTERS = ((Decimal(10) ** 9, "B"), (Decimal(10) ** 6, "M"), (Decimal(10) ** 3, "k"))
SHORT_FROM = 10_000
FINE_PLACES = 4
READ_AS = {
    "interval": ("low", "middle", "high"),
    "uniform": ("low", "midpoint", "high"),
    "three_point": ("least", "most likely", "most"),
}


@register.filter
def per_use(value, currency):
    """Money per use: three decimals; two significant digits below 0.01, two decimals from 1 on, none from 1,000 on."""
    return money_text(value, currency, per_use_places)


@register.filter
def per_use_signed(value, currency):
    """A margin per use: as `per_use`, with its sign always shown."""
    return money_text(value, currency, per_use_places, signed=True)


@register.filter
def column(amounts, currency) -> Column:
    """The one scale of a column of money per use that holds these amounts."""
    return column_of(amounts, currency)


@register.filter
def fine_column(amounts, currency) -> Column:
    """The scale of a column whose figures are to be multiplied: four decimals at least."""
    return column_of(amounts, currency, fewest=FINE_PLACES)


@register.filter
def in_column(value, column: Column):
    """Money per use, with the decimals of its column."""
    return money_text(value, column.currency, column.places_of)


@register.filter
def in_column_signed(value, column: Column):
    """A margin per use, with the decimals of its column and its sign always shown."""
    return money_text(value, column.currency, column.places_of, signed=True)


@register.filter
def per_month(value, currency):
    """Money per month: no decimals."""
    return money_text(value, currency, no_places)


@register.filter
def per_month_signed(value, currency):
    """A margin per month: no decimals, with its sign always shown."""
    return money_text(value, currency, no_places, signed=True)


def money(value, currency, places):
    """Money with so many decimals, for a sum in which rounded figures have to agree."""
    return money_text(value, currency, lambda exact: places)


def currency_symbol(currency):
    """Return what stands for a currency where a unit is named: `$`, or `CHF` where there is no sign."""
    return get_currency_symbol(currency, LOCALE) if currency else ""


@register.filter
def price(value, currency):
    """An amount of money as a price list has it: the currency's own decimals, and up to four significant digits.

    From 1 on it has more than its own only where they are all of it, as in a price of 1.125.
    """
    exact = finite(value)
    if exact is None:
        return MISSING
    own = get_currency_precision(currency) if currency else 2
    places = max(own, places_for(exact, 4))
    if abs(exact) >= 1 and rounded(exact, places) != exact:
        places = own
    exact = rounded(exact, places)
    return signed_text(exact, symbol(currency) + grouped(exact, own, places), signed=False)


@register.filter
def count(value):
    """A count, such as uses a month: `40,000`; below ten, with up to two decimals."""
    exact = finite(value)
    if exact is None:
        return MISSING
    exact = rounded(exact, 2 if abs(exact) < 10 else 0)
    return signed_text(exact, grouped(exact, 0, 2), signed=False)


@register.filter
def uses(value):
    """So many uses: `1 use`, `40,000 uses`."""
    said = count(value)
    return f"{said} use" if said == "1" else f"{said} uses"


@register.filter
def count_short(value):
    """A count of 10,000 or more in three significant digits: `520k`, `96.4k`, `1.23M`; a smaller one as `count`."""
    exact = finite(value)
    if exact is None or abs(exact) < SHORT_FROM:
        return count(value)
    exact = rounded(exact, 2 - exact.adjusted())
    size, letter = next(pair for pair in LETTERS if abs(exact) >= pair[0])
    return signed_text(exact, grouped(exact / size, 0, 2) + letter, signed=False)


@register.filter
def about(value):
    """A count of which the size alone matters, in two digits: `50,000` of 49,729."""
    exact = finite(value)
    if exact is None:
        return MISSING
    exact = rounded(exact, 1 - exact.adjusted() if exact else 0)
    return signed_text(exact, grouped(exact, 0), signed=False)


@register.filter
def number(value):
    """A computed number in the grammar of estimates: four significant digits, whole digits never cut, `10,954`."""
    exact = finite(value)
    if exact is None:
        return MISSING
    exact = rounded(exact, places_for(exact, 4))
    return signed_text(exact, grouped(exact, 0, FINEST_PLACES), signed=False)


@register.filter
def share(value):
    """A share between 0 and 1 in per cent, in the grammar of estimates: 0.008 is `0.8%`."""
    exact = finite(value)
    return MISSING if exact is None else number(exact * 100) + SafeString("%")


@register.filter
def chance(value):
    """A probability in whole per cent; what is possible but rare is `under 1%`, what is not quite sure `over 99%`."""
    exact = finite(value)
    if exact is None:
        return MISSING
    if 0 < exact < Decimal("0.01"):
        return "under 1%"
    if Decimal("0.99") < exact < 1:
        return "over 99%"
    return SafeString(f"{rounded(exact * 100, 0):,}%")


def _shown_as(value, unit, currency):
    if unit == "money":
        return price(value, currency)
    return share(value) if unit == "share" else number(value)


@register.simple_tag
def readback(low, likely, high, unit="number", currency="", kind="interval", mean=None):
    """Read an estimate back, each number named, the likely one in bold; beside a three-point its mean.

    `unit` is number, money (with `currency`) or share (0 to 1). `kind` is point, interval (likely is the median),
    uniform (the midpoint) or three_point (as typed).
    """
    middle = _shown_as(likely, unit, currency)
    if kind == "point":
        return format_html('<span class="readback num"><b>{}</b> exactly</span>', middle)
    first, second, third = READ_AS[kind]
    return format_html(
        '<span class="readback num">{} {} · {} <b>{}</b> · {} {}{}</span>',
        first,
        _shown_as(low, unit, currency),
        second,
        middle,
        third,
        _shown_as(high, unit, currency),
        "" if mean is None else f", mean {_shown_as(mean, unit, currency)}",
    )


@register.filter
def day(moment):
    """The date of a moment in the reader's zone, or of a date: `12 Nov 2026`."""
    return format_date(_local(moment), "d MMM yyyy", locale=LOCALE) if moment else MISSING


@register.filter
def clock(moment):
    """The time of a moment in the reader's zone: `12:04`."""
    return f"{_local(moment):%H:%M}" if moment else MISSING


@register.filter
def moment(moment):
    """A moment as one says it, in a `<time>`: `12:04` today, `yesterday, 12:04`, `12 Nov`, or `12 Nov 2025`."""
    if not moment:
        return MISSING
    return format_html('<time datetime="{}">{}</time>', moment.isoformat(), moment_text(moment, timezone.now()))


def moment_text(moment, now):
    """Return `moment` as one says it at `now`, in the reader's zone."""
    then, today = _local(moment), _local(now).date()
    if then.date() == today:
        return f"{then:%H:%M}"
    if then.date() == today - timedelta(days=1):
        return f"yesterday, {then:%H:%M}"
    pattern = "d MMM" if then.year == today.year else "d MMM yyyy"
    return format_date(then, pattern, locale=LOCALE)


def _local(moment):
    is_aware = getattr(moment, "tzinfo", None) is not None
    return timezone.localtime(moment) if is_aware else moment


_LINK = re.compile(r"(?:https?://|mailto:)[^\s<>\"']+", re.IGNORECASE)
_AFTER_A_LINK = ".,;:!?)]}\u2019\u201d\u2026"


@register.filter
def plaintext(text):
    """Show what a person wrote: as text, with its line breaks, its http, https and mailto links made to work."""
    text = one_newline(showable(str(text or "")))
    pieces, end = [], 0
    for match in _LINK.finditer(text):
        link = _without_what_follows(match[0])
        pieces += [escape(text[end : match.start()]), _linked(link)]
        end = match.start() + len(link)
    pieces.append(escape(text[end:]))
    return mark_safe("".join(pieces).replace("\n", "<br>"))  # noqa: S308  # every piece is escaped


def _without_what_follows(link):
    """Return `link` without the punctuation of the sentence it stands in; a bracket it opened itself is its own."""
    bare = link.rstrip(_AFTER_A_LINK)
    return (
        bare + ")" if "(" in bare and ")" not in bare.rpartition("(")[2] and link[len(bare) :].startswith(")") else bare
    )


def _linked(link):
    if not is_safe_link(link):
        return escape(link)
    return format_html('<a class="link" href="{}" rel="noopener noreferrer nofollow">{}</a>', link, link)


@register.filter
def safe_link(link):
    """Return `link` where it may be followed (http, https, mailto), else nothing."""
    return link if isinstance(link, str) and is_safe_link(link) else ""
