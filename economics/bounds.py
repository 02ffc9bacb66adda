"""How far an input can go: what its field admits, and what the people who know it say."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from economics import kinds
from economics.estimates import MAX_NUMBER, EstimateError
from economics.inputs import field_of
from economics.model import Feature, Limit, Problem
from economics.numbers import Number
from economics.reading import ReadFeature, read_field

PERCENT, PERCENTAGE_POINTS, UNITS = "percent", "percentage_points", "units"
LEAST, MOST = "least", "most"
SWAPPED = "{}: the least is above the most. Swap them."


@dataclass(frozen=True)
class Bounds:
    """The admissible values of an input, from `low` to `high`, in its unit; a share is a fraction.

    `divides`: something is divided by the input, so that 0 is not admissible. `fixed`: it can't be changed. `share`: it
    is one. `has_least` and `has_most`: somebody says so of that end. An end at MAX_NUMBER is nobody's,
    only where numbers end.
    """

    low: float
    high: float
    share: bool = False
    fixed: bool = False
    divides: bool = False
    has_least: bool = False
    has_most: bool = False

    @property
    def room(self) -> float | None:
        """The distance between the ends, None where there is no upper end."""
        ends = self.low > -MAX_NUMBER and self.high < MAX_NUMBER
        return self.high - self.low if ends else None

    def distance(self, now: float, to: float) -> float:
        """How far `to` is from `now`, over the admissible range.

        1 is all of the range: 0 to 100% for a share, or what the limits leave. An input without an upper end is
        measured by what it is now, so doubling it is 1; one that is 0 now is always 1 away from anything else.
        """
        if to == now:
            return 0.0
        measure = self.measure(now) if self.room is not None or now else abs(to - now)
        return abs(to - now) / measure if measure > 0 else math.inf

    def measure(self, now: float) -> float:
        """What a distance of 1 is, in the unit of the input; 0 where there is nothing to measure by."""
        return abs(now) if self.room is None else self.room

    def change(self, now: float, to: float) -> tuple[float, str]:
        """From `now` to `to`, and the unit: in percentage points for a share, in units where now is 0, else percent."""
        if self.share:
            return 100 * (to - now), PERCENTAGE_POINTS
        return (to - now, UNITS) if now == 0 else (100 * (to - now) / abs(now), PERCENT)


def read_bounds(read: ReadFeature) -> tuple[dict[Number, Bounds], tuple[Problem, ...]]:
    """The bounds of every filled input, and what is wrong with the limits; a limit that is wrong does not count."""
    found: dict[Number, Bounds] = {}
    problems: list[Problem] = []
    for number in dict(read.estimates()):
        field = field_of(read.feature, number)
        limit = read.feature.limits.get(number, Limit())
        try:
            found[number] = _bounds(field, limit)
        except EstimateError as error:
            problems.append(Problem(number.key, number.field, str(error)))
            found[number] = _bounds(field, Limit(fixed=limit.fixed))
    problems += list(_misplaced(read.feature.limits, found, read.feature))
    return found, tuple(problems)


def _bounds(field: kinds.Field, limit: Limit) -> Bounds:
    natural_low = -MAX_NUMBER if field.negative else 0.0
    low = _typed(field, limit.least, LEAST, natural_low)
    high = _typed(field, limit.most, MOST, 1.0 if field.share else MAX_NUMBER)
    if low > high:
        raise EstimateError(SWAPPED.format(field.label))
    has_least, has_most = bool(limit.least.strip()), bool(limit.most.strip())
    return Bounds(low, high, field.share, limit.fixed, field.divides, has_least, has_most)


def end_field(field: kinds.Field, end: str) -> kinds.Field:
    """The field of an end, `least` or `most`, of what an input can be: it may be 0 even where the input may not."""
    return replace(field, label=f"{field.label}, at {end}", divides=False, required=False, default="")


def read_end(field: kinds.Field, text: str, end: str) -> float:
    """What is typed as an end of what an input can be, in its unit; raises EstimateError."""
    estimate = read_field(end_field(field, end), text)
    if not estimate.is_point:
        raise EstimateError(f"{field.label}: what it can be at {end} is one number. Type a single one.")
    return estimate.mid


def _typed(field: kinds.Field, text: str, end: str, natural: float) -> float:
    return read_end(field, text, end) if text.strip() else natural


def _misplaced(limits: Mapping[Number, Limit], found: Mapping[Number, Bounds], feature: Feature) -> list[Problem]:
    """Limits of fields that hold no number now wait without a word; those of no field at all are named."""
    problems = []
    for number in limits:
        if number in found:
            continue
        try:
            field_of(feature, number)
        except KeyError:
            sentence = "A limit is set on a number that is not there. Remove the limit."
            problems.append(Problem(number.key, number.field, sentence))
    return problems
