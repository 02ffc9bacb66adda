"""The arithmetic of a feature: estimates in, cost, value and a verdict out.

Standard library and numpy only. numpy is imported when something is evaluated, never by reading an estimate or a
stored result.
"""

from ledger.economics.estimates import Estimate, EstimateError, number_text, parse
from ledger.economics.findings import Advice
from ledger.economics.keys import inputs_key
from ledger.economics.model import Feature, Limit, Line, Price, Problem
from ledger.economics.results import ENGINE, Evaluation, LineResult, Summary

__all__ = [
    "ENGINE",
    "Advice",
    "Estimate",
    "EstimateError",
    "Evaluation",
    "Feature",
    "Limit",
    "Line",
    "LineResult",
    "Price",
    "Problem",
    "Summary",
    "advise",
    "evaluate",
    "inputs_key",
    "number_text",
    "parse",
]


def evaluate(feature: Feature) -> Evaluation:
    """Everything that can be said about `feature`; what is wrong or missing is in the answer, nothing is raised."""
    from ledger.economics.evaluation import evaluate as run  # numpy takes a moment to import; who only reads need not

    return run(feature)


def advise(feature: Feature, evaluation: Evaluation) -> Advice:
    """What is said about a feature besides its `evaluation`; what is missing is in the answer, nothing is raised."""
    from ledger.economics.advice import advise as run

    return run(feature, evaluation)
