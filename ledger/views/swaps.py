"""An inference line under the other models of the catalogue, and giving it one of them."""

from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from canvas.access import canvas_access
from canvas.changes import Refused
from canvas.views.replies import announced, focused
from canvas.views.steps import undo_url
from ledger.actions import lines as actions
from ledger.figures.sheets import row_of
from ledger.figures.swaps import compare
from ledger.forms import SwapsForm, UseModelForm
from ledger.pages.sections.swaps import SwapsPage, used
from ledger.pages.waiting import waiting
from ledger.views.feature import changed, refused
from prices import catalogue
from teams.roles import Permission, allows
from ui.fragments import page_or_fragment, wants_fragment
from ui.toasts import toast

TEMPLATE = "ledger/swaps.html"
KIND = "inference"
BEING_COMPARED = "The models are being compared."


@require_safe
@canvas_access(Permission.VIEW)
def swaps(request, canvas, line_id):
    """Show a line under the models asked for; htmx gets the table, or with `brief` the first rows for a feature."""
    line = canvas.lines.get(pk=line_id, kind=KIND)
    row, form = row_of(canvas, line.feature_id), SwapsForm(request.GET)
    found = compare(row, line, form.wanted(), on=timezone.localdate())
    page = SwapsPage(found, canvas.currency)
    target = f"swaps-found-{line.pk}" if "brief" in request.GET else "swaps"
    said = "" if found else BEING_COMPARED
    context = {
        "waiting": waiting(said, request.path, request.GET, target=target, is_whole=False),
        "canvas": canvas,
        "feature": row.feature,
        "line": line,
        "form": form,
        "page": page,
        "catalogue": catalogue.loaded(),
        "can_edit": allows(request.role, Permission.EDIT) and not canvas.is_archived,
    }
    if "brief" in request.GET:
        return page_or_fragment(request, TEMPLATE, context, fragment="swaps-brief")
    response = page_or_fragment(request, TEMPLATE, context, fragment="swaps-region")
    return announced(response, page.finding) if found and wants_fragment(request) else response


@require_POST
@canvas_access(Permission.EDIT)
def use(request, canvas, line_id):
    """Give a line another model in place of what prices it; the toast says what that did and undoes it."""
    line = canvas.lines.get(pk=line_id, kind=KIND)
    form = UseModelForm(request.POST)
    if not form.is_valid():
        said = next(iter(form.errors.values()))[0]
        return refused(request, canvas, line.feature_id, Refused(said), status=422)
    before = row_of(canvas, line.feature_id)
    try:
        actions.edit_line(
            canvas=canvas, line_id=line.pk, version=form.cleaned_data["version"], by=request.actor, **form.changes()
        )
    except Refused as refusal:
        return refused(request, canvas, line.feature_id, refusal)
    after = row_of(canvas, line.feature_id)
    said = used(line, form.offer.model, before, after)
    toast(request, said, undo=undo_url(canvas, request.actor))
    response = changed(request, canvas, line.feature_id, to=line.get_absolute_url(), said=said, row=after)
    return focused(response, f"open-line-{line.pk}")
