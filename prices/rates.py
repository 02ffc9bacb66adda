"""What a model costs from a day on, and the price that this makes on a day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from economics.model import Price, Tiers

MEASURES = ("input", "cached_input", "output")


class HourlyPrice(NamedTuple):
    """For how many hours of a day these prices hold, in dollars per million tokens; None is not priced."""

    hours: Decimal
    input: Decimal | None
    output: Decimal | None


@dataclass(frozen=True, slots=True)
class Rate:
    """Dollars from a day on, for calls of more than `above_tokens` input tokens, averaged over the hours of a day.

    Tokens of text per million, None where they are not priced; each of `units` per one; `request` per call.
    `least`: how much of a unit is billed at least. `hours`: where prices differ by hour, of what they are averaged.
    """

    valid_from: date
    above_tokens: int
    input: Decimal | None
    cached_input: Decimal | None
    output: Decimal | None
    units: Mapping[str, Decimal] = field(default_factory=dict)
    request: Decimal | None = None
    least: Mapping[str, Decimal] = field(default_factory=dict)
    hours: tuple[HourlyPrice, ...] = ()


def full_name(provider: str, model: str) -> str:
    """Return what to call a model: with its provider's name, unless that begins its own."""
    return model if model.casefold().startswith(provider.casefold()) else f"{provider} {model}"


def price_on(rates: Iterable, on: date, *, name: str = "", provider: str = "", model: str = "") -> Price | None:
    """Return the price that holds on a day, of a model's rates of all days (or rows with the same fields), or None.

    The names are those that the price carries.
    """
    begun = [rate for rate in rates if rate.valid_from <= on]
    if not begun:
        return None
    latest = max(rate.valid_from for rate in begun)
    tiers = sorted((rate for rate in begun if rate.valid_from == latest), key=lambda rate: rate.above_tokens)
    first = tiers[0]
    return Price(
        input=_tiers(tiers, "input"),
        output=_tiers(tiers, "output"),
        cached_input=_tiers(tiers, "cached_input"),
        name=name,
        units={unit: _unit_tiers(tiers, unit) for unit in first.units},
        least={unit: float(amount) for unit, amount in first.least.items()},
        request=float(first.request or 0),
        provider=provider,
        model=model,
        hours=tuple(_hourly(each) for each in first.hours),
    )


def _hourly(each: Sequence) -> tuple[float, float, float]:
    """Return how many hours and the prices in and out, of an HourlyPrice or of a row's list."""
    hours, price_in, price_out = each
    return float(hours), float(price_in or 0), float(price_out or 0)


def _tiers(rates: list, measure: str) -> Tiers:
    values = [(float(rate.above_tokens), getattr(rate, measure)) for rate in rates]
    if any(value is None for _, value in values):
        return ()
    return tuple((above, float(value)) for above, value in values)


def _unit_tiers(rates: list, unit: str) -> Tiers:
    tiers: list[tuple[float, float]] = []
    for rate in rates:
        price = float(rate.units[unit])
        if not tiers or tiers[-1][1] != price:
            tiers.append((float(rate.above_tokens), price))
    return tuple(tiers)
