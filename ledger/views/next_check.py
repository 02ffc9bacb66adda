"""The one number of a canvas to check next: marked on a feature's page, or taken off."""

from django.urls import reverse
from django.views.decorators.http import require_POST

from canvas.access import canvas_access
from canvas.changes import Refused
from ledger.actions import next_check as actions
from ledger.figures.numbers import numbers_of
from ledger.figures.sheets import row_of
from ledger.forms import NextCheckForm
from ledger.views.feature import changed, refused
from teams.roles import Permission


@require_POST
@canvas_access(Permission.EDIT)
def mark(request, canvas, feature_id):
    """Mark a number as the next to check, in place of any other."""
    return _answer(request, canvas, feature_id, actions.mark, "Next to check")


@require_POST
@canvas_access(Permission.EDIT)
def unmark(request, canvas, feature_id):
    """Take the mark off a number."""
    return _answer(request, canvas, feature_id, actions.unmark, "No longer next to check")


def _answer(request, canvas, feature_id, action, said):
    row = row_of(canvas, feature_id)
    form = NextCheckForm(request.POST, numbers=numbers_of(row))
    if not form.is_valid():
        return refused(request, canvas, feature_id, Refused(form.errors["number"][0]), status=422)
    try:
        action(canvas=canvas, feature_id=row.feature.pk, number=form.cleaned_data["number"], by=request.actor)
    except Refused as refusal:
        return refused(request, canvas, feature_id, refusal)
    to = f"{reverse('ledger:feature-risk', args=[canvas.pk, row.feature.pk])}#hangs-on-{row.feature.pk}"
    return changed(request, canvas, feature_id, to=to, said=said, row=row)
