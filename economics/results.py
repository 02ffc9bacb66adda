"""What an evaluation says: plain figures that can be stored as JSON and shown again without working anything out."""

import types
import typing
from collections.abc import Callable
from dataclasses import asdict, dataclass, is_dataclass
from functools import cache
from typing import Any

from economics.break_even import BreakEven
from economics.histogram import Histogram
from economics.model import Problem
from economics.questions import Question
from economics.verdict import Verdict
from economics.waterfall import Waterfall

ENGINE = "16"
"""Raised when the same feature could give other figures, or they are stored otherwise: they are worked out anew."""


@dataclass(frozen=True)
class Summary:
    """A result over all points of the sample: what is expected, and the ends and middle of its middle 90%.

    `mean` is the mean of a figure a month and, of one per use, total over total (`expected.expected_per_use`).
    """

    mean: float
    p5: float
    p50: float
    p95: float


@dataclass(frozen=True)
class LineResult:
    """What one line costs or is worth, `per` use or month; no summary while something it needs is missing.

    `monthly` is its mean a month: what is expected per use times the expected uses of the feature. Those of the lines
    of a total add up to its mean.
    """

    key: str
    side: str
    kind: str
    method: str
    words: str
    per: str
    is_complete: bool
    summary: Summary | None
    monthly: float | None = None


@dataclass(frozen=True)
class Means:
    """What the totals of a canvas add up, in its currency a month: captured value M*R and cost M*C + F."""

    monthly_captured_value: float | None
    monthly_cost: float | None


@dataclass(frozen=True)
class Results:
    """Per use or per month, in the canvas's currency; None where something a result depends on is missing.

    M monthly uses, C variable cost, F fixed cost, W perceived and R captured value, P price to the payer:
    loaded cost C + F/M, contribution R - C, monthly contribution M(R - C), monthly profit M(R - C) - F,
    loaded margin R - C - F/M, the user's gain W - P, and what is reported as a mean alone.
    """

    monthly_uses: Summary | None
    variable_cost_per_use: Summary | None
    fixed_cost_per_month: Summary | None
    fixed_cost_per_use: Summary | None
    loaded_cost_per_use: Summary | None
    perceived_value_per_use: Summary | None
    captured_value_per_use: Summary | None
    price_to_payer_per_use: Summary | None
    user_gain_per_use: Summary | None
    contribution_per_use: Summary | None
    monthly_contribution: Summary | None
    monthly_profit: Summary | None
    loaded_margin_per_use: Summary | None
    means: Means


@dataclass(frozen=True)
class Evaluation:
    """Everything that is said about a feature.

    `points`: how many points were worked out, 1 where every input is a point and the figures are exact.
    `reasons`: for each result that is None, by name, the sentence that says why. `problems`: what was typed and
    can't be used. Probabilities are 0 to 1.
    """

    engine: str
    points: int
    verdict: Verdict
    questions: tuple[Question, ...]
    results: Results
    reasons: dict[str, str]
    break_even_uses_per_month: BreakEven | None
    probability_of_loss_per_use: float | None
    probability_of_monthly_loss: float | None
    volume_makes_it_worse: bool | None
    lines: tuple[LineResult, ...]
    waterfall: Waterfall | None
    histogram: Histogram | None
    problems: tuple[Problem, ...]

    @property
    def is_exact(self) -> bool:
        """Whether every input is a point, so that there is no spread."""
        return self.points == 1

    @property
    def is_quantified(self) -> bool:
        """Whether all three questions are answered, so that canvas totals may count this feature."""
        return all(question.is_answered for question in self.questions) and self.results.monthly_profit is not None

    def line(self, key: str) -> LineResult | None:
        """The result of the line with this key, None where there is no such line."""
        return next((each for each in self.lines if each.key == key), None)

    def as_json(self) -> dict[str, Any]:
        """The evaluation as JSON data; `from_json` gives it back the same."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Evaluation":
        """The evaluation that `as_json` wrote; raises KeyError or TypeError for anything else."""
        evaluation = decode(cls, data)
        assert isinstance(evaluation, cls)  # noqa: S101 - for the type checker
        return evaluation

    @staticmethod
    def line_from_json(data: dict[str, Any], key: str) -> LineResult | None:
        """The result of one line in what `as_json` wrote, without reading the rest; None where there is none."""
        found = next((each for each in data["lines"] if each["key"] == key), None)
        return None if found is None else LineResult(**{**found, "summary": decode(Summary, found["summary"])})


def decode(annotation: Any, data: Any) -> Any:
    """A frozen dataclass, or what its fields hold, from the JSON data of it."""
    return _reader(annotation)(data)


@cache
def _reader(annotation: Any) -> Callable[[Any], Any]:
    """How data of a type is read; None is read as None. Kept, since asking types what they are takes most of it."""
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is types.UnionType:
        return _reader(arguments[0])
    if origin is tuple:
        each = _reader(arguments[0])
        return lambda data: None if data is None else tuple(map(each, data))
    if is_dataclass(annotation) and isinstance(annotation, type):
        fields = [(name, _reader(hint)) for name, hint in typing.get_type_hints(annotation).items()]
        return lambda data: None if data is None else annotation(**{name: read(data[name]) for name, read in fields})
    return _number if annotation is float else _same


def _number(data: Any) -> float | None:
    return None if data is None else float(data)


def _same(data: Any) -> Any:
    return data
