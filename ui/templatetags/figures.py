"""The one place where money, numbers, shares and dates become text (English, by the canvas's currency).

Every filter is also an ordinary function, for sentences composed in Python. What is missing or is not a finite
number is shown as "?", never as nought. Rounding is half up, done here and nowhere before.
"""

import re
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import get_currency_precision, get_currency_symbol
from django import template
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from ui.rules import is_safe_link, one_newline, showable

register = template.Library()

LOCALE = "en"
MINUS = "\u2212"
MISSING = SafeString("?")
PER_USE_PLACES = 3
PER_USE_WHOLE_FROM = 1000
PER_USE_FINE_BELOW = Decimal("0.00995")  # from here on, three decimals show 0.010
FINEST_PLACES = 12
LETTERS = ((Decimal(10) ** 9, "B"), (Decimal(10) ** 6, "M"), (Decimal(10) ** 3, "k"))
SHORT_FROM = 10_000


def _exact(value):
    """Return `value` as a finite Decimal by its shortest text, or None."""
    try:
        exact = Decimal(str(value))
    except InvalidOperation:
        return None
    return exact if exact.is_finite() else None


def _rounded(exact, places):
    return exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _places_for(exact, significant):
    """Return how many decimal places show `significant` digits of `exact`, never cutting whole digits."""
    places = significant - 1 - exact.adjusted() if exact else 0
    return max(0, min(places, FINEST_PLACES))


def _grouped(exact, places, at_most=0):
    """Return `exact` without its sign, with `places` decimals, and up to `at_most` where they are not nought."""
    whole, _, decimals = f"{abs(exact):,.{max(places, at_most)}f}".partition(".")
    decimals = decimals[:places] + decimals[places:].rstrip("0")
    return f"{whole}.{decimals}" if decimals else whole


def _signed_text(exact, text, *, signed):
    """Return a number's text with its sign: digits and an escaped symbol, in which a page need escape nothing."""
    sign = MINUS if exact < 0 else "+" if signed and exact > 0 else ""
    return SafeString(sign + text)


@lru_cache
def _symbol(currency):
    symbol = get_currency_symbol(currency, LOCALE) if currency else ""
    return escape(symbol + "\u00a0" if symbol[-1:].isalpha() else symbol)


def currency_symbol(currency):
    """Return what stands for a currency where a unit is named: `$`, or `CHF` where there is no sign."""
    return get_currency_symbol(currency, LOCALE) if currency else ""


def _money(value, currency, places_of, *, signed=False):
    exact = _exact(value)
    if exact is None:
        return MISSING
    places = places_of(exact)
    exact = _rounded(exact, places)
    return _signed_text(exact, _symbol(currency) + _grouped(exact, places), signed=signed)


def _per_use_places(exact):
    if Decimal(1).scaleb(-FINEST_PLACES) <= abs(exact) < PER_USE_FINE_BELOW:
        return max(PER_USE_PLACES, _places_for(exact, 2))
    return 0 if abs(exact) >= PER_USE_WHOLE_FROM else PER_USE_PLACES


def _no_places(exact):
    return 0


@register.filter
def per_use(value, currency):
    """Money per use: three decimals; two significant digits below 0.01, whole from 1,000 on."""
    return _money(value, currency, _per_use_places)


@register.filter
def per_use_signed(value, currency):
    """A margin per use: as `per_use`, with its sign always shown."""
    return _money(value, currency, _per_use_places, signed=True)


@register.filter
def per_month(value, currency):
    """Money per month: no decimals."""
    return _money(value, currency, _no_places)


@register.filter
def per_month_signed(value, currency):
    """A margin per month: no decimals, with its sign always shown."""
    return _money(value, currency, _no_places, signed=True)


def money(value, currency, places):
    """Money with so many decimals, for a sum in which rounded figures have to agree."""
    return _money(value, currency, lambda exact: places)


@register.filter
def price(value, currency):
    """An amount of money as a price list has it: the currency's own decimals, and up to four significant digits."""
    exact = _exact(value)
    if exact is None:
        return MISSING
    own = get_currency_precision(currency) if currency else 2
    places = max(own, _places_for(exact, 4))
    exact = _rounded(exact, places)
    return _signed_text(exact, _symbol(currency) + _grouped(exact, own, places), signed=False)


@register.filter
def count(value):
    """A count, such as uses a month: `40,000`; below ten, with up to two decimals."""
    exact = _exact(value)
    if exact is None:
        return MISSING
    exact = _rounded(exact, 2 if abs(exact) < 10 else 0)
    return _signed_text(exact, _grouped(exact, 0, 2), signed=False)


@register.filter
def uses(value):
    """So many uses: `1 use`, `40,000 uses`."""
    said = count(value)
    return f"{said} use" if said == "1" else f"{said} uses"


@register.filter
def count_short(value):
    """A count of 10,000 or more in three significant digits: `520k`, `96.4k`, `1.23M`; a smaller one as `count`."""
    exact = _exact(value)
    if exact is None or abs(exact) < SHORT_FROM:
        return count(value)
    exact = _rounded(exact, 2 - exact.adjusted())
    size, letter = next(pair for pair in LETTERS if abs(exact) >= pair[0])
    return _signed_text(exact, _grouped(exact / size, 0, 2) + letter, signed=False)


@register.filter
def number(value):
    """A computed number in the grammar of estimates: four significant digits, whole digits never cut, `10,954`."""
    exact = _exact(value)
    if exact is None:
        return MISSING
    exact = _rounded(exact, _places_for(exact, 4))
    return _signed_text(exact, _grouped(exact, 0, FINEST_PLACES), signed=False)


@register.filter
def share(value):
    """A share between 0 and 1 in per cent, in the grammar of estimates: 0.008 is `0.8%`."""
    exact = _exact(value)
    return MISSING if exact is None else number(exact * 100) + SafeString("%")


@register.filter
def chance(value):
    """A probability in whole per cent; what is possible but rare is `under 1%`, what is not quite sure `over 99%`."""
    exact = _exact(value)
    if exact is None:
        return MISSING
    if 0 < exact < Decimal("0.01"):
        return "under 1%"
    if Decimal("0.99") < exact < 1:
        return "over 99%"
    return SafeString(f"{_rounded(exact * 100, 0):,}%")


def _shown_as(value, unit, currency):
    if unit == "money":
        return price(value, currency)
    return share(value) if unit == "share" else number(value)


@register.simple_tag
def readback(low, likely, high, unit="number", currency="", kind="interval", mean=None):
    """Read an estimate back: low, likely in bold, high; beside a three-point its mean.

    `unit` is number, money (with `currency`) or share (0 to 1). `kind` is point, interval (likely is the median),
    uniform (the midpoint) or three_point (as typed).
    """
    middle = _shown_as(likely, unit, currency)
    if kind == "point":
        return format_html('<span class="readback num"><b>{}</b> exactly</span>', middle)
    return format_html(
        '<span class="readback num">{} <span class="vh">low,</span>\u2013 <b>{}</b> <span class="vh">{},</span>'
        '\u2013 {}<span class="vh"> high</span>{}</span>',
        _shown_as(low, unit, currency),
        middle,
        {"interval": "median", "uniform": "midpoint", "three_point": "most likely"}[kind],
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
