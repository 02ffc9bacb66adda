"""The smallest plan: two, then three steps that together make a feature healthy, each within its reach.

All steps of a plan but a model and whole calls go the same share of their reach, the least that suffices, to 0.01. Of
several the one of fewer steps, then of the smaller share, then with fewer uncertain inputs, then by the document.
Every eighth point of the sample tells which come near; these are tried on the whole of it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations

import numpy as np

from economics.affine import Margins
from economics.inputs import place
from economics.levers import Ground
from economics.model_steps import Choice
from economics.proposals import Lever
from economics.steps import NumberStep, Step, fit_together, in_order, number_steps, taken
from economics.ways import HEALTHY, Aim

_SIZES = (2, 3)
_WHOLE = 100
_NEAR, _MOST_TRIED = 2, 16
_WIDER = Aim(HEALTHY.use + 0.005, HEALTHY.month + 0.005)

type Found = tuple[tuple[Step, ...], float]
"""The steps, in the order of the document, and the share of their reach."""


def plan_for(ground: Ground, levers: Iterable[Lever], choices: Sequence[Choice]) -> Found | None:
    """The smallest plan for a feature that no single lever makes healthy; None where one does, or none is needed.

    With a model of the class of the one now, if any such plan does it; else with the cheapest.
    """
    if not ground.is_quantified or ground.is_healthy or is_mended_alone(levers, choices):
        return None
    with np.errstate(all="ignore"):
        steps = number_steps(ground)
        for models in ([each.best() for each in choices], [each.cheapest() for each in choices]):
            found = smallest_plan(ground, [*steps, *(each for each in models if each)])
            if found:
                return found
    return None


def is_mended_alone(levers: Iterable[Lever], choices: Iterable[Choice]) -> bool:
    """Whether a single lever within its reach, or another model, makes a feature healthy."""
    return any(lever.reach_used is not None for lever in levers) or any(each.enough(HEALTHY) for each in choices)


def smallest_plan(ground: Ground, steps: Sequence[Step]) -> Found | None:
    """The smallest plan of these steps; None where no two or three of them make the feature healthy."""
    steps = in_order(ground, steps)
    with np.errstate(all="ignore"):
        for size in _SIZES:
            found = _smallest(ground, list(_near(ground, steps, size)))
            if found:
                return found
    return None


def _near(ground: Ground, steps: Sequence[Step], size: int) -> Iterator[tuple[int, tuple[Step, ...]]]:
    """The least shares in hundredths, on a part of the sample, of what may be smallest."""
    least = _WHOLE
    for chosen, at_ends in _together(ground.thinned, steps, size):
        if not _WIDER.is_met(at_ends):
            continue
        if least < _WHOLE and not HEALTHY.is_met(taken(ground.thinned, chosen, (least + _NEAR) / _WHOLE)):
            continue
        share = _least(ground.thinned, chosen, _WHOLE)
        least = min(least, share)
        yield share, chosen


def _together(margins: Margins, steps: Sequence[Step], size: int) -> Iterator[tuple[tuple[Step, ...], Margins]]:
    """Every so many steps that fit together, with the feature when all of them go to their ends."""
    for first in combinations(steps, size - 1):
        if not fit_together(first):
            continue
        before, after = taken(margins, first, 1.0), steps[steps.index(first[-1]) + 1 :]
        for last in after:
            if fit_together((*first, last)):
                yield (*first, last), _beside(before, margins, first, last)


def _beside(before: Margins, margins: Margins, first: tuple[Step, ...], last: Step) -> Margins:
    is_number = isinstance(last, NumberStep)
    return last.taken(before, 1.0) if is_number else taken(margins, (*first, last), 1.0)


def _smallest(ground: Ground, near: list[tuple[int, tuple[Step, ...]]]) -> Found | None:
    """The smallest of those near, on the whole sample."""
    smallest = min((share for share, _ in near), default=0)
    near = [each for each in near if each[0] <= smallest + _NEAR]
    ranked = sorted(near, key=lambda each: (each[0], _tie(ground, each[1])))[:_MOST_TRIED]
    found = []
    least = _WHOLE
    for _, chosen in ranked:
        if HEALTHY.is_met(taken(ground.sampled, chosen, least / _WHOLE)):
            least = _least(ground.sampled, chosen, least)
            found.append((least, _tie(ground, chosen), chosen))
    if not found:
        return None
    share, _, chosen = min(found, key=lambda each: each[:2])
    return _fewest_changes(ground, chosen, share / _WHOLE), share / _WHOLE


def _tie(ground: Ground, chosen: Sequence[Step]) -> tuple[int, list[tuple[int, int]]]:
    return sum(step.is_uncertain for step in chosen), [place(ground.read.feature, step.number) for step in chosen]


def _least(margins: Margins, chosen: Sequence[Step], most: int) -> int:
    """The least share, in hundredths, at which steps suffice; `most` where that is known to, or none does."""
    if all(step.is_set for step in chosen):
        return 0
    least, enough = 0, most
    while enough - least > 1:
        middle = (least + enough) // 2
        if HEALTHY.is_met(taken(margins, chosen, middle / _WHOLE)):
            enough = middle
        else:
            least = middle
    return enough


def _fewest_changes(ground: Ground, chosen: tuple[Step, ...], share: float) -> tuple[Step, ...]:
    """The same plan with no fewer calls than it takes."""
    for at, step in enumerate(chosen):
        if isinstance(step, NumberStep) and step.is_set:
            for calls in range(int(step.ground.reaches[step.number].now) - 1, int(step.end), -1):
                fewer = (*chosen[:at], replace(step, end=float(calls)), *chosen[at + 1 :])
                if HEALTHY.is_met(taken(ground.sampled, fewer, share)):
                    return fewer
    return chosen
