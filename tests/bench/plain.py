"""The worked example in plain numpy: draws of each input, the formulas written out, mean and quantiles of each result.

The benchmark's yardstick, written apart from the product: it shares no line of code with it.
"""

import numpy as np

Z95 = 1.6448536269514722


class Draws:
    """Draws of inputs given as P5 and P95."""

    def __init__(self, seed: int, count: int):
        self.random, self.count = np.random.default_rng(seed), count

    def normal(self, low: float, high: float):
        return self.random.normal((low + high) / 2, (high - low) / (2 * Z95), self.count)

    def interval(self, low: float, high: float):
        return np.exp(self.normal(np.log(low), np.log(high)))

    def share(self, low: float, high: float):
        return 1 / (1 + np.exp(-self.normal(np.log(low / (1 - low)), np.log(high / (1 - high)))))


class Strata(Draws):
    """The same inputs from one draw in each of `count` strata, in an order of its own for each input."""

    def normal(self, low: float, high: float):
        from economics.normal import normal_quantiles  # the inverse normal distribution, not in numpy

        probabilities = (self.random.permutation(self.count) + self.random.random(self.count)) / self.count
        return (low + high) / 2 + (high - low) / (2 * Z95) * normal_quantiles(probabilities)


def work_out(draw: Draws) -> dict:
    """Return every result of the first feature of economics.json, as draws, by name."""
    users, per_user = draw.interval(2000, 5000), draw.interval(8, 20)
    tokens = draw.interval(8000, 15000) * 2.5 + draw.interval(400, 900) * 10
    inference = (1 + draw.share(0.02, 0.05)) * tokens / 1e6
    review = draw.share(0.02, 0.05) * draw.interval(2, 4) / 60 * draw.interval(30, 40)
    cost = inference + review + draw.interval(0.004, 0.006)
    perceived = draw.interval(10, 20) / 60 * draw.interval(40, 60)
    subscription = 12 * draw.share(0.03, 0.08) / per_user
    without, churn = draw.share(0.04, 0.05), draw.share(0.032, 0.04)
    captured = subscription + draw.interval(9, 11) * (1 - churn / without) / per_user
    uses, fixed, price = users * per_user, 24000 / 24, 12 / per_user
    contribution = captured - cost
    monthly = uses * contribution
    return {
        "monthly_uses": uses,
        "variable_cost_per_use": cost,
        "fixed_cost_per_use": fixed / uses,
        "loaded_cost_per_use": cost + fixed / uses,
        "perceived_value_per_use": perceived,
        "captured_value_per_use": captured,
        "price_to_payer_per_use": price,
        "user_gain_per_use": perceived - price,
        "contribution_per_use": contribution,
        "monthly_contribution": monthly,
        "monthly_profit": monthly - fixed,
        "loaded_margin_per_use": contribution - fixed / uses,
        "monthly_captured_value": uses * captured,
        "monthly_cost": uses * cost + fixed,
    }


def summarise(results: dict) -> dict[str, float]:
    """Return mean, P5, P50 and P95 of each result and the two chances of a loss, by name.

    The mean of what a use comes to is that of the month over the uses of a month.
    """
    found, uses = {}, results["monthly_uses"]
    for name, values in results.items():
        low, middle, high = np.quantile(values, (0.05, 0.5, 0.95))
        mean = np.mean(uses * values) / np.mean(uses) if name.endswith("_per_use") else np.mean(values)
        found |= {f"{name} mean": mean, f"{name} p5": low, f"{name} p50": middle, f"{name} p95": high}
    for name in ("contribution_per_use", "monthly_profit"):
        found[f"{name} below zero"] = np.mean(results[name] < 0)
    return {name: float(value) for name, value in found.items()}
