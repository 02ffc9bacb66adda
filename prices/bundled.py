"""The price catalogue as the installed package carries it, and the only place that reads the package.

A page never imports the package, which takes half a second and 100 MB. It is never asked to fetch anything. A price
that is unknown is None, never nought.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from economics.model import Price

PACKAGE = "genai-prices"


@dataclass(frozen=True, slots=True)
class Rate:
    """Dollars per million tokens from a day on, for calls of more than `above_tokens` input tokens; None is unknown."""

    valid_from: date
    above_tokens: int
    input: Decimal | None
    cached_input: Decimal | None
    output: Decimal | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One model of the catalogue with all its rates."""

    provider: str
    provider_name: str
    model: str
    name: str
    context_window: int | None
    deprecated: bool
    rates: tuple[Rate, ...]


def bundled_entries() -> list[Entry]:
    """Return every model that the installed package knows; needs no database, takes about a second and 100 MB."""
    from genai_prices.data import providers

    return [_entry(provider, model) for provider in providers for model in provider.models]


def bundled_price(*, provider: str, model: str, on: date) -> Price | None:
    """Return what a model costs on a day by the installed package, for where there is no database, or None."""
    from genai_prices.data import providers

    found = (
        _entry(seller, sold)
        for seller in providers
        if seller.id == provider
        for sold in seller.models
        if sold.id == model
    )
    entry = next(found, None)
    return price_on(entry.rates, on) if entry else None


def _entry(provider, model) -> Entry:
    return Entry(
        provider=provider.id,
        provider_name=provider.name,
        model=model.id,
        name=model.name or model.id,
        context_window=model.context_window,
        deprecated=bool(model.deprecated),
        rates=tuple(rate for day, prices in _dated(model.prices).items() for rate in _rates(day, prices)),
    )


def _dated(prices) -> dict:
    """Return a model's prices by the day they begin; a price for certain hours of the day is not one to plan with."""
    if not isinstance(prices, list):
        return {date.min: prices}
    dated = {}
    for conditional in prices:
        if conditional.constraint is None:
            dated[date.min] = conditional.prices
        elif hasattr(conditional.constraint, "start_date"):
            dated[conditional.constraint.start_date] = conditional.prices
    return dated


def _rates(day, prices) -> list[Rate]:
    measures = {"input": prices.input_mtok, "cached_input": prices.cache_read_mtok, "output": prices.output_mtok}
    if prices.requests_kcount is not None:
        # A fee per request on top of the tokens: by tokens alone the model would look cheaper than it is.
        measures = dict.fromkeys(measures)
    thresholds = {0} | {tier.start for price in measures.values() for tier in getattr(price, "tiers", ())}
    return [
        Rate(day, above, **{name: _at(price, above) for name, price in measures.items()})
        for above in sorted(thresholds)
    ]


def _at(price, above) -> Decimal | None:
    """Return what a price is for calls just above a number of tokens."""
    reached = [tier.price for tier in getattr(price, "tiers", ()) if tier.start <= above]
    return reached[-1] if reached else getattr(price, "base", price)


def price_on(rates: Iterable[Rate], on: date) -> Price | None:
    """Return the price that holds on a day, of a model's rates of all days (or rows with the same fields), or None."""
    begun = [rate for rate in rates if rate.valid_from <= on]
    if not begun:
        return None
    latest = max(rate.valid_from for rate in begun)
    tiers = sorted((rate for rate in begun if rate.valid_from == latest), key=lambda rate: rate.above_tokens)
    price = Price(
        input=_tiers(tiers, "input"), cached_input=_tiers(tiers, "cached_input"), output=_tiers(tiers, "output")
    )
    return price if price.input or price.output else None


def _tiers(rates, measure) -> tuple[tuple[float, float], ...]:
    values = [(float(rate.above_tokens), getattr(rate, measure)) for rate in rates]
    if any(value is None for _, value in values):
        return ()
    return tuple((above, float(value)) for above, value in values)
