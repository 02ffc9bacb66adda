"""What can't change, or only so far: the limits on a feature's inputs, and the inputs that may be limited."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from economics import Advice, EstimateError, Problem, kinds
from economics.inputs import Input, field_of
from economics.numbers import Number
from ledger.figures.numbers import filled_inputs
from ledger.figures.sheets import Row
from ledger.models import Limit
from ledger.pages.estimates import estimate_text

FIXED = "can’t change"


@dataclass(frozen=True, slots=True)
class LimitRow:
    """A limit in words; `is_filled` where its number is, so that it can be changed; `problems` are in its way."""

    limit: Limit
    words: str
    says: str
    is_filled: bool
    problems: tuple[str, ...]


@dataclass(frozen=True)
class LimitsSection:
    """The limits of a saved feature, in the order of its inputs; those of numbers that are not filled last."""

    row: Row
    held: Sequence[Limit]
    advice: Advice
    currency: str

    @cached_property
    def rows(self) -> list[LimitRow]:
        inputs = filled_inputs(self.row)
        order = {number: place for place, number in enumerate(inputs)}
        limits = sorted(self.held, key=lambda limit: order.get(limit.number, len(order)))
        return [self._row(limit, inputs) for limit in limits]

    def _row(self, limit: Limit, inputs: Mapping[Number, Input]) -> LimitRow:
        held = inputs.get(limit.number)
        problems = tuple(each.sentence for each in self.advice.problems if _is_of(each, limit))
        return LimitRow(
            limit=limit,
            words=held.words if held else _words(limit),
            says=limit_words(limit, field_of(self.row.plain, held.number) if held else None, self.currency),
            is_filled=held is not None,
            problems=problems if held or problems else ("This number is empty now; the limit waits for it.",),
        )


def limit_words(limit: Limit, field: kinds.Field | None, currency: str) -> str:
    """Return what a limit says, such as "can’t change" or "from 2% to 5%"."""
    if limit.fixed:
        return FIXED
    least, most = (_end(text, field, currency) for text in (limit.least, limit.most))
    if least and most:
        return f"from {least} to {most}"
    return f"at least {least}" if least else f"at most {most}"


def _end(text: str, field: kinds.Field | None, currency: str) -> str:
    """An end as text; as typed where it can't be read."""
    try:
        return estimate_text(field, text, currency) if text and field else text
    except EstimateError:
        return text


def _is_of(problem: Problem, limit: Limit) -> bool:
    return Number(problem.key, problem.field) == limit.number


def _words(limit: Limit) -> str:
    """What to call an input that the feature has no number for."""
    fields = limit.line.line_type.numbers if limit.line else kinds.USAGE_FIELDS
    label = next((field.label for field in fields if field.name == limit.field), limit.field)
    return f"{limit.line}: {label}" if limit.line else label
