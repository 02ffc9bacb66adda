"""The prices that the lines of a feature keep: taken anew, as of today or of an earlier day."""

from django.urls import reverse
from django.views.decorators.http import require_POST

from canvas.access import canvas_access
from canvas.changes import Gone, Refused
from canvas.views.replies import focused
from canvas.views.steps import undo_url
from ledger.actions import prices as actions
from ledger.figures.sheets import Row, row_of
from ledger.forms import RepriceForm
from ledger.pages.sentences import margins
from ledger.pages.tabs import MODELS
from ledger.views.feature import TEMPLATE, changed, refused, saved_context
from teams.roles import Permission
from ui.fragments import page_or_fragment
from ui.templatetags.figures import day
from ui.toasts import toast


@require_POST
@canvas_access(Permission.EDIT)
def prices(request, canvas, feature_id):
    """Price a feature, or one line of it, as of a day; the toast says what that did to the margin and undoes it."""
    form = RepriceForm(request.POST)
    if not form.is_valid():
        return _not_priced(request, canvas, feature_id, form)
    before, line_id = row_of(canvas, feature_id), form.cleaned_data["line"]
    try:
        lines = actions.reprice(canvas=canvas, feature_id=feature_id, line_id=line_id, on=form.day, by=request.actor)
    except Gone as gone:
        return refused(request, canvas, feature_id, gone)
    except Refused as refusal:
        form.add_error("on", str(refusal))
        return _not_priced(request, canvas, feature_id, form)
    after = row_of(canvas, feature_id)
    said = _repriced_sentence(lines, form.day, before, after)
    toast(request, said, undo=undo_url(canvas, request.actor) if lines else "")
    to = f"{reverse('ledger:feature-models', args=[canvas.pk, feature_id])}#prices-{feature_id}"
    return changed(request, canvas, feature_id, to=to, said=said, row=after)


def _not_priced(request, canvas, feature_id, form):
    """Answer a day that can't be used: the feature as it stands, with the sentence beside the field."""
    form.fields["on"].widget.attrs["autofocus"] = True
    context = saved_context(request, canvas, feature_id, tab=MODELS) | {"reprice": form}
    response = page_or_fragment(request, TEMPLATE, context, fragment="feature-sheet", status=422)
    return focused(response, form["on"].auto_id)


def _repriced_sentence(lines, on, before: Row, after: Row) -> str:
    if not lines:
        return f"The prices are those of {day(on)} already. Nothing was changed."
    what = str(lines[0]) if len(lines) == 1 else f"{len(lines)} lines"
    priced = f"{what} priced as of {day(on)}."
    found = margins(before.evaluation, after.evaluation, before.plain.currency)
    if found is None:
        return priced
    return f"{priced} Contribution per use: {found[0] + ' as before' if found[0] == found[1] else ' → '.join(found)}"
