"""The value stick of one use: what it is worth, what is paid, what we capture and what it costs."""

from economics.advice_model import Stick
from economics.results import Evaluation, Summary


def stick(evaluation: Evaluation) -> Stick:
    """The value stick of an evaluated feature."""
    results = evaluation.results
    gain, kept = _mean(results.user_gain_per_use), _mean(results.contribution_per_use)
    price = _mean(results.price_to_payer_per_use)
    return Stick(
        perceived=_mean(results.perceived_value_per_use),
        price=price,
        captured=_mean(results.captured_value_per_use),
        cost=_mean(results.variable_cost_per_use),
        user_gain=gain,
        kept=kept,
        finding=_finding(gain, kept, price),
    )


def _mean(summary: Summary | None) -> float | None:
    return None if summary is None else summary.mean


def _finding(gain: float | None, kept: float | None, price: float | None) -> str:
    if gain is None or kept is None:
        return "Who gains how much shows once it is known what a use is worth, brings in and costs."
    user = "The user pays nothing and gains" if price == 0 else "The user who pays gains"
    if gain < 0:
        user = "Whoever pays, pays more than a use is worth to them"
        return f"{user}, and we lose on it too." if kept < 0 else f"{user}, and we keep the difference."
    if kept < 0:
        return f"{user}, at our expense: a use costs more than we capture."
    if gain == kept:
        return f"{user} as much from a use as we keep."
    return f"{user} {'more' if gain > kept else 'less'} from a use than we keep."
