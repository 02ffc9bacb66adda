"""The scenarios of a feature: tried, promoted to the base, or thrown away."""

from django.urls import reverse
from django.views.decorators.http import require_POST

from canvas.access import canvas_access
from canvas.changes import Refused
from canvas.forms import VersionForm
from canvas.views.replies import focused
from canvas.views.steps import undo_url
from ledger.actions import scenarios as actions
from ledger.figures.sheets import row_of
from ledger.forms.scenario import ScenarioForm
from ledger.pages.tabs import SCENARIOS
from ledger.views.feature import TEMPLATE, changed, refused, saved_context
from ledger.views.scenario_page import numbers_of
from teams.roles import Permission
from ui.fragments import page_or_fragment
from ui.toasts import toast

# The control that opens the form of a new scenario.
NEW = "try-scenario"


@require_POST
@canvas_access(Permission.EDIT)
def scenarios(request, canvas, feature_id):
    """Try numbers as a scenario."""
    row = row_of(canvas, feature_id)
    form = ScenarioForm(_sent(request), **numbers_of(row), auto_id="scenario-%s")
    if not form.is_valid():
        return _not_tried(request, canvas, feature_id, form)
    try:
        added = actions.add_scenario(
            canvas=canvas, feature_id=feature_id, inputs=form.typed, by=request.actor, **form.named()
        )
    except actions.NameTaken as taken:
        form.add_error("name", str(taken))
        return _not_tried(request, canvas, feature_id, form)
    except Refused as refusal:
        return refused(request, canvas, feature_id, refusal)
    toast(request, f"{added.name} is tried as a scenario", undo=undo_url(canvas, request.actor))
    to, said = _beneath(canvas, feature_id), f"{added.name} is tried"
    response = changed(request, canvas, feature_id, to=to, said=said, row=row)
    return focused(response, f"open-scenario-{added.pk}")


def _sent(request):
    """Return what is to be tried: of a lever it stands in the address of its button, else in the form."""
    return request.GET if "number" in request.GET else request.POST


@require_POST
@canvas_access(Permission.EDIT)
def promote(request, canvas, scenario_id):
    """Make a scenario the base; the toast takes it back."""
    return _ended(request, canvas, scenario_id, actions.promote_scenario, "{} is in the ledger now")


@require_POST
@canvas_access(Permission.EDIT)
def discard(request, canvas, scenario_id):
    """Throw a scenario away; the toast brings it back."""
    return _ended(request, canvas, scenario_id, actions.discard_scenario, "{} is discarded")


def _ended(request, canvas, scenario_id, action, sentence):
    found = canvas.scenarios.get(pk=scenario_id)
    version = VersionForm(request.POST).version_seen
    try:
        action(canvas=canvas, scenario_id=scenario_id, version=version, by=request.actor)
    except Refused as refusal:
        return refused(request, canvas, found.feature_id, refusal)
    said = sentence.format(found.name)
    toast(request, said, undo=undo_url(canvas, request.actor))
    response = changed(request, canvas, found.feature_id, to=_beneath(canvas, found.feature_id), said=said)
    return focused(response, NEW)


def _beneath(canvas, feature_id):
    return f"{reverse('ledger:feature-scenarios', args=[canvas.pk, feature_id])}#scenarios-{feature_id}"


def _not_tried(request, canvas, feature_id, form):
    context = saved_context(request, canvas, feature_id, tab=SCENARIOS) | {"try_form": form}
    response = page_or_fragment(request, TEMPLATE, context, fragment="feature-sheet", status=422)
    return focused(response, form[next(iter(form.errors))].auto_id)
