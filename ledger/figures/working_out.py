"""Where figures are worked out: in processes apart from the threads that serve pages, each key once, in fair turns.

Turns are those of workspaces, given by their ids, not of persons: the people of a workspace look at the same figures,
so that whose work it is would hang on who came first.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import cache
from typing import Any

from django.conf import settings

import economics
from economics import Advice, Evaluation, Feature
from economics.results import ENGINE, Means, Results
from economics.verdict import NOT_QUANTIFIED, TONES, Verdict
from workers.pool import InPlace, Job, Pool, Working

# Seconds that are waited: for a page of many features, for one that somebody is at, for paper that must be complete.
GLANCE, SINGLE, COMPLETE = 0.25, 3.0, 30.0
MODULES = ("economics.evaluation", "economics.advice", "economics.swaps")
BEING_WORKED_OUT = "Being worked out"
SUMMARIES = [field.name for field in fields(Results) if field.name != "means"]

NOT_YET = Evaluation(
    engine=ENGINE,
    points=1,
    verdict=Verdict(
        NOT_QUANTIFIED, BEING_WORKED_OUT, BEING_WORKED_OUT, TONES[NOT_QUANTIFIED], (f"{BEING_WORKED_OUT}.",)
    ),
    questions=(),
    results=Results(**dict.fromkeys(SUMMARIES), means=Means(None, None)),
    reasons={},
    break_even_uses_per_month=None,
    probability_of_loss_per_use=None,
    probability_of_monthly_loss=None,
    volume_makes_it_worse=None,
    lines=(),
    waterfall=None,
    histogram=None,
    problems=(),
)
"""What stands for a feature while it is being worked out: no figure at all."""


class NotComplete(Exception):
    """Not all figures of this canvas are worked out yet. Try again in half a minute."""

    retry_after = 30

    def __init__(self) -> None:
        super().__init__(self.__doc__)


@cache
def working() -> Working:
    """Return what works figures out for this process."""
    return Pool(processes=settings.FIGURES_PROCESSES, modules=MODULES) if settings.FIGURES_PROCESSES else InPlace()


def evaluated(turn: Any, plains: Mapping[str, Feature], *, within: float = SINGLE) -> dict[str, Evaluation]:
    """Return what has been worked out of these features by their keys `within` so many seconds."""
    return _answers(turn, {key: ("evaluation", economics.evaluate, plain) for key, plain in plains.items()}, within)


def advised(turn: Any, key: str, plain: Feature, evaluation: Evaluation, offered: economics.Offered) -> Advice | None:
    """Return the advice on a feature; None while it is being worked out."""
    return answered(turn, "advice", key, economics.advise, plain, evaluation, offered)


def answered(turn: Any, what: str, key: str, function: Callable, *arguments: Any) -> Any:
    """Return what a function of the arithmetic makes of this; None while it is being worked out.

    `key` is a hash of the arguments, `what` the kind of answer.
    """
    return _answers(turn, {key: (what, function, *arguments)}, SINGLE).get(key)


def _answers(turn: Any, work: Mapping[str, tuple], within: float) -> dict[str, Any]:
    names = {f"{what} {key}": key for key, (what, *_) in work.items()}
    jobs = {name: Job(work[key][1], work[key][2:]) for name, key in names.items()}
    found = working().results(turn, jobs, within=within, urgent=within == SINGLE)
    return {names[name]: answer for name, answer in found.items()}
