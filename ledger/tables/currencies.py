"""Which currency an amount is in, by the sign beside it, by the header above it or by a column of currencies."""

import re

from canvas.currencies import foreign_sign, in_use

DOLLAR = "USD"
SIGNS = {
    "US$": "USD", "CA$": "CAD", "C$": "CAD", "AU$": "AUD", "A$": "AUD", "NZ$": "NZD", "HK$": "HKD", "SG$": "SGD",
    "S$": "SGD", "NT$": "TWD", "MX$": "MXN", "R$": "BRL", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "￥": "CNY",
    "₹": "INR", "₩": "KRW", "₽": "RUB", "₺": "TRY", "₪": "ILS", "₫": "VND", "₱": "PHP", "₴": "UAH", "₦": "NGN",
    "zł": "PLN", "Kč": "CZK", "Ft": "HUF", "kr": "SEK", "kr.": "DKK", "Fr.": "CHF",
}  # fmt: skip
WORDS = {
    **dict.fromkeys(("dollar", "dollars"), "USD"),
    **dict.fromkeys(("euro", "euros"), "EUR"),
    **dict.fromkeys(("pound", "pounds", "sterling"), "GBP"),
    **dict.fromkeys(("yen",), "JPY"),
    **dict.fromkeys(("rupee", "rupees"), "INR"),
    **dict.fromkeys(("franken", "francs"), "CHF"),
}
# Codes that are no English word, so that a header in small letters may carry them.
COMMON = frozenset(
    (
        *("usd", "eur", "gbp", "jpy", "chf", "cad", "aud", "nzd", "cny", "inr", "sek", "nok", "dkk", "pln", "czk"),
        *("huf", "brl", "mxn", "krw", "sgd", "hkd", "twd", "zar", "ils", "rub", "uah", "thb", "idr", "vnd"),
    )
)
# Signs that several currencies share: the canvas's own is meant as likely.
SHARED = {"kr": ("SEK", "NOK", "DKK", "ISK"), "kr.": ("DKK", "SEK", "NOK"), "¥": ("JPY", "CNY"), "£": ("GBP", "EGP")}
SIGN_PATTERN = "|".join(re.escape(sign) for sign in sorted(SIGNS, key=len, reverse=True)) + "|[A-Z]{3}(?![A-Za-z])"
_CODE = re.compile(r"(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])")
_SIGN = re.compile("|".join(re.escape(sign) for sign in sorted(SIGNS, key=len, reverse=True) if not sign[0].isalpha()))


def code_of(text: str) -> str:
    """Return the code that a cell of a column of currencies says, `usd` as `USD`; "" where it says none."""
    code = text.strip().upper()
    return code if len(code) == 3 and code in in_use() else ""


def sign_of_header(name: str, words: tuple[str, ...]) -> str:
    """Return the sign or the code that a column's name carries, "" where it carries none."""
    lower = next((word.upper() for word in words if word in COMMON), "")
    upper = next((code for code in _CODE.findall(name) if code in in_use() and name != name.upper()), "")
    worded = next((WORDS[word] for word in words if word in WORDS), "")
    sign = next((sign for sign in ("US$", "CA$", "AU$", "R$", "HK$") if sign in name), "")
    found = _SIGN.search(name)
    return lower or upper or sign or (found[0] if found else "") or worded


def currency_of(sign: str, canvas: str) -> str:
    """Return the code that a sign or code stands for beside a canvas's own currency; "" where several may be meant."""
    if len(sign) == 3 and sign in in_use():
        return sign
    if sign in SHARED:
        return canvas if canvas in SHARED[sign] else SIGNS[sign]
    if sign == "$" and canvas != DOLLAR and not foreign_sign(sign, canvas):
        return ""
    return SIGNS.get(sign, "")
