"""Where the inputs of a feature are edited, and how their numbers are written on its page."""

from django.urls import reverse

from economics import kinds
from economics.estimates import INTERVAL, POINT, Estimate
from economics.numbers import Number
from economics.reading import read_field
from ledger.figures.numbers import line_of
from ledger.figures.sheets import Row
from ledger.pages.explanations import spoken
from ui.templatetags.figures import number, price, share

EXACT_DIGITS = 4
"""So many significant digits of a number are shown as they are."""


def editor_url(row: Row, number: Number) -> str:
    """Return the address of the editor in which a number is typed; nothing where there is none."""
    feature = row.feature
    if number.is_of_usage:
        return reverse("ledger:usage", args=[feature.canvas_id, feature.pk])
    found = line_of(row, number)
    return reverse("ledger:line", args=[feature.canvas_id, found.pk]) if found else ""


def said(field: kinds.Field, text: str, currency: str) -> str:
    """Return an estimate in words, such as "$30.00 to $40.00"; as typed where a digit would be cut off."""
    values = _values(read_field(field, text))
    return text if any(_digits(value) > EXACT_DIGITS for value in values) else spoken(field, text, currency)


def shown(field: kinds.Field, value: float | None, currency: str) -> str:
    """Return a value of an input, rounded; nothing where there is none."""
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
