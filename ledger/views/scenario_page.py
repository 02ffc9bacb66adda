"""The page of one scenario: an editor for its name and one for each of its numbers, and the form for one more."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from canvas.access import canvas_access
from canvas.changes import Refused
from canvas.forms import VersionForm
from canvas.views.editing import TEMPLATE, FormEditor
from economics.inputs import describe
from ledger.actions import scenarios as actions
from ledger.figures.numbers import changeable_numbers
from ledger.figures.scenarios import counts
from ledger.figures.sheets import Row, row_of
from ledger.forms.scenario import NumbersForm, RenameScenarioForm, ScenarioValueForm
from ledger.models import Scenario
from teams.roles import Permission
from ui.fragments import wants_fragment
from ui.toasts import toast

PAGE = "ledger/scenario.html"


class ScenarioEditor(FormEditor):
    """An editor on the page of a scenario."""

    template = PAGE
    pieces = ("foot",)

    @property
    def page(self):
        return self.template if self.item else TEMPLATE

    @property
    def scenario(self) -> Scenario:
        """The scenario on whose page it stands."""
        return self.item

    def context(self, form, refusal=None):
        own = super().context(form, refusal)
        if wants_fragment(self.request) or not self.item:
            return own
        row = row_of(self.canvas, self.scenario.feature_id)
        return page_context(self.request, self.canvas, self.scenario, row, {self.key: self.drawn(own)})

    def closed(self):
        if self.item:
            return redirect("ledger:scenario", self.canvas.pk, self.scenario.pk)
        return redirect("ledger:page", self.canvas.pk)


class ScenarioNameEditor(ScenarioEditor):
    """The editor of what a scenario is called."""

    name = "scenario-name"
    route = "ledger:scenario"

    def find(self):
        return self.canvas.scenarios.select_related("feature").with_inputs().filter(pk=self.item_id).first()

    def form(self, data=None, **initial):
        return RenameScenarioForm(data, initial=initial, auto_id=f"scenario-%s-{self.item_id}")

    def held(self):
        return {"name": self.item.name}

    def write(self, form):
        return actions.edit_scenario(scenario_id=self.item_id, **self.saving(form))

    def field_of(self, refusal):
        return "name" if isinstance(refusal, actions.NameTaken) else None


class ScenarioValueEditor(ScenarioEditor):
    """The editor of one number of a scenario; `row` is its feature where that has been read already."""

    name = "scenario-value"
    route = "ledger:scenario-input"

    def __init__(self, request, canvas, item_id, row: Row | None = None):
        super().__init__(request, canvas, item_id)
        self.row = row

    def find(self):
        return self.canvas.scenario_inputs.select_related("scenario__feature", "line").filter(pk=self.item_id).first()

    @property
    def scenario(self):
        return self.item.scenario

    def form(self, data=None, **initial):
        number = self.item.number if self.item else None
        return ScenarioValueForm(
            data, initial=initial, feature=self._feature(), number=number, auto_id=f"input-{self.item_id}-%s"
        )

    def held(self):
        return {"value": self.item.value}

    def write(self, form):
        return actions.edit_input(input_id=self.item_id, **self.saving(form))

    def extras(self, form):
        return {"now": describe(self._feature(), self.item.number).text} if self.item else {}

    def _feature(self):
        """Return the feature as the arithmetic takes it, None where the number is gone."""
        if self.item and not self.row:
            self.row = row_of(self.canvas, self.scenario.feature_id)
        return self.row.plain if self.row else None


@require_http_methods(["GET", "HEAD", "POST"])
@canvas_access(Permission.EDIT)
def scenario(request, canvas, scenario_id):
    """Show a scenario with its numbers, or call it something else."""
    return ScenarioNameEditor(request, canvas, scenario_id).answer()


@require_POST
@canvas_access(Permission.EDIT)
def inputs(request, canvas, scenario_id):
    """Change one more number in a scenario."""
    found = canvas.scenarios.select_related("feature").with_inputs().get(pk=scenario_id)
    row = row_of(canvas, found.feature_id)
    form = NumbersForm(request.POST, **numbers_of(row))
    if not form.is_valid():
        return render(request, PAGE, page_context(request, canvas, found, row) | {"add": form}, status=422)
    for number, value in form.typed:
        actions.add_input(canvas=canvas, scenario_id=scenario_id, number=number, value=value, by=request.actor)
    return redirect("ledger:scenario", canvas.pk, scenario_id)


@require_http_methods(["GET", "HEAD", "POST"])
@canvas_access(Permission.EDIT)
def edit(request, canvas, input_id):
    """Type something else into a number of a scenario, or leave it as in the base."""
    editor = ScenarioValueEditor(request, canvas, input_id)
    held = editor.item
    is_over = held and ("remove" in request.POST or not counts(held))
    return _removed(request, canvas, held) if is_over else editor.answer()


def _removed(request, canvas, held):
    version = VersionForm(request.POST).version_seen
    try:
        actions.remove_input(canvas=canvas, input_id=held.pk, version=version, by=request.actor)
    except Refused as refusal:
        toast(request, str(refusal))
    return redirect("ledger:scenario", canvas.pk, held.scenario_id)


def numbers_of(row: Row) -> dict:
    """Return what a form of numbers takes: the feature as the arithmetic takes it, and which of its can be changed."""
    return {"feature": row.plain, "numbers": changeable_numbers(row)}


def page_context(request, canvas, found: Scenario, row: Row, answered: dict | None = None) -> dict:
    """Return what the page shows; `answered` are editors as they are to be drawn, by their keys, the others fresh."""
    known, answered = numbers_of(row), answered or {}
    name = ScenarioNameEditor(request, canvas, found.pk)
    values = [
        ScenarioValueEditor(request, canvas, each.pk, row)
        for each in found.inputs.all()
        if each.number in known["numbers"]
    ]
    return {
        "canvas": canvas,
        "scenario": found,
        "rename": answered.get(name.key) or name.drawn(),
        "values": [answered.get(value.key) or value.drawn() for value in values],
        "add": NumbersForm(**known),
    }
