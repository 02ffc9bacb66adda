"""The unit prices that an inference line keeps: those of its model on the day that it was priced, and where from.

They are kept as JSON with the line, so that its figures stay the same when the catalogue moves.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from economics import Price
from ledger.models import Line
from prices import catalogue
from prices.rates import MEASURES


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
    return {
        "provider": provider,
        "model": model,
        "name": price.name,
        "date": on.isoformat(),
        "catalogue": loaded.version,
        **as_kept(price),
    }


def as_kept(price: Price) -> dict:
    """Return a price as a line keeps it: its tiers by measure, and what it bills apart."""
    return {
        **{measure: _plain(getattr(price, measure)) for measure in MEASURES},
        "units": {name: _plain(tiers) for name, tiers in price.units.items()},
        "least": dict(price.least),
        "request": price.request,
        "hours": _plain(price.hours),
        "taken_for": [price.provider, price.model],
    }


def is_of(stored: dict | None, *, provider: str, model: str) -> bool:
    """Say whether what a line keeps, or once kept, are prices of this model."""
    return bool(stored) and (stored["provider"], stored["model"]) == (provider, model)


def kept(line: Line) -> KeptPrices | None:
    """Return what the line keeps; None where it keeps nothing, or was given another model since."""
    stored = line.kept_prices
    if not is_of(stored, provider=line.provider, model=line.model):
        return None
    price = as_price(stored)
    return KeptPrices(price, date.fromisoformat(stored["date"]), stored["catalogue"])


def as_price(stored: Mapping) -> Price:
    """Return the price that a line keeps; what it bills apart is in it where that was kept with it."""
    provider, model = stored.get("taken_for") or ("", "")
    return Price(
        name=stored["name"],
        **{measure: _tuples(stored[measure]) for measure in MEASURES},
        units={name: _tuples(tiers) for name, tiers in (stored.get("units") or {}).items()},
        least=stored.get("least") or {},
        request=float(stored.get("request") or 0),
        provider=provider,
        model=model,
        hours=_tuples(stored.get("hours") or ()),
    )


def price_of(line: Line, today: Mapping[tuple[str, str], Price]) -> Price | None:
    """Return what a line is worked out with: the prices it keeps, else those of today; None where none is known.

    Prices that were kept before it was kept what a model bills apart are completed by today's.
    """
    own, now = kept(line), today.get((line.provider, line.model))
    if own is None or now is None or "units" in (line.kept_prices or {}):
        return own.price if own else now
    return own.price.completed(now)


def _plain(tiers) -> list[list[float]]:
    return [list(tier) for tier in tiers]


def _tuples(tiers) -> tuple:
    return tuple(tuple(map(float, tier)) for tier in tiers)
