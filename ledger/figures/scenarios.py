"""Scenarios as the arithmetic takes them: a feature with some of its inputs changed, worked out once and kept."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import economics
from economics import Evaluation, kinds
from economics.inputs import words
from economics.model import USAGE
from ledger.figures.sheets import Row
from ledger.models import Figures, Line, ScenarioInput


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a feature that a scenario can change: its line, or None for the usage, and what is typed now."""

    line: Line | None
    field: kinds.Field
    words: str
    text: str


def numbers_of(row: Row) -> dict[str, Number]:
    """Return the numbers that a scenario of a feature can change, by their names in a form."""
    usage = [(None, field, getattr(row.feature, field.name)) for field in kinds.USAGE_FIELDS]
    of_lines = [(line, field, getattr(line, field.name)) for line in row.lines for field in _changeable(line)]
    return {
        number_name(line, field.name): Number(line, field, words(row.plain, place_of(line), field.name), text)
        for line, field, text in (*usage, *of_lines)
    }


def number_name(line: Line | None, field: str) -> str:
    """Return what a number is called in a form, such as "other-1:amount" or "usage:active_users"."""
    return f"{place_of(line)}:{field}"


def place_of(line: Line | None) -> str:
    """Return the key of a line, or "usage"."""
    return line.key if line else USAGE


def counts(each: ScenarioInput) -> bool:
    """Whether an input of a scenario still says anything: not where its line has a model or another basis by now."""
    return each.line is None or any(field.name == each.field for field in _changeable(each.line))


def tried(plain: economics.Feature, inputs: Iterable[ScenarioInput]) -> economics.Feature:
    """Return a feature as it would be with those of these inputs that count."""
    changed: dict[str, dict[str, str]] = {}
    for each in filter(counts, inputs):
        changed.setdefault(place_of(each.line), {})[each.field] = each.value
    usage = changed.get(USAGE, {})
    return replace(
        plain,
        active_users=usage.get("active_users", plain.active_users),
        uses_per_user_per_month=usage.get("uses_per_user_per_month", plain.uses_per_user_per_month),
        costs=tuple(_changed(line, changed) for line in plain.costs),
        value=tuple(_changed(line, changed) for line in plain.value),
    )


def worked_out(row: Row, plains: Sequence[economics.Feature]) -> list[Evaluation]:
    """Return what each of these would come to, from what is stored where that holds; one query, one more to store."""
    stored = Figures.objects.filter(feature=row.feature).values_list("cases", flat=True).first() or {}
    keys = [economics.inputs_key(plain) for plain in plains]
    found = {
        key: _read(stored, key) or _bare(economics.evaluate(plain)) for key, plain in zip(keys, plains, strict=True)
    }
    if set(found) != set(stored):
        kept = {key: evaluation.as_json() for key, evaluation in found.items()}
        Figures.objects.filter(feature=row.feature).update(cases=kept)
    return [found[key] for key in keys]


def free_name(name: str, taken: Iterable[str], *, length: int) -> str:
    """Return a name like this one that none of `taken` is, whatever its case, of at most `length` characters."""
    others = {other.casefold() for other in taken}
    number, free = 1, name[:length].strip()
    while free.casefold() in others:
        number += 1
        ending = f" {number}"
        free = name[: length - len(ending)].rstrip() + ending
    return free


def composed_name(scenario: Sequence[tuple[Number, str]]) -> str:
    """Return what a scenario is called that was given no name: its first change in words."""
    number, text = scenario[0]
    more = f" and {len(scenario) - 1} more" if len(scenario) > 1 else ""
    return f"{number.words} {text}{more}"


def _changeable(line: Line) -> list[kinds.Field]:
    named = bool(line.provider or line.model)
    return [field for field in line.line_type.fields_on(line.basis) if not (named and field.name in kinds.OWN_PRICES)]


def _changed(line: economics.Line, changed: Mapping[str, Mapping[str, str]]) -> economics.Line:
    typed = changed.get(line.key)
    return replace(line, inputs={**line.inputs, **typed}) if typed else line


def _read(stored: Mapping[str, dict], key: str) -> Evaluation | None:
    return Evaluation.from_json(stored[key]) if key in stored else None


def _bare(evaluation: Evaluation) -> Evaluation:
    """Without what only the feature's own page draws."""
    return replace(evaluation, lines=(), waterfall=None, histogram=None, reasons={}, problems=())
