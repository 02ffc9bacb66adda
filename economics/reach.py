"""Reach: how far a number can go as somebody could propose it, and how much of that way a move uses.

Each number has an end up or down as a factor of its median now (of one below 0: of its distance from 0). What people
found out, rather than decide, has none. A limit that a person set takes the place of that end.
"""

import math
from dataclasses import dataclass

from economics.bounds import Bounds
from economics.model import Feature
from economics.numbers import Number

CACHED, RETRIES, CALLS, USES = "cached_share", "retry_rate", "calls_per_use", "uses_per_user_per_month"
_MOST_CACHED = 0.9
_LINEAR = {CACHED, RETRIES, CALLS}

_UP = {
    "price_per_month": 2.0,
    "value_per_conversion": 2.0,
    "revenue_per_thousand": 2.0,
    "attach_rate": 2.0,
    "conversion_uplift": 2.0,
    "impressions_per_use": 2.0,
    "months": 2.0,
    USES: 2.0,
    "active_users": 3.0,
    "margin_per_user_per_month": 1.5,
}
_DOWN = {
    "input_tokens": 0.25,
    "output_tokens": 0.25,
    "share_reviewed": 0.1,
    "minutes_per_review": 0.5,
    "hourly_rate": 0.8,
    "churn_with": 0.7,
    "price_factor": 0.5,
}
_DOWN_BY_START = {"units.": 0.25, "unit_prices.": 0.3, "price_per_million": 0.3}
_AMOUNTS = {
    ("monetization", "price_per_use"): 2.0,
    ("monetization", "cost_saving"): 1.5,
    ("data_acquisition", ""): 0.5,
    ("other", ""): 0.5,
}
_CAP = 0.5


@dataclass(frozen=True)
class Reach:
    """From `low` to `high`, with the median `now` between them or at one of them, in the unit of the number.

    `is_linear`: the share of it is measured along the number itself, not along its logarithm. `is_whole`: a move goes
    to whole numbers only.
    """

    now: float
    low: float
    high: float
    is_linear: bool = False
    is_whole: bool = False

    @property
    def ends(self) -> tuple[float, ...]:
        """The ends that are not where it is now."""
        return tuple(end for end in (self.low, self.high) if end != self.now)

    def holds(self, value: float) -> bool:
        """Whether a value is within it, or beyond it by no more than rounding."""
        slack = 1e-9 * max(abs(self.low), abs(self.high))
        return self.low - slack <= value <= self.high + slack

    def way(self, value: float) -> float | None:
        """The way from now to a value over the way to the end on that side; above 1 beyond it, None without an end."""
        end = self.high if value > self.now else self.low
        if value == self.now:
            return 0.0
        if end == self.now:
            return None
        if self._is_straight(end):
            return (value - self.now) / (end - self.now)
        ratio = value / self.now
        return math.log(ratio) / math.log(end / self.now) if ratio > 0 else math.inf

    def used(self, value: float) -> float | None:
        """The share of it that a move to a value uses, 0 to 1; None beyond it."""
        way = self.way(value)
        return min(way, 1.0) if way is not None and self.holds(value) else None

    def at(self, end: float, share: float) -> float:
        """Where a share of the way to one of its ends leads."""
        if share == 1:
            return end
        if self._is_straight(end):
            return self.now + share * (end - self.now)
        return float(self.now * (end / self.now) ** share)

    def whole(self, value: float) -> float | None:
        """The next whole number at or beyond a value, seen from now; None where that is out of reach."""
        found = float(math.floor(value) if value < self.now else math.ceil(value))
        return found if self.holds(found) and found != self.now else None

    def _is_straight(self, end: float) -> bool:
        return self.is_linear or self.now == 0 or end / self.now <= 0


def reach_of(feature: Feature, number: Number, now: float, bounds: Bounds, *, is_cap: bool) -> Reach:
    """The reach of a number whose median is `now`.

    `is_cap`: fewer uses of each user would leave more, so that a cap on them can be proposed.
    """
    low, high = _usual_ends(feature, number, now, is_cap=is_cap)
    low = bounds.low if bounds.has_least else max(low, bounds.low)
    high = bounds.high if bounds.has_most else min(high, bounds.high)
    is_whole = number.field == CALLS
    if is_whole and low < now:
        low = min(now, max(low, math.ceil(low)))
    return Reach(now, min(low, now), max(high, now), number.field in _LINEAR, is_whole)


def _usual_ends(feature: Feature, number: Number, now: float, *, is_cap: bool) -> tuple[float, float]:
    name = number.field
    if name == CACHED:
        return now, max(now, _MOST_CACHED)
    if name in (CALLS, RETRIES):
        return min(now, 1.0 if name == CALLS else 0.0), now
    if name == USES and is_cap:
        return _CAP * now, _times(now, _UP[name])
    factor = _factor(feature, number)
    end = _times(now, factor)
    return min(now, end), max(now, end)


def _factor(feature: Feature, number: Number) -> float:
    """The factor of the median at the end of the reach; 1 where there is none."""
    name = number.field
    if name == "amount":
        line = next(each for each in feature.lines if each.key == number.key)
        return _AMOUNTS.get((line.kind, line.method), 1.0)
    by_start = next((factor for start, factor in _DOWN_BY_START.items() if name.startswith(start)), 1.0)
    return _UP.get(name) or _DOWN.get(name) or by_start


def _times(now: float, factor: float) -> float:
    """The end of a reach: of a median below 0 by as much nearer to 0."""
    end = now + (factor - 1) * abs(now)
    return end if math.copysign(1, end) == math.copysign(1, now) else 0.0
