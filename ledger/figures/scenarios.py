"""Scenarios as the arithmetic takes them: a feature with some of its numbers changed, worked out once and kept."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from django.utils import timezone

import economics
from economics import Evaluation, Price
from economics.inputs import MODEL, Input, model_pair
from economics.model_line import under
from economics.numbers import USAGE, Number
from ledger.figures.keeping import only_to_be_fast
from ledger.figures.numbers import changeable_fields
from ledger.figures.sheets import Row
from ledger.figures.working_out import NOT_YET, evaluated
from ledger.models import Figures, Scenario, ScenarioInput
from prices.catalogue import prices_for

NO_MODELS: Mapping[tuple[str, str], Price] = MappingProxyType({})


def counts(each: ScenarioInput) -> bool:
    """Whether an input of a scenario still says anything: not where its line has a model or another basis by now."""
    if each.line is None:
        return True
    if each.field == MODEL:
        return each.line.line_type.has_model
    return any(field.name == each.field for field in changeable_fields(each.line))


def tried(
    plain: economics.Feature, inputs: Iterable[ScenarioInput], prices: Mapping[tuple[str, str], Price] = NO_MODELS
) -> economics.Feature:
    """Return a feature as it would be with those of these inputs that count; `prices` are of the models in them."""
    return with_numbers(plain, {each.number: each.value for each in filter(counts, inputs)}, prices)


def with_numbers(
    plain: economics.Feature, typed: Mapping[Number, str], prices: Mapping[tuple[str, str], Price] = NO_MODELS
) -> economics.Feature:
    """Return a feature as it would be with other texts in some of its numbers, and with other models."""
    changed: dict[str, dict[str, str]] = {}
    for number, text in typed.items():
        changed.setdefault(number.key, {})[number.field] = text
    usage = changed.get(USAGE, {})
    return replace(
        plain,
        active_users=usage.get("active_users", plain.active_users),
        uses_per_user_per_month=usage.get("uses_per_user_per_month", plain.uses_per_user_per_month),
        costs=tuple(_changed(line, changed, prices) for line in plain.costs),
        value=tuple(_changed(line, changed, prices) for line in plain.value),
    )


def prices_of_models(scenarios: Iterable[Scenario]) -> Mapping[tuple[str, str], Price]:
    """Return today's prices of the models that scenarios try, in one query where they try any."""
    models = {model_pair(each.value) for scenario in scenarios for each in scenario.inputs.all() if each.field == MODEL}
    return prices_for(models, on=timezone.localdate())


def worked_out(row: Row, plains: Sequence[economics.Feature]) -> list[Evaluation]:
    """Return what each of these would come to, from what is stored where that holds; one query, one more to store.

    What is still being worked out is NOT_YET.
    """
    stored = Figures.objects.filter(feature=row.feature).values_list("cases", flat=True).first() or {}
    keys = [economics.inputs_key(plain) for plain in plains]
    found = {key: Evaluation.from_json(stored[key]) for key in keys if key in stored}
    missing = {key: plain for key, plain in zip(keys, plains, strict=True) if key not in found}
    found |= {key: _bare(each) for key, each in evaluated(row.feature.canvas.workspace_id, missing).items()}
    if set(found) != set(stored):
        kept = {key: evaluation.as_json() for key, evaluation in found.items()}
        with only_to_be_fast():
            Figures.objects.filter(feature=row.feature).update(cases=kept)
    return [found.get(key, NOT_YET) for key in keys]


def free_name(name: str, taken: Iterable[str], *, length: int) -> str:
    """Return a name like this one that none of `taken` is, whatever its case, of at most `length` characters."""
    others = {other.casefold() for other in taken}
    number, free = 1, name[:length].strip()
    while free.casefold() in others:
        number += 1
        ending = f" {number}"
        free = name[: length - len(ending)].rstrip() + ending
    return free


def composed_name(scenario: Sequence[tuple[Input, str]]) -> str:
    """Return what a scenario is called that was given no name: its first change in words."""
    held, text = scenario[0]
    more = f" and {len(scenario) - 1} more" if len(scenario) > 1 else ""
    first = model_pair(text)[1] if held.number.field == MODEL else f"{held.words} {text}"
    return f"{first}{more}"


def _changed(
    line: economics.Line, changed: Mapping[str, Mapping[str, str]], prices: Mapping[tuple[str, str], Price]
) -> economics.Line:
    typed = dict(changed.get(line.key, {}))
    model = typed.pop(MODEL, "")
    if model:
        pair = model_pair(model)
        line = under(line, *pair, prices.get(pair))
    return replace(line, inputs={**line.inputs, **typed}) if typed else line


def _bare(evaluation: Evaluation) -> Evaluation:
    """Without what only the feature's own page draws."""
    return replace(evaluation, lines=(), waterfall=None, histogram=None, reasons={}, problems=())
