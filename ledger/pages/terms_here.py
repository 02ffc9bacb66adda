"""What a word of the ledger comes to for one feature, as figures."""

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal

from economics import Evaluation, Summary
from ui.templatetags.figures import chance, money, per_month, per_month_signed, uses

FEWEST_PLACES, MOST_PLACES, PLACES_ABOVE_ONE = 3, 6, 2


def figures_of(evaluation: Evaluation | None, currency: str) -> Mapping[str, str]:
    """Return what terms come to for a feature, by their ids; those without a figure are left out."""
    if evaluation is None or not evaluation.is_quantified:
        return {}
    found = {term_id: figure(evaluation, currency) for term_id, figure in _FIGURES.items()}
    return {term_id: figure for term_id, figure in found.items() if figure}


def difference(whole: float, part: float, rest: float, currency: str) -> str:
    """Return "whole − part = rest" with as few decimals as it takes for the rounded figures to agree."""
    amounts = (whole, part, rest)
    places = PLACES_ABOVE_ONE if max(map(abs, amounts)) >= 1 else FEWEST_PLACES
    while places < MOST_PLACES and not _agree(*(_rounded(amount, places) for amount in amounts)):
        places += 1
    return "{} − {} = {}".format(*(money(amount, currency, places) for amount in amounts))


def _rounded(amount: float, places: int) -> Decimal:
    return Decimal(str(amount)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _agree(whole: Decimal, part: Decimal, rest: Decimal) -> bool:
    return whole - part == rest


def _contribution(evaluation: Evaluation, currency: str) -> str:
    results = evaluation.results
    captured, cost, rest = (
        amount.mean
        for amount in (results.captured_value_per_use, results.variable_cost_per_use, results.contribution_per_use)
    )
    return f"{difference(captured, cost, rest, currency)} per use"


def _margin(evaluation: Evaluation, currency: str) -> str:
    results = evaluation.results
    left, fixed, margin = results.monthly_contribution, results.fixed_cost_per_month, results.monthly_profit
    if not fixed.mean:
        return f"{per_month_signed(margin.mean, currency)} a month"
    return "{} − {} = {} a month".format(*(per_month(each.mean, currency) for each in (left, fixed, margin)))


def _chance_of_a_loss(evaluation: Evaluation, currency: str) -> str:
    use, month = evaluation.probability_of_loss_per_use, evaluation.probability_of_monthly_loss
    return f"On a use {chance(use)} of cases, over a month {chance(month)}"


def _per_use(name: str) -> Callable[[Evaluation, str], str]:
    return lambda evaluation, currency: _amount(getattr(evaluation.results, name), currency)


def _amount(summary: Summary | None, currency: str) -> str:
    if summary is None:
        return ""
    return f"{money(summary.mean, currency, 2 if abs(summary.mean) >= 1 else FEWEST_PLACES)} per use"


def _monthly_uses(evaluation: Evaluation, currency: str) -> str:
    return f"{uses(evaluation.results.monthly_uses.mean)} a month"


def _fixed_costs(evaluation: Evaluation, currency: str) -> str:
    return f"{per_month(evaluation.results.fixed_cost_per_month.mean, currency)} a month"


def _break_even(evaluation: Evaluation, currency: str) -> str:
    even = evaluation.break_even_uses_per_month
    return even.sentence.rstrip(".") if even else ""


_FIGURES: Mapping[str, Callable[[Evaluation, str], str]] = {
    "contribution": _contribution,
    "value_captured": _per_use("captured_value_per_use"),
    "variable_costs": _per_use("variable_cost_per_use"),
    "worth_to_the_user": _per_use("perceived_value_per_use"),
    "price_to_the_payer": _per_use("price_to_payer_per_use"),
    "uses_a_month": _monthly_uses,
    "fixed_costs": _fixed_costs,
    "margin": _margin,
    "break_even": _break_even,
    "chance_of_a_loss": _chance_of_a_loss,
}
