"""Which other model is proposed for an inference line.

Where one alone is enough, the one nearest to the model now: of the same provider if there is one, and the dearest of
those, since what a model costs is the only trace of what it can do that a catalogue has. Where none is enough, the one
that leaves the most among those no cheaper than a twelfth of what the line costs now; whatever is far cheaper is of
another class.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from economics import units
from economics.affine import Margins
from economics.inputs import MODEL, Input
from economics.levers import Ground
from economics.model import Line
from economics.model_line import question
from economics.numbers import Number
from economics.proposals import ModelLever
from economics.steps import MODEL_REACH, ModelStep
from economics.swaps import Candidate, Swap, read_under, swap
from economics.ways import HEALTHY, Aim

SAME_CLASS = 1 / 12

type Offered = Mapping[str, Sequence[Candidate]]
"""The models that can do what an inference line does, by its key; one that bills apart what it does not say is none."""


@dataclass(frozen=True)
class Choice:
    """What other models would do for one inference line: cheaper ones than now alone, cheapest first."""

    ground: Ground
    line: Line
    swaps: tuple[Swap, ...]
    candidates: Mapping[tuple[str, str], Candidate]

    def enough(self, aim: Aim) -> ModelStep | None:
        """The nearest model under which an aim is met by itself."""
        meeting = [each for each in self.swaps if _is_met(aim, each)]
        same = [each for each in meeting if each.provider == self.line.provider]
        return self._step((same or meeting)[-1]) if meeting else None

    def best(self) -> ModelStep | None:
        """The one that leaves the most in the class of the model now."""
        least = SAME_CLASS * _cost_now(self.ground.sampled, self.line)
        alike = [each for each in self.swaps if each.cost_per_use >= least]
        return self._step(alike[0]) if alike else None

    def cheapest(self) -> ModelStep | None:
        """The one that leaves the most of all."""
        return self._step(self.swaps[0]) if self.swaps else None

    def _step(self, chosen: Swap) -> ModelStep:
        candidate = self.candidates[chosen.provider, chosen.model]
        return ModelStep(self.line, read_under(self.ground.read.feature, self.line, candidate), chosen.name)


def choices(ground: Ground, offered: Offered) -> list[Choice]:
    """What is offered to the feature's inference lines; nothing for a line whose models cost no less."""
    found = [_choice(ground, line, offered.get(line.key, ())) for line in ground.read.feature.costs]
    return [each for each in found if each is not None and each.swaps]


def model_levers(choices: Iterable[Choice], *, is_healthy: bool) -> tuple[ModelLever, ...]:
    """The levers of the lines that another model can price."""
    return tuple(_lever(each, is_healthy=is_healthy) for each in choices)


def model_input(line: Line) -> Input:
    """The model of a line as an input of the feature."""
    return Input(
        number=Number(line.key, MODEL),
        words=f"{line.words}: Model",
        label="Model",
        unit="",
        share=False,
        text=model_now(line),
        evidence=line.evidence,
    )


def model_now(line: Line) -> str:
    """The model of a line as provider/model; "" where it has prices of its own."""
    return f"{line.provider}/{line.model}" if line.model else ""


def _choice(ground: Ground, line: Line, candidates: Sequence[Candidate]) -> Choice | None:
    if line.kind != "inference" or not candidates or line.key not in ground.sampled.lines:
        return None
    given = units.typed(line.inputs)
    others = [
        each for each in candidates if each[:2] != (line.provider, line.model) and question(each[2], given) is None
    ]
    now = _cost_now(ground.sampled, line)
    cheaper = tuple(each for each in swap(ground.read.feature, line.key, others) if each.cost_per_use < now)
    return Choice(ground, line, cheaper, {each[:2]: each for each in others})


def _lever(choice: Choice, *, is_healthy: bool) -> ModelLever:
    step = None if is_healthy else choice.enough(HEALTHY)
    return ModelLever(
        input=model_input(choice.line),
        now=model_now(choice.line),
        healthy_at=step.model if step else None,
        reach_used=MODEL_REACH if step else None,
    )


def _is_met(aim: Aim, each: Swap) -> bool:
    return each.probability_of_loss <= aim.use and each.probability_of_monthly_loss <= aim.month


def _cost_now(sampled: Margins, line: Line) -> float:
    return float(np.mean(sampled.lines[line.key]))
