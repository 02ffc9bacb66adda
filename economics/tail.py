"""The heavy users: how use spreads between users, and what that does where all of them pay the same.

The quantile function of uses per user per month is log-linear in the standard normal's, through the median, P90 and
P99: a lognormal of one spread up to P90 and of another beyond. The first piece runs on below the median, the second
beyond P99, so that the tail is no heavier than a lognormal's and its mean is finite.
"""

import math
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from economics import kinds
from economics.advice_model import Tail, TailPoint
from economics.evaluation import median_inputs
from economics.model import Feature
from economics.numbers import USAGE, Number
from economics.reading import ReadFeature, read_fields
from economics.totals import work_out

_NORMAL = NormalDist()
_Z90, _Z99 = _NORMAL.inv_cdf(0.9), _NORMAL.inv_cdf(0.99)
_SHARES = (0.01, *(step / 20 for step in range(1, 20)), 0.975, 0.99, 0.995)
_PER_USE = ("price_per_use", "advertising")
_MOST = 600.0
_PER_USER = "per_user"


@dataclass(frozen=True)
class Spread:
    """Uses per user per month at the median, P90 and P99 user, as a distribution."""

    median: float
    p90: float
    p99: float

    @property
    def slopes(self) -> tuple[float, float]:
        """The spread of the logarithm, up to P90 and beyond."""
        return math.log(self.p90 / self.median) / _Z90, math.log(self.p99 / self.p90) / (_Z99 - _Z90)

    def quantile(self, share: float) -> float:
        """The uses that this share of the users, strictly between 0 and 1, do not exceed."""
        z = _NORMAL.inv_cdf(share)
        body, top = self.slopes
        return self.median * math.exp(body * z) if z <= _Z90 else self.p90 * math.exp(top * (z - _Z90))

    def share_up_to(self, uses: float) -> float:
        """The share of users who use it no more than this."""
        if uses <= 0:
            return 0.0
        body, top = self.slopes
        if uses < self.p90:
            return _NORMAL.cdf(math.log(uses / self.median) / body) if body else 0.0
        return _NORMAL.cdf(_Z90 + math.log(uses / self.p90) / top) if top else 1.0

    @property
    def means(self) -> tuple[float, float]:
        """What the lower nine tenths of the users, and the top tenth, add to the mean uses per user."""
        body, top = self.slopes
        lower = self.median * math.exp(body * body / 2) * _NORMAL.cdf(_Z90 - body)
        upper = self.p90 * math.exp(top * top / 2 - top * _Z90) * _NORMAL.cdf(top - _Z90)
        return lower, upper

    @property
    def is_workable(self) -> bool:
        """Whether the figures stay within what numbers hold."""
        return max(self.slopes) ** 2 / 2 < _MOST


@dataclass(frozen=True)
class _Money:
    """At medians: income per user a month and per use, cost per use, and the number of users."""

    per_user: float
    per_use: float
    cost: float
    users: float

    @property
    def covered(self) -> float | None:
        """The uses a month up to which a user brings what they cost, None where any number is covered."""
        drain = self.cost - self.per_use
        if drain <= 0:
            return None
        return max(0.0, self.per_user / drain)

    def below_water(self, spread: Spread) -> float:
        """The share of users who cost more than they bring."""
        if self.covered is not None:
            return 1 - spread.share_up_to(self.covered) if self.per_user >= 0 else 1.0
        if self.per_user >= 0:
            return 0.0
        gain = self.per_use - self.cost
        return spread.share_up_to(-self.per_user / gain) if gain > 0 else 1.0


def tail(read: ReadFeature) -> tuple[Tail | None, str]:
    """The tail of a feature, or None and the sentence that says what it waits for."""
    spread, problem = read_spread(read.feature)
    if spread is None:
        return None, problem
    with np.errstate(all="ignore"):
        money = _money(read)
    if money is None:
        return None, "This waits for the usage, complete costs, and retention or monetization."
    return _tail(spread, money), ""


def read_spread(feature: Feature) -> tuple[Spread | None, str]:
    """How use spreads between users, or None and what to do about it."""
    estimates, problems = read_fields(_PER_USER, kinds.PER_USER_FIELDS, feature.per_user)
    if problems:
        return None, problems[0].sentence
    median, p90, p99 = (estimates[field.name].median for field in kinds.PER_USER_FIELDS)
    if not median <= p90 <= p99:
        return (
            None,
            "The middle user uses it less than the top tenth, and these less than the top hundredth. Correct that.",
        )
    spread = Spread(median, p90, p99)
    if not spread.is_workable:
        return None, "These three numbers are too far apart to work with. Check what you typed."
    return spread, ""


def _money(read: ReadFeature) -> _Money | None:
    values = median_inputs(read)
    totals = work_out(read, values)
    cost = totals.results["variable_cost_per_use"]
    if cost is None or totals.results["contribution_per_use"] is None or totals.results["monthly_uses"] is None:
        return None
    uses = values[Number(USAGE, "uses_per_user_per_month")]
    drivers = [(each.line.method in _PER_USE, totals.lines[each.line.key]) for each in read.drivers]
    per_use = sum(float(amount) for is_per_use, amount in drivers if is_per_use and amount is not None)
    per_user = sum(float(amount * uses) for is_per_use, amount in drivers if not is_per_use and amount is not None)
    found = _Money(per_user, per_use, float(cost), float(values[Number(USAGE, "active_users")]))
    return found if all(map(math.isfinite, (per_user, per_use, found.cost))) else None


def _tail(spread: Spread, money: _Money) -> Tail:
    lower, upper = spread.means
    below = money.below_water(spread)
    covered = money.covered
    points = tuple(
        TailPoint(share, uses, money.cost * uses, money.per_user + money.per_use * uses)
        for share, uses in ((share, spread.quantile(share)) for share in _SHARES)
    )
    cap = float(math.floor(covered)) if covered is not None and below > 0 and covered >= 1 else None
    return Tail(
        median=spread.median,
        p90=spread.p90,
        p99=spread.p99,
        mean_uses=lower + upper,
        income_per_user=money.per_user,
        income_per_use=money.per_use,
        cost_per_use=money.cost,
        covered_uses=covered,
        below_water=below,
        top_tenth_cost=money.users * money.cost * upper,
        top_tenth_share=upper / (lower + upper),
        cap=cap,
        points=points,
        finding=_finding(below, upper / (lower + upper), cap),
    )


def _finding(below: float, top: float, cap: float | None) -> str:
    heavy = f"The tenth of users who use it most cause {round(100 * top)}% of the cost"
    if below < 0.0005:
        return f"{heavy}. Practically nobody costs more than they bring in."
    share = "under 1%" if below < 0.01 else "over 99%" if 0.99 < below < 1 else f"{round(100 * below)}%"
    says = f"{heavy}, and {share} of users cost more than they bring in"
    if cap is None:
        return f"{says}."
    return f"{says}: a cap at {f'{cap:,.0f} uses' if cap != 1 else '1 use'} a month would put that right."
