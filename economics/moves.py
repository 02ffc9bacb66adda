"""The three things to do about a feature: single moves, the smallest plan where none is enough, and what is too far."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import islice

import numpy as np

from economics.affine import Margins
from economics.estimates import MAX_NUMBER
from economics.inputs import describe, place
from economics.levers import Ground, turn_of
from economics.model_steps import Choice
from economics.numbers import Number
from economics.plans import plan_for
from economics.proposals import (
    CERTAIN,
    EACH_HEALTHY,
    HALVED,
    NEVER,
    OPEN,
    TOGETHER,
    Lever,
    Move,
    Moves,
    Option,
    Outcome,
    Plan,
    TooFar,
)
from economics.steps import MODEL_REACH, ModelStep, NumberStep, Step, lacks, number_steps, taken
from economics.typing_in import Typed, typed_for
from economics.verdict import decide
from economics.ways import HEALTHY, Aim, losing

MOST = 3
NONE = Moves(OPEN, None, (), None, ())
_NEVER = 3
_RARE = 0.01
_DIGITS = 12
_LONGEST = 60
_ONWARDS, _TEXTS = (0, 0.01, 0.02, 0.05), 6


def moves(ground: Ground, levers: Sequence[Lever], choices: Sequence[Choice]) -> Moves:
    """The things to do about a feature whose levers are these, and what other models would do for its lines."""
    if not ground.is_quantified:
        return NONE
    with np.errstate(all="ignore"):
        now = outcome_of(ground.sampled)
        if ground.is_healthy:
            return _halving(ground, now, choices)
        return _mending(ground, now, levers, choices)


def outcome_of(margins: Margins) -> Outcome:
    """What a feature comes to at these margins."""
    use, month = losing(margins, margins.contribution), losing(margins, margins.loaded)
    return Outcome(
        contribution=_without_noise(margins.expected_contribution),
        monthly_profit=_without_noise(float(np.mean(margins.loaded * margins.uses))),
        loss_per_use=use,
        monthly_loss=month,
        verdict=decide(use, month),
    )


def _without_noise(amount: float) -> float:
    """An amount without what adding and taking away left in its last digits, so that it rounds as worked out anew."""
    return float(f"{amount:.{_DIGITS}g}")


def _mending(ground: Ground, now: Outcome, levers: Sequence[Lever], choices: Sequence[Choice]) -> Moves:
    enough = [
        (lever.reach_used, NumberStep(ground, lever.input.number, lever.healthy_at))
        for lever in levers
        if lever.reach_used is not None and lever.healthy_at is not None
    ]
    alone = _nearest(ground, enough, choices, HEALTHY)
    if alone:
        return Moves(EACH_HEALTHY, now, alone, None, _too_far(ground, levers, alone, ()))
    steps, found = number_steps(ground), plan_for(ground, levers, choices)
    plan = _typed_plan(ground, *found) if found else None
    options = _furthest(ground, steps, choices)
    return Moves(TOGETHER if plan else NEVER, now, options, plan, _too_far(ground, levers, options, steps))


def _halving(ground: Ground, now: Outcome, choices: Sequence[Choice]) -> Moves:
    """The moves that each halve the chance of a losing month, and leave a use at least as sound."""
    if now.monthly_loss < _RARE:
        return Moves(CERTAIN, now, (), None, ())
    aim = Aim(HEALTHY.use, now.monthly_loss / 2)
    turns = [(number, turn_of(ground, number, aim)) for number in ground.bounds]
    found = [(number, turn) for number, turn in turns if turn is not None]
    used = [(ground.reaches[number].used(turn), NumberStep(ground, number, turn)) for number, turn in found]
    within = [(share, step) for share, step in used if share is not None]
    options = _nearest(ground, within, choices, aim)
    beyond = [
        TooFar(describe(ground.read.feature, step.number), ground.now(step.number), step.end, None)
        for share, step in used
        if share is None and not step.is_set
    ]
    return Moves(HALVED, now, options, None, tuple(beyond))


def _nearest(
    ground: Ground, within: Iterable[tuple[float, NumberStep]], choices: Sequence[Choice], aim: Aim
) -> tuple[Option, ...]:
    """The nearest moves that meet an aim alone; one that no text can be typed for is left out."""
    models: list[tuple[float, Step]] = [(MODEL_REACH, step) for each in choices if (step := each.enough(aim))]
    ranked: list[tuple[float, Step]] = sorted(
        [*within, *models], key=lambda each: (each[0], place(ground.read.feature, each[1].number))
    )
    return _first(_option(ground, share, step, aim.is_met) for share, step in ranked)


def _furthest(ground: Ground, steps: Sequence[NumberStep], choices: Sequence[Choice]) -> tuple[Option, ...]:
    """The moves that come nearest to healthy, each at the end of its reach."""
    models = [step for each in choices if (step := each.best())]
    ranked: list[Step] = sorted([*steps, *models], key=_left_at_end(ground))
    return _first(_option(ground, _reach_used(step), step, lambda margins: True) for step in ranked)


def _first(options: Iterable[Option | None]) -> tuple[Option, ...]:
    """The first moves, one of a number; no more of them are worked out."""
    found: dict[Number, Option] = {}
    for each in options:
        if each:
            found.setdefault(each.move.input.number, each)
        if len(found) == MOST:
            break
    return tuple(found.values())


def _reach_used(step: Step) -> float:
    return MODEL_REACH if isinstance(step, ModelStep) else 1.0


def _option(ground: Ground, share: float, step: Step, does: Callable[[Margins], bool]) -> Option | None:
    """A single move; None where no text for it does."""
    if isinstance(step, ModelStep):
        return Option(_model_move(ground, step), share, outcome_of(step.taken(ground.sampled, 1.0)))
    for typed in typed_for(ground, step.number, step.end):
        after = typed.taken(ground.sampled)
        if does(after):
            return Option(_move(ground, step.number, step.end, typed.text), share, outcome_of(after))
    return None


def _typed_plan(ground: Ground, steps: Sequence[Step], share: float) -> Plan:
    """A plan with what to type for it; where no texts do, with none, and as it would be."""
    for way in _ONWARDS:
        further = min(1.0, share + way)
        choices = [[] if isinstance(step, ModelStep) else list(_texts(ground, step, further)) for step in steps]
        for rank in range(max(map(len, choices), default=0)):
            typed = [each[min(rank, len(each) - 1)] for each in choices if each]
            after = reduce(lambda margins, each: each.taken(margins), typed, taken(ground.sampled, _models(steps), 1.0))
            if HEALTHY.is_met(after):
                texts = {each.number: each.text for each in typed}
                return Plan(_moves(ground, steps, share, texts), share, outcome_of(after))
    return Plan(_moves(ground, steps, share, {}), share, outcome_of(taken(ground.sampled, steps, share)))


def _texts(ground: Ground, step: NumberStep, share: float) -> Iterator[Typed]:
    return islice(typed_for(ground, step.number, step.to(share)), _TEXTS)


def _models(steps: Sequence[Step]) -> list[Step]:
    return [step for step in steps if isinstance(step, ModelStep)]


def _moves(ground: Ground, steps: Sequence[Step], share: float, texts: Mapping[Number, str]) -> tuple[Move, ...]:
    return tuple(
        _model_move(ground, step)
        if isinstance(step, ModelStep)
        else _move(ground, step.number, step.to(share), texts.get(step.number, ""))
        for step in steps
    )


def _move(ground: Ground, number: Number, to: float, text: str) -> Move:
    return Move(describe(ground.read.feature, number), ground.now(number), to, text)


def _model_move(ground: Ground, step: ModelStep) -> Move:
    was = step.was.price.name if step.was.price else ""
    held = describe(ground.read.feature, step.number)
    typed = step.model if len(step.model) <= _LONGEST else ""
    return Move(held, None, None, typed, step.name, was or step.was.model)


def _too_far(
    ground: Ground, levers: Sequence[Lever], options: Sequence[Option], steps: Sequence[NumberStep]
) -> tuple[TooFar, ...]:
    """The levers that are no option and need more than is plausible; then steps of which not even all is enough."""
    shown = {each.move.input.number for each in options}
    beyond = [each for each in levers if each.reach_used is None and each.healthy_at is not None]
    beyond = [each for each in beyond if not ground.reaches[each.input.number].is_whole]
    found = [TooFar(each.input, each.now, each.healthy_at, None) for each in beyond if each.input.number not in shown]
    known = shown | {each.input.number for each in beyond}
    left = [step for step in sorted(steps, key=_left_at_end(ground)) if step.number not in known]
    return tuple(found + [_never(ground, step) for step in left[:_NEVER]])


def _never(ground: Ground, step: NumberStep) -> TooFar:
    bounds, now = ground.bounds[step.number], ground.now(step.number)
    best = bounds.high if step.end > now else bounds.low
    best = 1.0 if step.is_set else best
    return TooFar(describe(ground.read.feature, step.number), now, None, best if abs(best) < MAX_NUMBER else None)


def _left_at_end(ground: Ground) -> Callable[[Step], tuple[float, tuple[int, int]]]:
    """By what steps are ranked: what is still lacking at the end of their reach, then their place."""
    return lambda step: (max(lacks(step.taken(ground.thinned, 1.0))), place(ground.read.feature, step.number))
