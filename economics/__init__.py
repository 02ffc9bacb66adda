"""The arithmetic of a feature: estimates in, cost, value and a verdict out.

Standard library and numpy only. numpy is imported when something is evaluated, never by reading an estimate or a
stored result.
"""

from collections.abc import Mapping, Sequence

from economics.advice_model import Advice
from economics.estimates import Estimate, EstimateError, number_text, parse
from economics.keys import advice_key, inputs_key
from economics.model import Feature, Limit, Line, Price, Problem
from economics.numbers import Number
from economics.results import ENGINE, Evaluation, LineResult, Summary

type Offered = Mapping[str, Sequence[tuple[str, str, Price]]]

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
    "Number",
    "Price",
    "Problem",
    "Summary",
    "advice_key",
    "advise",
    "evaluate",
    "inputs_key",
    "number_text",
    "parse",
]


def evaluate(feature: Feature) -> Evaluation:
    """Everything that can be said about `feature`; what is wrong or missing is in the answer, nothing is raised."""
    from economics.evaluation import evaluate as run  # numpy takes a moment to import; who only reads need not

    return run(feature)


def advise(feature: Feature, evaluation: Evaluation, offered: Offered | None = None) -> Advice:
    """What is said about a feature besides its `evaluation`; what is missing is in the answer, nothing is raised.

    `offered`: by the key of an inference line, the models that can do what it does, as provider, model and price.
    """
    from economics.advice import advise as run

    return run(feature, evaluation, offered or {})
