"""What each kind of line costs or is worth: the formulas of one line, for single values and samples alike."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from economics import kinds
from economics.model import Line, Price, Tiers
from economics.parts import Value, Values, split
from economics.units import OWN_PRICE, typed

__all__ = ["Value", "Values"]


@dataclass(frozen=True)
class Usage:
    """Who uses the feature: active users, and uses per active user per month. None where not filled."""

    active_users: Value | None
    uses_per_user: Value | None

    @property
    def monthly_uses(self) -> Value | None:
        """M = A * u, in uses per month."""
        if self.active_users is None or self.uses_per_user is None:
            return None
        return self.active_users * self.uses_per_user


def inference(line: Line, values: Values, usd_rate: float | None) -> Value:
    """Cost per use; tokens and units are per call, prices of tokens per million, those of units per one.

    calls * (1 + retry) * factor * (text / 1e6 + sum(amount * p_unit) + p_request), where text is
    in_text * ((1 - cached) * p_in + cached * p_cached) + out_text * p_out, of the tokens that the units leave
    """
    rates = _catalogue_rates(line.price, values, usd_rate or 1.0) if line.price else _own_rates(line, values)
    parts = split(values, rates.units, line.price.least if line.price else {})
    cached = values["cached_share"]
    text = parts.text_in * ((1 - cached) * rates.input + cached * rates.cached) + parts.text_out * rates.output
    apart = sum((amount * rates.units[name] for name, amount in parts.amounts.items()), np.float64(0))
    call = text / 1e6 + apart + rates.request
    return values["calls_per_use"] * (1 + values["retry_rate"]) * values["price_factor"] * call


@dataclass(frozen=True)
class _Rates:
    """Prices in the canvas's currency: per million tokens of text, per one of each unit, per call."""

    input: Value
    cached: Value
    output: Value
    units: Mapping[str, Value]
    request: float = 0.0


def _own_rates(line: Line, values: Values) -> _Rates:
    price_in = values.get("price_per_million_input", np.float64(0))
    return _Rates(
        price_in,
        values.get("price_per_million_cached_input", price_in),
        values.get("price_per_million_output", np.float64(0)),
        {name: values[f"{OWN_PRICE}{name}"] for name in typed(line.inputs, OWN_PRICE)},
    )


def _catalogue_rates(price: Price, values: Values, usd_rate: float) -> _Rates:
    def at(tiers: Tiers) -> Value:
        return tier_price(tiers, values["input_tokens"]) * usd_rate

    return _Rates(
        at(price.input),
        at(price.cached_input or price.input),
        at(price.output),
        {name: at(tiers) for name, tiers in price.units.items()},
        price.request * usd_rate,
    )


def tier_price(tiers: Tiers, tokens: Value) -> Value:
    """The price of the highest tier whose threshold the tokens of a call are above; 0 where there are no tiers."""
    price: Value = np.float64(tiers[0][1] if tiers else 0.0)
    for threshold, above in tiers[1:]:
        price = np.where(tokens > threshold, above, price)
    return price


def monthly_amount(line: Line, values: Values) -> Value:
    """A one-off amount spread over its months, any other as it is."""
    return values["amount"] / values["months"] if line.basis == kinds.ONE_OFF else values["amount"]


def human_review(values: Values) -> Value:
    """Cost per use: share * minutes / 60 * hourly rate."""
    return values["share_reviewed"] * values["minutes_per_review"] / 60 * values["hourly_rate"]


def cost(line: Line, values: Values, usd_rate: float | None) -> Value:
    """What a complete cost line costs: per month where its basis is per month or one-off, else per use."""
    if line.kind == "inference":
        return inference(line, values, usd_rate)
    return human_review(values) if line.kind == "human_review" else monthly_amount(line, values)


VALUE_PER_USE: dict[tuple[str, str], Callable[[Values, Usage], Value]] = {
    ("perceived", "time_saved"): lambda v, usage: v["minutes_saved_per_use"] / 60 * v["hourly_value"],
    ("perceived", "willingness_to_pay"): lambda v, usage: v["amount"],
    ("perceived", "money_saved"): lambda v, usage: v["amount"],
    ("monetization", "price_per_use"): lambda v, usage: v["amount"],
    ("monetization", "subscription"): lambda v, usage: v["price_per_month"] * v["attach_rate"] / usage.uses_per_user,
    ("monetization", "conversion"): lambda v, usage: (
        v["conversion_uplift"] * v["value_per_conversion"] / usage.uses_per_user
    ),
    ("monetization", "advertising"): lambda v, usage: v["impressions_per_use"] * v["revenue_per_thousand"] / 1000,
    ("monetization", "cost_saving"): lambda v, usage: v["amount"] / usage.monthly_uses,
    ("retention", ""): lambda v, usage: (
        v["margin_per_user_per_month"] * (1 - v["churn_with"] / v["churn_without"]) / usage.uses_per_user
    ),
}
"""Value per use of a complete line, in the canvas's currency, by kind and method.

Retention: at margin m and monthly churn c a customer is worth m / c; lifting that from m / c0 to m / c1 over a
lifetime of 1 / c1 months is m * (1 - c1 / c0) a month.
"""

_NEEDS_USES_PER_USER = {("monetization", "subscription"), ("monetization", "conversion"), ("retention", "")}
_NEEDS_MONTHLY_USES = {("monetization", "cost_saving")}


def value(line: Line, values: Values, usage: Usage) -> Value | None:
    """What a complete value line is worth per use; None where it depends on usage that is not filled."""
    pair = (line.kind, line.method)
    if pair in _NEEDS_USES_PER_USER and usage.uses_per_user is None:
        return None
    if pair in _NEEDS_MONTHLY_USES and usage.monthly_uses is None:
        return None
    return VALUE_PER_USE[pair](values, usage)


def plan_price(plans: Sequence[Values], usage: Usage) -> Value | None:
    """What one who takes one of these subscriptions pays per use, None where the uses per user are not filled.

    Their prices a month weighed by who takes them, sum(price * attach) / sum(attach), over the uses of a user; the
    plain mean of the prices where nobody takes any.
    """
    if usage.uses_per_user is None:
        return None
    prices, attached = [each["price_per_month"] for each in plans], [each["attach_rate"] for each in plans]
    if len(plans) == 1:
        return prices[0] / usage.uses_per_user
    paid, paying = sum(price * share for price, share in zip(prices, attached, strict=True)), sum(attached)
    price = np.where(paying > 0, np.divide(paid, paying), sum(prices) / len(plans))[()]
    return price / usage.uses_per_user
