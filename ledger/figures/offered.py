"""The models that a feature's inference lines could be priced by instead, from the catalogue."""

from collections.abc import Mapping
from datetime import date

from economics.model import Price
from ledger.figures.sheets import Row
from ledger.figures.swaps import tokens_of_a_call
from prices import catalogue

INFERENCE = "inference"


def offer_key(row: Row, *, on: date) -> str:
    """Return what the models on offer depend on, in one query; "" for a feature without a line that one could price."""
    has_line = any(line.kind == INFERENCE for line in row.lines)
    return f"{on} {catalogue.loaded_version()}" if has_line else ""


def offered_to(row: Row, *, on: date) -> Mapping[str, tuple[tuple[str, str, Price], ...]]:
    """Return, by the key of each inference line of the feature's own, the models that can do what it does."""
    return {line.key: _candidates(row, line, on=on) for line in row.lines if line.kind == INFERENCE}


def _candidates(row: Row, line, *, on: date) -> tuple[tuple[str, str, Price], ...]:
    found = catalogue.sold("", on=on, least_window=int(tokens_of_a_call(row, line)) or 1)
    return tuple((each.model.provider, each.model.model, each.price) for each in found if each.is_priced)
