"""What is done to a feature as a whole: add, duplicate, move, delete."""

from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from canvas.access import canvas_access
from canvas.changes import Refused
from canvas.forms import MoveRowForm, VersionForm
from canvas.views.steps import undo_url
from ledger.actions import features as actions
from ledger.forms import AddFeatureForm
from ledger.views.ledger import changed, not_added, refused
from teams.roles import Permission
from ui.toasts import toast


@require_POST
@canvas_access(Permission.EDIT)
def add(request, canvas):
    """Add a feature by its name and go on to its page."""
    form = AddFeatureForm(request.POST)
    if not form.is_valid():
        return not_added(request, canvas, form)
    try:
        feature = actions.add_feature(canvas=canvas, by=request.actor, **form.cleaned_data)
    except Refused as refusal:
        form.add_error("name", str(refusal))
        return not_added(request, canvas, form)
    return redirect(feature)


@require_POST
@canvas_access(Permission.EDIT)
def duplicate(request, canvas, feature_id):
    """Put a copy of a feature after it."""
    try:
        copy = actions.duplicate_feature(canvas=canvas, feature_id=feature_id, by=request.actor)
    except Refused as refusal:
        return refused(request, canvas, refusal)
    toast(request, f"{copy.name} added", undo=undo_url(canvas, request.actor))
    return changed(request, canvas, said=f"{copy.name} added", to=_row(canvas, copy))


@require_POST
@canvas_access(Permission.EDIT)
def move(request, canvas, feature_id):
    """Move a feature one place up or down the ledger."""
    form = MoveRowForm(request.POST)
    if not form.is_valid():
        return refused(request, canvas, Refused(form.errors["way"][0]), status=422)
    order = list(canvas.features.in_order())
    wanted = form.place(order.index(canvas.features.get(pk=feature_id)), count=len(order))
    try:
        moved = actions.move_feature(canvas=canvas, feature_id=feature_id, index=wanted, by=request.actor)
    except Refused as refusal:
        return refused(request, canvas, refusal)
    said = f"{moved.name}: position {wanted + 1} of {len(order)}"
    return changed(request, canvas, said=said, to=_row(canvas, moved))


@require_POST
@canvas_access(Permission.EDIT)
def delete(request, canvas, feature_id):
    """Delete a feature with its lines and links; the toast undoes it."""
    version = VersionForm(request.POST).version_seen
    try:
        gone = actions.delete_feature(canvas=canvas, feature_id=feature_id, version=version, by=request.actor)
    except Refused as refusal:
        return refused(request, canvas, refusal)
    toast(request, f"{gone.name} deleted", undo=undo_url(canvas, request.actor))
    return changed(request, canvas, said=f"{gone.name} deleted", to=reverse("ledger:page", args=[canvas.pk]))


def _row(canvas, feature) -> str:
    return f"{reverse('ledger:page', args=[canvas.pk])}#{feature.anchor}"
