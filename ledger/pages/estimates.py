"""Estimates and values of the numbers of a feature as text."""

from economics import EstimateError, kinds
from economics.estimates import INTERVAL, POINT, Estimate
from economics.reading import read_field
from ui.templatetags.figures import number, price, share

EXACT_DIGITS = 4
"""So many significant digits of a number are shown as they are."""


def estimate_text(field: kinds.Field, text: str, currency: str) -> str:
    """Return an estimate as text, such as "$30.00 to $40.00"; as typed where a digit would be cut off."""
    values = _values(read_field(field, text))
    return text if any(_digits(value) > EXACT_DIGITS for value in values) else rounded_text(field, text, currency)


def rounded_text(field: kinds.Field, text: str, currency: str) -> str:
    """Return what was typed as text, its numbers rounded; "?" where nothing can be read."""
    try:
        estimate = read_field(field, text or field.default)
    except EstimateError:
        return "?"
    texts = [value_text(field, value, currency) for value in _values(estimate)]
    return " to ".join(texts) if estimate.form == INTERVAL else " / ".join(texts)


def value_text(field: kinds.Field, value: float | None, currency: str) -> str:
    """Return a value of a field, rounded; nothing where there is none."""
    if value is None:
        return ""
    if field.share:
        return share(value)
    return price(value, currency) if field.unit.startswith("money") else number(value)


def _values(estimate: Estimate) -> tuple[float, ...]:
    if estimate.form == POINT:
        return (estimate.mid,)
    return (estimate.low, estimate.high) if estimate.form == INTERVAL else estimate.readback


def _digits(value: float) -> int:
    return len(f"{abs(value):.12g}".replace(".", "").strip("0"))
