"""The currencies that a canvas can count in: those in use somewhere today, by their ISO 4217 code."""

from functools import cache

from babel.core import get_global
from babel.numbers import get_currency_name, get_territory_currencies

# What each sign stands for, by a word of the currencies' English names; a sign that is not here may stand for any.
SIGNS = {
    "$": ("Dollar", "Peso", "Real", "Pataca", "Paʻanga", "Tala", "Córdoba", "Escudo"),
    "€": ("Euro",),
    "£": ("Pound", "Lira"),
    "¥": ("Yen", "Yuan"),
    "₹": ("Indian Rupee",),
    "₩": ("Won",),
    "₽": ("Russian Ruble",),
    "₺": ("Turkish Lira",),
    "₪": ("Israeli",),
    "₫": ("Dong",),
    "₱": ("Peso",),
    "₴": ("Hryvnia",),
    "₦": ("Naira",),
}


def foreign_sign(text: str, currency: str) -> str:
    """Return the first sign in `text` that can't stand for this currency, such as "€" for USD; "" where none is."""
    name = get_currency_name(currency, locale="en")
    return next((sign for sign in text if sign in SIGNS and not any(word in name for word in SIGNS[sign])), "")


# What most canvases count in, offered before all others.
COMMON = ("USD", "EUR", "GBP", "JPY", "CHF", "CAD", "AUD", "CNY", "INR", "BRL")


def grouped() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the choices of a currency: those that most people use, then all others by their names."""
    names = in_use()
    others = sorted((name, code) for code, name in names.items() if code not in COMMON)
    return [
        ("Used most", [(code, f"{names[code]}, {code}") for code in COMMON]),
        ("All others", [(code, f"{name}, {code}") for name, code in others]),
    ]


@cache
def in_use() -> dict[str, str]:
    """Return each code with its English name, in the order of the codes."""
    territories = get_global("territory_currencies")
    codes = {code for territory in territories for code in get_territory_currencies(territory)}
    return {code: get_currency_name(code, locale="en") for code in sorted(codes)}
