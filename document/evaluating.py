"""What the ledger says of a document's features, without a database, as plain data for programs."""

import math
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import repeat
from typing import Any

from document import content
from document.content import Document
from document.features import PriceOf, no_price, to_evaluate
from document.offers import OfferedTo, nothing_offered
from economics import Evaluation, Offered, Summary, model
from economics.advice_model import Gate, Swing, Tornado
from economics.bounds import read_bounds
from economics.break_even import BreakEven
from economics.evaluation import evaluate
from economics.gate import gate
from economics.inputs import model_text
from economics.levers import Ground, ground, levers
from economics.model_steps import choices, model_levers
from economics.numbers import USAGE, Number
from economics.plans import Found, plan_for
from economics.price_words import price_words
from economics.proposals import Lever, ModelLever
from economics.reading import read_feature
from economics.sensitivity import tornado
from economics.steps import ModelStep

RESULTS = (
    "monthly_uses",
    "variable_cost_per_use",
    "fixed_cost_per_month",
    "loaded_cost_per_use",
    "perceived_value_per_use",
    "captured_value_per_use",
    "price_to_payer_per_use",
    "contribution_per_use",
    "monthly_contribution",
    "monthly_profit",
    "loaded_margin_per_use",
)
FIGURES = ("mean", "p5", "p50", "p95")
BREAK_EVEN = ("kind", "expected", "p5", "p50", "p95")
type Moved = tuple[Number, float | str, float | str]
"""A number, or the model of a line, with what it is now and what a plan makes of it."""

_AT_A_TIME = 2  # numpy lets go of the interpreter while it works; a third would only wait for it


@dataclass(frozen=True, slots=True)
class Evaluated:
    """A feature, what is said about it, and the path in the document of the usage and of each line, by its key."""

    name: str
    evaluation: Evaluation
    tornado: Tornado | None
    levers: tuple[Lever, ...]
    models: tuple[ModelLever, ...]
    plan: tuple[Moved, ...] | None
    gate: Gate
    paths: Mapping[str, str]
    priced: tuple[model.Line, ...] = ()

    @property
    def swings(self) -> tuple[Swing, ...]:
        """Its uncertain inputs, the one that moves its contribution most first; none while that is not known."""
        return self.tornado.swings if self.tornado else ()

    @property
    def open_questions(self) -> list[str]:
        """The ids of the questions that are not answered."""
        return [question.id for question in self.evaluation.questions if not question.is_answered]

    def path(self, number: Number) -> str:
        """Return where a number stands in the document, such as `costs.0.input_tokens`."""
        return f"{self.paths[number.key]}.{number.field}"


def evaluate_document(
    document: Document, *, price_of: PriceOf = no_price, offered_to: OfferedTo = nothing_offered
) -> list[Evaluated]:
    """Evaluate every feature of a document; `price_of` is that of `document.features`, `offered_to` of `offers`."""
    plain = to_evaluate(document, price_of=price_of)
    paths = [_paths(document, feature) for feature in document.features]
    with ThreadPoolExecutor(_AT_A_TIME) as pool:
        return list(pool.map(_evaluated, plain, paths, repeat(offered_to)))


def _evaluated(feature: model.Feature, paths: Mapping[str, str], offered_to: OfferedTo) -> Evaluated:
    # Of all the advice only what is said here: the rest takes as long again.
    evaluation = evaluate(feature)
    read = read_feature(feature)
    swings = tornado(read)
    stands = ground(read, read_bounds(read)[0], is_quantified=evaluation.is_quantified)
    found = levers(stands) if stands else ()
    chosen = choices(stands, _offered(stands, offered_to)) if stands else []
    models = model_levers(chosen, is_healthy=stands.is_healthy) if stands else ()
    plan = _moved(stands, plan_for(stands, found, chosen)) if stands else None
    return Evaluated(
        feature.name,
        evaluation,
        swings,
        levers=found,
        models=models,
        plan=plan,
        gate=gate(read, evaluation, swings),
        paths=paths,
        priced=_priced(feature),
    )


def _offered(stands: Ground, offered_to: OfferedTo) -> Offered:
    """The models on offer where one is looked for; without any, a line that another could price is still named."""
    feature = stands.read.feature
    seeks = stands.is_quantified and not stands.is_healthy
    return offered_to(feature) if seeks else {line.key: () for line in feature.costs if line.share == 1}


