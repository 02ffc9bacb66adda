"""From what was typed to estimates: each line and the usage read, with what is missing or wrong beside them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from economics import kinds, model_line
from economics.estimates import Estimate, EstimateError, parse
from economics.model import Feature, Line, Problem
from economics.numbers import USAGE, Number


@dataclass(frozen=True)
class ReadLine:
    """A line with its estimates by field name; complete when no problem stands in the way."""

    line: Line
    side: str
    line_type: kinds.LineType | None
    estimates: dict[str, Estimate]
    problems: tuple[Problem, ...]

    @property
    def is_complete(self) -> bool:
        return not self.problems

    @property
    def is_fixed(self) -> bool | None:
        """Whether this is a cost per month rather than per use; None where its kind or basis is not known."""
        if not self.line_type:
            return None
        if not self.line_type.has_basis:
            return False
        return self.line.basis != kinds.PER_USE if self.line.basis in kinds.BASES else None


@dataclass(frozen=True)
class ReadFeature:
    """A feature with its usage and lines read."""

    feature: Feature
    usage: dict[str, Estimate]
    usage_problems: tuple[Problem, ...]
    lines: tuple[ReadLine, ...]

    @cached_property
    def costs(self) -> tuple[ReadLine, ...]:
        return self.lines[: len(self.feature.costs)]

    @cached_property
    def value(self) -> tuple[ReadLine, ...]:
        return self.lines[len(self.feature.costs) :]

    @property
    def perceived(self) -> tuple[ReadLine, ...]:
        return tuple(each for each in self.value if each.line.kind == "perceived")

    @property
    def drivers(self) -> tuple[ReadLine, ...]:
        return tuple(each for each in self.value if each.line.kind in kinds.DRIVER_KINDS)

    @property
    def fixed(self) -> tuple[ReadLine, ...]:
        """The costs per month."""
        return tuple(each for each in self.costs if each.is_fixed)

    @property
    def problems(self) -> tuple[Problem, ...]:
        return (*self.usage_problems, *(problem for each in self.lines for problem in each.problems))

    def estimates(self) -> Iterator[tuple[Number, Estimate]]:
        """Every estimate with its number."""
        for name, estimate in self.usage.items():
            yield Number(USAGE, name), estimate
        for each in self.lines:
            for name, estimate in each.estimates.items():
                yield Number(each.line.key, name), estimate

    def estimates_of(self, key: str) -> dict[str, Estimate]:
        """The estimates of the line with this key by field name; none where there is no such line."""
        return next((each.estimates for each in self.lines if each.line.key == key), {})

    def with_problems(self, problems: dict[str, Problem]) -> "ReadFeature":
        """The same feature, with these problems added to the lines of these keys."""
        lines = (
            replace(each, problems=(*each.problems, problems[each.line.key])) if each.line.key in problems else each
            for each in self.lines
        )
        return replace(self, lines=tuple(lines))


def read_feature(feature: Feature) -> ReadFeature:
    """Read all that was typed into a feature; what can't be used becomes a problem, never an exception."""
    usage, usage_problems = read_fields(
        USAGE,
        kinds.USAGE_FIELDS,
        {"active_users": feature.active_users, "uses_per_user_per_month": feature.uses_per_user_per_month},
    )
    count = Counter(line.key for line in feature.lines)
    lines = [_read_line(line, kinds.COST, feature) for line in feature.costs]
    lines += [_read_line(line, kinds.VALUE, feature) for line in feature.value]
    lines = [_refuse_shared_key(each) if count[each.line.key] > 1 else each for each in lines]
    return ReadFeature(feature, usage, usage_problems, tuple(lines))


def _read_line(line: Line, side: str, feature: Feature) -> ReadLine:
    try:
        line_type = kinds.line_type(line.kind, line.method)
    except KeyError:
        problem = Problem(line.key, "", f"{line.words}: this kind of line is not known. Choose another kind.")
        return ReadLine(line, side, None, {}, (problem,))
    if line_type.side != side:
        problem = Problem(line.key, "", f"{line.words} is on the wrong side: costs and value are apart. Move it over.")
        return ReadLine(line, side, line_type, {}, (problem,))
    fields = model_line.fields(line) if line_type.has_model else line_type.fields_on(line.basis)
    estimates, problems = read_fields(line.key, fields, line.inputs)
    if line_type.has_basis and line.basis not in kinds.BASES:
        problems += (Problem(line.key, "basis", "Choose whether this is per use, per month or one-off.", missing=True),)
    if line_type.has_model:
        problems += tuple(model_line.problems(line, estimates, feature))
    return ReadLine(line, side, line_type, estimates, problems)


def read_fields(
    key: str, fields: tuple[kinds.Field, ...], typed: Mapping[str, str]
) -> tuple[dict[str, Estimate], tuple[Problem, ...]]:
    """The estimates typed into these fields of a line, or of the usage, by name, and what is missing or wrong."""
    estimates: dict[str, Estimate] = {}
    problems: list[Problem] = []
    for field in fields:
        text = typed.get(field.name) or ""
        text = text if text.strip() else field.default
        if text:
            try:
                estimates[field.name] = read_field(field, text)
            except EstimateError as error:
                problems.append(Problem(key, field.name, str(error)))
        elif field.required:
            sentence = f"{field.label}: type an estimate such as {field.hint}."
            problems.append(Problem(key, field.name, sentence, missing=True))
    return estimates, tuple(problems)


@lru_cache(maxsize=4096)
def read_field(field: kinds.Field, text: str) -> Estimate:
    """Read what was typed into `field`; raises EstimateError."""
    return parse(text, name=field.label, share=field.share, negative=field.negative, divides=field.divides)


def _refuse_shared_key(read: ReadLine) -> ReadLine:
    sentence = f"{read.line.words}: another line has the same key. Give each line a key of its own."
    return replace(read, problems=(*read.problems, Problem(read.line.key, "", sentence)))
