"""What can't change, or only so far: the limits on a feature's inputs, and the inputs that may be limited."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.http import urlencode

from economics import Advice, EstimateError, Problem, kinds
from economics.inputs import Input, describe
from economics.model import USAGE
from economics.reading import read_feature
from ledger.figures.inputs import input_name, line_of
from ledger.figures.sheets import Row
from ledger.models import Limit
from ledger.pages.sections.places import field_of, said

FIXED = "can’t change"


@dataclass(frozen=True, slots=True)
class LimitLine:
    """A limit in words; `url` leads to its editor, "" where its number is not filled now; `problems` are in its way."""

    limit: Limit
    words: str
    says: str
    url: str
    problems: tuple[str, ...]


@dataclass(frozen=True)
class LimitsSection:
    """The limits of a saved feature, in the order of its inputs; those of numbers that are not filled last."""

    row: Row
    held: Sequence[Limit]
    advice: Advice
    currency: str

    @cached_property
    def lines(self) -> list[LimitLine]:
        found, order = inputs_of(self.row), {}
        for place, held in enumerate(found.values()):
            order[held.place, held.field] = place
        limits = sorted(self.held, key=lambda each: order.get(_at(each), len(order)))
        return [self._line(limit, found) for limit in limits]

    def _line(self, limit: Limit, found: Mapping[str, Input]) -> LimitLine:
        name = input_name(limit.line, limit.field)
        held = found.get(name)
        problems = tuple(each.sentence for each in self.advice.problems if _is_of(each, limit))
        return LimitLine(
            limit=limit,
            words=held.words if held else _words(limit),
            says=limit_words(limit, field_of(self.row, held) if held else None, self.currency),
            url=limit_url(self.row, name) if held else "",
            problems=problems if held or problems else ("This number is not filled now; the limit waits for it.",),
        )


def inputs_of(row: Row) -> dict[str, Input]:
    """Return every number that a feature rests on, by its name in an address, the usage first."""
    names = {}
    for (place, field), _ in read_feature(row.plain).estimates():
        names[input_name(line_of(row, place), field)] = describe(row.plain, place, field)
    return names


def limit_url(row: Row, name: str) -> str:
    """Return the address of the editor of an input's limit."""
    url = reverse("ledger:limits", args=[row.feature.canvas_id, row.feature.pk])
    return f"{url}?{urlencode({'input': name})}"


def limit_words(limit: Limit, field: kinds.Field | None, currency: str) -> str:
    """Return what a limit says, such as "can’t change" or "from 2% to 5%"."""
    if limit.fixed:
        return FIXED
    least, most = (_end(text, field, currency) for text in (limit.least, limit.most))
    if least and most:
        return f"from {least} to {most}"
    return f"at least {least}" if least else f"at most {most}"


def _end(text: str, field: kinds.Field | None, currency: str) -> str:
    """An end as it is said; as typed where it can't be read."""
    try:
        return said(field, text, currency) if text and field else text
    except EstimateError:
        return text


def _at(limit: Limit) -> tuple[str, str]:
    return limit.line.key if limit.line else USAGE, limit.field


def _is_of(problem: Problem, limit: Limit) -> bool:
    return (problem.place, problem.field) == _at(limit)


def _words(limit: Limit) -> str:
    """What to call an input that the feature has no number for."""
    fields = limit.line.line_type.fields if limit.line else kinds.USAGE_FIELDS
    label = next((field.label for field in fields if field.name == limit.field), limit.field)
    return f"{limit.line}: {label}" if limit.line else label