def _moved(stands: Ground, plan: Found | None) -> tuple[Moved, ...] | None:
    if plan is None:
        return None
    steps, share = plan
    return tuple(
        (step.number, model_text(step.was.provider, step.was.model), step.model)
        if isinstance(step, ModelStep)
        else (step.number, stands.now(step.number), step.to(share))
        for step in steps
    )


def as_data(document: Document, evaluated: list[Evaluated]) -> dict[str, Any]:
    """Return it as dicts, lists, texts, numbers and None, ready for JSON; what can't be given is None."""
    return {"canvas": document.canvas.title, "features": [_feature(each) for each in evaluated]}


def _paths(document: Document, feature: content.Feature) -> dict[str, str]:
    """A line of the feature itself is named from there, one of another feature from the document."""
    paths = {USAGE: "usage"}
    for number, other in enumerate(document.features):
        before = "" if other is feature else f"features.{number}."
        for side in ("costs", "value"):
            paths |= {line.key: f"{before}{side}.{place}" for place, line in enumerate(getattr(other, side))}
    return paths


def _feature(each: Evaluated) -> dict[str, Any]:
    models = [_model(each, line) for line in each.priced if any(price_words(line))]
    return _plain(each) | ({"models": models} if models else {})


def _plain(each: Evaluated) -> dict[str, Any]:
    return {
        "name": each.name,
        "verdict": each.evaluation.verdict.id,
        "ready_to_pitch": each.gate.ready,
        "open_questions": each.open_questions,
        "results": _results(each.evaluation),
        "sensitivity": [_swing(each, swing) for swing in each.swings],
        "levers": [_lever(each, lever) for lever in all_levers(each)],
        "plan": None if each.plan is None else [_move(each, *moved) for moved in each.plan],
    }


def _results(evaluation: Evaluation) -> dict[str, Any]:
    found = {name: _figures(getattr(evaluation.results, name)) for name in RESULTS}
    return found | {
        "break_even_uses_per_month": _break_even(evaluation.break_even_uses_per_month),
        "probability_of_loss_per_use": _finite(evaluation.probability_of_loss_per_use),
        "probability_of_monthly_loss": _finite(evaluation.probability_of_monthly_loss),
    }


def _figures(result: Summary | None) -> dict[str, float | None] | None:
    """The four numbers of a result."""
    return None if result is None else {name: _finite(getattr(result, name)) for name in FIGURES}


def _break_even(found: BreakEven | None) -> dict[str, Any] | None:
    return None if found is None else {name: getattr(found, name) for name in BREAK_EVEN}


def _priced(feature: model.Feature) -> tuple[model.Line, ...]:
    """The lines that the price of a model prices."""
    return tuple(line for line in feature.costs if line.price)


def _model(each: Evaluated, line: model.Line) -> dict[str, Any]:
    """What a line's model was taken for, and what is said of its price."""
    return {
        "input": f"{each.paths[line.key]}.model",
        "typed": f"{line.provider} {line.model}".strip(),
        "taken_for": line.price.name if line.price else None,
        "said": list(price_words(line)),
    }


def _swing(each: Evaluated, swing: Swing) -> dict[str, Any]:
    figures = {name: _finite(getattr(swing, name)) for name in ("low", "high", "swing")}
    return {"input": each.path(swing.input.number), **figures}


def all_levers(each: Evaluated) -> list[Lever | ModelLever]:
    """Return the numbers and the models of a feature, nearest first: by the share of their reach."""
    found: list[Lever | ModelLever] = [*each.levers, *each.models]
    return sorted(found, key=lambda lever: math.inf if lever.reach_used is None else lever.reach_used)


def _lever(each: Evaluated, lever: Lever | ModelLever) -> dict[str, Any]:
    figures: dict[str, Any]
    if isinstance(lever, ModelLever):
        figures = {"now": lever.now or None, "break_even": None, "healthy_at": lever.healthy_at, "change": None}
        unit = None
    else:
        figures = {name: _finite(getattr(lever, name)) for name in ("now", "break_even", "healthy_at", "change")}
        unit = lever.change_unit
    named = {"input": each.path(lever.input.number), **figures}
    return {**named, "change_unit": unit, "reach_used": lever.reach_used}


def _move(each: Evaluated, number: Number, now: float | str, to: float | str) -> dict[str, Any]:
    return {"input": each.path(number), "from": now or (None if now == "" else now), "to": to}


def _finite(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None
