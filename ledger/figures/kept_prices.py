"""The unit prices that an inference line keeps: those of its model on the day that it was priced, and where from.

They are kept as JSON with the line, so that its figures stay the same when the catalogue moves.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from economics import Price
from ledger.models import Line
from prices import catalogue

MEASURES = ("input", "cached_input", "output")


@dataclass(frozen=True, slots=True)
class KeptPrices:
    """What a line was priced with: the price, the day it held on, and the catalogue's version."""

    price: Price
    on: date
    catalogue: str


def keep(*, provider: str, model: str, on: date) -> dict | None:
    """Return what a line keeps of a model's price on a day; None where no price is known."""
    price = catalogue.price_for(provider=provider, model=model, on=on) if model else None
    loaded = catalogue.loaded()
    if price is None or loaded is None:
        return None
    tiers = {measure: [list(tier) for tier in getattr(price, measure)] for measure in MEASURES}
    return {
        "provider": provider,
        "model": model,
        "name": price.name,
        "date": on.isoformat(),
        "catalogue": loaded.version,
        **tiers,
    }


def is_of(stored: dict | None, *, provider: str, model: str) -> bool:
    """Say whether what a line keeps, or once kept, are prices of this model."""
    return bool(stored) and (stored["provider"], stored["model"]) == (provider, model)


def kept(line: Line) -> KeptPrices | None:
    """Return what the line keeps; None where it keeps nothing, or was given another model since."""
    stored = line.kept_prices
    if not is_of(stored, provider=line.provider, model=line.model):
        return None
    tiers = {measure: tuple((float(above), float(price)) for above, price in stored[measure]) for measure in MEASURES}
    price = Price(name=stored["name"], **tiers)
    return KeptPrices(price, date.fromisoformat(stored["date"]), stored["catalogue"])


def price_of(line: Line, today: Mapping[tuple[str, str], Price]) -> Price | None:
    """Return what a line is worked out with: the prices it keeps, else those of today; None where none is known."""
    own = kept(line)
    return own.price if own else today.get((line.provider, line.model))
