"""Steps that a plan can be made of: a number moved towards an end of its reach, or another model for a line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from economics.affine import Margins
from economics.earning import lacking
from economics.inputs import MODEL, model_text, place
from economics.levers import Ground
from economics.model import Line
from economics.numbers import Number
from economics.reading import ReadLine
from economics.ways import HEALTHY, moved

MODEL_REACH = 0.3
_OF_PRICES = ("price_per_million", "unit_prices.", "price_factor")


@dataclass(frozen=True)
class NumberStep:
    """A number moved towards one end of its reach."""

    ground: Ground
    number: Number
    end: float

    @property
    def is_set(self) -> bool:
        """Whether it goes all its way or not at all."""
        return self.ground.reaches[self.number].is_whole

    @property
    def is_uncertain(self) -> bool:
        return np.ndim(self.ground.sampled.values[self.number]) > 0

    @property
    def line(self) -> str:
        return self.number.key

    def to(self, share: float) -> float:
        """Its median at a share of its reach."""
        bounds = self.ground.bounds[self.number]
        value = self.end if self.is_set else self.ground.reaches[self.number].at(self.end, share)
        return min(max(value, bounds.low), bounds.high)

    def taken(self, margins: Margins, share: float) -> Margins:
        """The feature with this step taken, by so much of its reach."""
        return self.taken_to(margins, self.to(share))

    def taken_to(self, margins: Margins, value: float) -> Margins:
        """The feature with this number moved to a value."""
        reach, bounds = self.ground.reaches[self.number], self.ground.bounds[self.number]
        return margins.replaced(self.number, moved(margins, self.number, reach.now, value, bounds))


@dataclass(frozen=True)
class ModelStep:
    """Another model for a line, `was` as it stands: `read` is the line under it, `name` what to call it."""

    was: Line
    read: ReadLine
    name: str

    is_set = True
    is_uncertain = False

    @property
    def number(self) -> Number:
        return Number(self.line, MODEL)

    @property
    def line(self) -> str:
        return self.read.line.key

    @property
    def model(self) -> str:
        """The model as provider/model."""
        return model_text(self.read.line.provider, self.read.line.model)

    def taken(self, margins: Margins, share: float) -> Margins:
        """The feature with the line under this model."""
        return margins.with_line(self.read)


type Step = NumberStep | ModelStep


def number_steps(ground: Ground) -> list[NumberStep]:
    """The steps towards each end of a reach that bring the feature nearer to being healthy."""
    before = lacks(ground.thinned)
    found = [NumberStep(ground, number, end) for number, reach in ground.reaches.items() for end in reach.ends]
    return [step for step in found if _is_nearer(lacks(step.taken(ground.thinned, 1.0)), before)]


def lacks(margins: Margins) -> tuple[float, float]:
    """What each use would have to earn more for the feature to be healthy: by its uses, and by its months."""
    return lacking(margins.contribution, HEALTHY.use), lacking(margins.loaded, HEALTHY.month)


def fit_together(steps: Iterable[Step]) -> bool:
    """Whether steps can be taken at once: one of a number, and not a model beside prices of one's own for its line."""
    steps = tuple(steps)
    models = {step.line for step in steps if isinstance(step, ModelStep)}
    priced = (step for step in steps if step.number.field.startswith(_OF_PRICES))
    return len({step.number for step in steps}) == len(steps) and not any(step.line in models for step in priced)


def in_order(ground: Ground, steps: Iterable[Step]) -> tuple[Step, ...]:
    """Steps in the order of the document."""
    return tuple(sorted(steps, key=lambda step: place(ground.read.feature, step.number)))


def taken(margins: Margins, steps: Sequence[Step], share: float) -> Margins:
    """The feature with all these steps taken; models first, since a number moves whatever prices it."""
    for step in sorted(steps, key=lambda step: not isinstance(step, ModelStep)):
        margins = step.taken(margins, share)
    return margins


def _is_nearer(after: tuple[float, float], before: tuple[float, float]) -> bool:
    return any(one < other - 1e-12 * abs(other) and other > 0 for one, other in zip(after, before, strict=True))
