"""The scenarios of a feature: tried, changed on a page of their own, promoted to the base, or thrown away."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from canvas.access import canvas_access
from canvas.changes import Refused
from canvas.forms import VersionForm
from canvas.views.replies import focused
from canvas.views.steps import undo_url
from economics.inputs import describe
from ledger.actions import scenarios as actions
from ledger.figures.numbers import changeable_numbers
from ledger.figures.sheets import row_of
from ledger.forms.scenario import NumbersForm, RenameScenarioForm, ScenarioForm, ScenarioValueForm
from ledger.views.feature import TEMPLATE, changed, refused, saved_context
from teams.roles import Permission
from ui.forms import posted
from ui.fragments import page_or_fragment
from ui.toasts import toast

PAGE = "ledger/scenario.html"
# The control that opens the form of a new scenario.
NEW = "try-scenario"


@require_POST
@canvas_access(Permission.EDIT)
def scenarios(request, canvas, feature_id):
    """Try numbers as a scenario."""
    row = row_of(canvas, feature_id)
    form = ScenarioForm(_sent(request), **_numbers(row), auto_id="scenario-%s")
    if not form.is_valid():
        return _not_tried(request, canvas, feature_id, form)
    try:
        added = actions.add_scenario(
            canvas=canvas, feature_id=feature_id, inputs=form.typed, by=request.user, **form.named()
        )
    except actions.NameTaken as taken:
        form.add_error("name", str(taken))
        return _not_tried(request, canvas, feature_id, form)
    except Refused as refusal:
        return refused(request, canvas, feature_id, refusal)
    toast(request, f"{added.name} is tried as a scenario", undo=undo_url(canvas, request.user))
    to, said = _beneath(canvas, feature_id), f"{added.name} is tried"
    response = changed(request, canvas, feature_id, to=to, said=said, row=row)
    return focused(response, f"open-scenario-{added.pk}")


def _sent(request):
    """Return what is to be tried: of a lever it stands in the address of its button, else in the form."""
    return request.GET if "number" in request.GET else request.POST


@require_http_methods(["GET", "HEAD", "POST"])
@canvas_access(Permission.EDIT)
def scenario(request, canvas, scenario_id):
    """Show a scenario with its numbers, or call it something else."""
    found = _of(canvas, scenario_id)
    form = RenameScenarioForm(posted(request), initial={"name": found.name, "version": found.version})
    if not form.is_valid():
        return _page(request, canvas, found, {"rename": form}, status=422 if form.is_bound else 200)
    try:
        actions.rename_scenario(canvas=canvas, scenario_id=scenario_id, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        form.add_error("name", str(refusal))
        return _page(request, canvas, found, {"rename": form}, status=409)
    return redirect("ledger:scenario", canvas.pk, scenario_id)


@require_POST
@canvas_access(Permission.EDIT)
def inputs(request, canvas, scenario_id):
    """Change one more number in a scenario."""
    found = _of(canvas, scenario_id)
    form = NumbersForm(request.POST, **_numbers(row_of(canvas, found.feature_id)))
    if not form.is_valid():
        return _page(request, canvas, found, {"add": form}, status=422)
    for number, value in form.typed:
        actions.add_input(canvas=canvas, scenario_id=scenario_id, number=number, value=value, by=request.user)
    return redirect("ledger:scenario", canvas.pk, scenario_id)


@require_POST
@canvas_access(Permission.EDIT)
def edit(request, canvas, input_id):
    """Type something else into a number of a scenario, or leave it as in the base."""
    held = canvas.scenario_inputs.select_related("scenario__feature", "line").get(pk=input_id)
    row = row_of(canvas, held.scenario.feature_id)
    if "remove" in request.POST or held.number not in changeable_numbers(row):
        return _removed(request, canvas, held)
    form = ScenarioValueForm(request.POST, feature=row.plain, number=held.number, auto_id=f"input-{held.pk}-%s")
    if not form.is_valid():
        return _page(request, canvas, held.scenario, {"values": {held.pk: form}}, status=422)
    try:
        actions.edit_input(canvas=canvas, input_id=held.pk, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        form.add_error("value", str(refusal))
        return _page(request, canvas, held.scenario, {"values": {held.pk: form}}, status=409)
    return redirect("ledger:scenario", canvas.pk, held.scenario_id)


@require_POST
@canvas_access(Permission.EDIT)
def promote(request, canvas, scenario_id):
    """Make a scenario the base; the toast takes it back."""
    return _ended(request, canvas, scenario_id, actions.promote_scenario, "{} is the base now")


@require_POST
@canvas_access(Permission.EDIT)
def discard(request, canvas, scenario_id):
    """Throw a scenario away; the toast brings it back."""
    return _ended(request, canvas, scenario_id, actions.discard_scenario, "{} is discarded")


def _ended(request, canvas, scenario_id, action, sentence):
    found = _of(canvas, scenario_id)
    version = VersionForm(request.POST).version_seen
    try:
        action(canvas=canvas, scenario_id=scenario_id, version=version, by=request.user)
    except Refused as refusal:
        return refused(request, canvas, found.feature_id, refusal)
    said = sentence.format(found.name)
    toast(request, said, undo=undo_url(canvas, request.user))
    response = changed(request, canvas, found.feature_id, to=_beneath(canvas, found.feature_id), said=said)
    return focused(response, NEW)


def _removed(request, canvas, held):
    version = VersionForm(request.POST).version_seen
    try:
        actions.remove_input(canvas=canvas, input_id=held.pk, version=version, by=request.user)
    except Refused as refusal:
        toast(request, str(refusal))
    return redirect("ledger:scenario", canvas.pk, held.scenario_id)


def _numbers(row):
    """Return what a form of numbers takes: the feature as the arithmetic takes it, and which of its can be changed."""
    return {"feature": row.plain, "numbers": changeable_numbers(row)}


def _of(canvas, scenario_id):
    return canvas.scenarios.select_related("feature").with_inputs().get(pk=scenario_id)


def _beneath(canvas, feature_id):
    return f"{reverse('ledger:feature', args=[canvas.pk, feature_id])}#scenarios-{feature_id}"


def _not_tried(request, canvas, feature_id, form):
    context = saved_context(request, canvas, feature_id) | {"try_form": form}
    response = page_or_fragment(request, TEMPLATE, context, fragment="feature-sheet", status=422)
    return focused(response, form[next(iter(form.errors))].auto_id)


def _page(request, canvas, found, given, *, status):
    """Show the page of a scenario with the forms that were `given`, the others freshly opened."""
    known, values = _numbers(row_of(canvas, found.feature_id)), given.get("values", {})
    changed = [each for each in found.inputs.all() if each.number in known["numbers"]]
    context = {
        "canvas": canvas,
        "scenario": found,
        "rename": given.get("rename") or RenameScenarioForm(initial={"name": found.name, "version": found.version}),
        "add": given.get("add") or NumbersForm(**known),
        "values": [
            (each, describe(known["feature"], each.number).text, values.get(each.pk) or _opened(each, known["feature"]))
            for each in changed
        ],
    }
    return render(request, PAGE, context, status=status)


def _opened(held, feature):
    initial = {"value": held.value, "version": held.version}
    return ScenarioValueForm(initial=initial, feature=feature, number=held.number, auto_id=f"input-{held.pk}-%s")
