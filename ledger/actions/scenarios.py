"""Scenarios: a named copy of some inputs of a feature; made, changed, promoted to the base, or thrown away."""

from collections.abc import Sequence

from django.utils import timezone

from canvas import changes
from canvas.actions.positions import position_after
from economics import kinds
from economics.inputs import MODEL, model_pair
from economics.model import is_tax
from economics.numbers import Number
from ledger import rules
from ledger.actions.lines import columns_of
from ledger.actions.numbers import foreign_keys
from ledger.figures.kept_prices import keep
from ledger.figures.scenarios import counts, free_name
from ledger.models import Feature, Line, Scenario, ScenarioInput

type Typed = tuple[Number, str]
"""A number, and what is typed in it."""


class TooMany(changes.Refused):
    """A feature has at most eight scenarios. Take one into the ledger or discard one first."""


class NameTaken(changes.Refused):
    """Another scenario of this feature has this name already. Choose another name."""


class Empty(changes.Refused):
    """This scenario changes nothing yet. Give it a number first, or discard it."""


def add_scenario(*, canvas, feature_id, name, inputs: Sequence[Typed], by, is_named=True) -> Scenario:
    """Add a scenario after the others; a name that nobody chose (`is_named` is false) is made one of its own."""
    with changes.record(canvas, by=by) as change:
        feature = change.get(Feature, feature_id)
        names = list(feature.scenarios.values_list("name", flat=True))
        if len(names) >= rules.SCENARIO_LIMIT:
            raise TooMany
        if not is_named:
            name = free_name(name, names, length=rules.NAME_LENGTH)
        _check_name(name, names)
        scenario = change.create(Scenario(feature=feature, name=name, position=position_after(feature.scenarios)))
        for number, value in inputs:
            change.create(ScenarioInput(scenario=scenario, value=value, **_place(change, feature_id, number)))
        return scenario


def edit_scenario(*, canvas, scenario_id, version, by, step=None, **fields) -> Scenario:
    """Call a scenario something else; only the fields given are touched."""
    with changes.record(canvas, by=by, step=step) as change:
        scenario = change.get(Scenario, scenario_id)
        if "name" in fields:
            others = scenario.feature.scenarios.exclude(pk=scenario.pk).values_list("name", flat=True)
            _check_name(fields["name"], others)
        return change.update(scenario, version=version, **fields)


def add_input(*, canvas, scenario_id, number: Number, value, by) -> ScenarioInput:
    """Change one more number in a scenario; one that it changes already is changed again."""
    with changes.record(canvas, by=by) as change:
        scenario = change.get(Scenario, scenario_id)
        place = _place(change, scenario.feature_id, number)
        held = scenario.inputs.filter(**place).first()
        if held:
            held = change.get(ScenarioInput, held.pk)
            return change.update(held, version=held.version, value=value)
        return change.create(ScenarioInput(scenario=scenario, value=value, **place))


def edit_input(*, canvas, input_id, version, by, step=None, **fields) -> ScenarioInput:
    """Type something else into a number of a scenario; only the fields given are touched."""
    with changes.record(canvas, by=by, step=step) as change:
        return change.update(change.get(ScenarioInput, input_id), version=version, **fields)


def remove_input(*, canvas, input_id, version, by) -> ScenarioInput:
    """Leave a number of a scenario as it is in the base."""
    with changes.record(canvas, by=by) as change:
        held = change.get(ScenarioInput, input_id)
        change.delete(held, version=version)
        return held


def promote_scenario(*, canvas, scenario_id, version, by) -> Scenario:
    """Write every input of a scenario that counts into the feature's lines and usage, and let it go, in one step."""
    with changes.record(canvas, by=by) as change:
        scenario = change.get(Scenario, scenario_id)
        inputs = list(filter(counts, scenario.inputs.select_related("line")))
        if not inputs:
            raise Empty
        for each in inputs:
            target = change.get(Line, each.line_id) if each.line_id else change.get(Feature, scenario.feature_id)
            change.update(target, version=target.version, **_promoted(target, each))
        change.delete(scenario, version=version)
        return scenario


def discard_scenario(*, canvas, scenario_id, version, by) -> Scenario:
    """Throw a scenario away; the base stays as it is."""
    with changes.record(canvas, by=by) as change:
        scenario = change.get(Scenario, scenario_id)
        change.delete(scenario, version=version)
        return scenario


def _promoted(target: Feature | Line, each: ScenarioInput) -> dict:
    """The columns of a feature or line that an input of a scenario changes."""
    if each.field == MODEL:
        return _model_columns(target, *model_pair(each.value))
    typed = {each.field: each.value}
    return columns_of(target, typed) if isinstance(target, Line) else typed


def _model_columns(line: Line, provider: str, model: str) -> dict:
    """The columns of a line that is given a model: it keeps the model's prices of today, and has none of its own."""
    emptied: dict[str, object] = dict.fromkeys(kinds.OWN_PRICES, "") | {"unit_prices": {}}
    if not is_tax(line.price_factor_reason):
        emptied |= {"price_factor": "", "price_factor_reason": ""}
    kept = keep(provider=provider, model=model, on=timezone.localdate())
    return emptied | {"provider": provider, "model": model, "kept_prices": kept}


def _place(change, feature_id, number: Number) -> dict:
    columns = foreign_keys(change, feature_id, number)
    return {name: columns[name] for name in ("line", "field")}


def _check_name(name, others) -> None:
    # Compared here, since SQLite knows the upper and lower case of ASCII only.
    if name.casefold() in {other.casefold() for other in others}:
        raise NameTaken
