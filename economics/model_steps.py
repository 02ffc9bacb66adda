"""Which other model is proposed for an inference line.

What a model costs is the only trace of what it can do that a catalogue has. Where one alone is enough, it is the one
nearest to the model now: of the same provider if there is one, and the dearest of those. Where none is, it is the one
that leaves the most of those about a tenth as dear or more; whatever is cheaper still is of another class. Either is a
general model where any will do: one that searches the web for a price and is not made for one purpose.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from economics import units
from economics.affine import Margins
from economics.expected import expected_per_use
from economics.inputs import MODEL, describe, model_text
from economics.levers import Ground
from economics.model import Line
from economics.model_line import question
from economics.numbers import Number
from economics.proposals import ModelLever
from economics.steps import MODEL_REACH, ModelStep
from economics.swaps import Candidate, Swap, read_under, swap
from economics.ways import HEALTHY, Aim

_SAME_CLASS = 1 / 11
_ONE_PURPOSE = ("audio", "code", "deep-research", "image", "live", "realtime", "search", "transcribe", "tts")

type Offered = Mapping[str, Sequence[Candidate]]
"""The models that can do what an inference line does, by its key; one that bills apart what it does not say is none."""


@dataclass(frozen=True)
class Choice:
    """What other models would do for one inference line: those cheaper than the one now, cheapest first."""

    ground: Ground
    line: Line
    candidates: Mapping[tuple[str, str], Candidate]

    def enough(self, aim: Aim) -> ModelStep | None:
        """The nearest model under which an aim is met by itself."""
        if not aim.is_met(self._at_no_cost):
            return None
        for swaps in self._pools():
            meeting = [each for each in swaps if _is_met(aim, each)]
            same = [each for each in meeting if each.provider == self.line.provider]
            if meeting:
                return self._step((same or meeting)[-1])
        return None

    def best(self) -> ModelStep | None:
        """The one that leaves the most in the class of the model now."""
        least = _SAME_CLASS * self._cost_now
        alike = (each for swaps in self._pools() for each in swaps if each.cost_per_use >= least)
        first = next(alike, None)
        return self._step(first) if first else None

    def cheapest(self) -> ModelStep | None:
        """The one that leaves the most of all."""
        return self._step(self._all[0]) if self._all else None

    @cached_property
    def _at_no_cost(self) -> Margins:
        """What no model can better: the feature without what the line costs."""
        sampled = self.ground.sampled
        return replace(sampled, contribution=sampled.contribution + sampled.lines[self.line.key])

    def _pools(self) -> Iterator[tuple[Swap, ...]]:
        """The general models, then all of them; what is not asked for is not worked out."""
        yield self._general
        yield self._all

    @cached_property
    def _general(self) -> tuple[Swap, ...]:
        return self._cheaper([each for each in self.candidates.values() if _is_general(each)])

    @cached_property
    def _all(self) -> tuple[Swap, ...]:
        return self._cheaper(list(self.candidates.values()))

    def _cheaper(self, candidates: list[Candidate]) -> tuple[Swap, ...]:
        swaps = swap(self.ground.read.feature, self.line.key, candidates)
        return tuple(each for each in swaps if each.cost_per_use < self._cost_now)

    @cached_property
    def _cost_now(self) -> float:
        sampled = self.ground.sampled
        return expected_per_use(sampled.lines[self.line.key], sampled.uses)

    def _step(self, chosen: Swap) -> ModelStep:
        candidate = self.candidates[chosen.provider, chosen.model]
        return ModelStep(self.line, read_under(self.ground.read.feature, self.line, candidate), chosen.name)


def choices(ground: Ground, offered: Offered) -> list[Choice]:
    """What is offered to the feature's inference lines."""
    lines = [line for line in ground.read.feature.costs if line.kind == "inference"]
    return [_choice(ground, line, offered[line.key]) for line in lines if line.key in offered]


def model_levers(choices: Iterable[Choice], *, is_healthy: bool) -> tuple[ModelLever, ...]:
    """The levers of the lines that another model can price."""
    return tuple(_lever(each, is_healthy=is_healthy) for each in choices)


def _choice(ground: Ground, line: Line, candidates: Sequence[Candidate]) -> Choice:
    given = units.typed(line.inputs)
    others = (each for each in candidates if each[:2] != (line.provider, line.model))
    return Choice(ground, line, {each[:2]: each for each in others if question(each[2], given) is None})


def _lever(choice: Choice, *, is_healthy: bool) -> ModelLever:
    step = None if is_healthy else choice.enough(HEALTHY)
    return ModelLever(
        input=describe(choice.ground.read.feature, Number(choice.line.key, MODEL)),
        now=model_text(choice.line.provider, choice.line.model),
        healthy_at=step.model if step else None,
        reach_used=MODEL_REACH if step else None,
    )


def _is_general(candidate: Candidate) -> bool:
    _, model, price = candidate
    return "web_searches" in price.units and not any(word in model for word in _ONE_PURPOSE)


def _is_met(aim: Aim, each: Swap) -> bool:
    return each.probability_of_loss <= aim.use and each.probability_of_monthly_loss <= aim.month
