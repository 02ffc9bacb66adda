"""The page of one feature, and what every change on it is answered with."""

from django.views.decorators.http import require_safe

from canvas.access import canvas_access
from canvas.ageing import ageing_of
from canvas.changes import Gone, Refused
from canvas.views.replies import announced
from ledger.figures.sheets import Row, row_of
from ledger.pages.feature_table import FeatureTable
from ledger.pages.sections import Sections
from ledger.pages.waiting import waiting
from teams.roles import Permission, allows
from ui.fragments import fragment_or_redirect, page_or_fragment, wants_fragment
from ui.toasts import toast

TEMPLATE = "ledger/feature.html"
BEING_WORKED_OUT = "What follows from these numbers is being worked out."


@require_safe
@canvas_access(Permission.VIEW)
def feature(request, canvas, feature_id):
    """Show a feature; htmx gets the sheet with the verdict, without the frame."""
    context = saved_context(request, canvas, feature_id)
    return page_or_fragment(request, TEMPLATE, context, fragment="feature-sheet")


def page_context(request, canvas, row: Row) -> dict:
    """Return what a feature's page shows to this person."""
    return {
        "canvas": canvas,
        "feature": row.feature,
        "table": FeatureTable(row, canvas.currency, ageing_of(canvas)),
        "can_edit": allows(request.role, Permission.EDIT) and not canvas.is_archived,
    }


def saved_context(request, canvas, feature_id, row: Row | None = None) -> dict:
    """Return what the page of a feature shows as it is saved: its table, and the sections that advise on it.

    `row` is the feature where it has been read already.
    """
    row = row or row_of(canvas, feature_id)
    sections = Sections(canvas, row)
    said = "" if sections.is_worked_out else BEING_WORKED_OUT
    status = waiting(said, row.feature.get_absolute_url(), request.GET, target=row.feature.anchor)
    return page_context(request, canvas, row) | {"sections": None if said else sections, "waiting": status}


def changed(request, canvas, feature_id, *, to: str, said: str = "", extra: dict | None = None, row: Row | None = None):
    """Answer a change with the whole sheet, open editors left alone; a browser is sent to `to`.

    `row` is the feature as it was read before a change that leaves its figures as they are.
    """
    context = extra or {}
    if wants_fragment(request):
        context = context | saved_context(request, canvas, feature_id, row)
    response = fragment_or_redirect(request, TEMPLATE, context, fragment="feature-changed", to=to)
    return announced(response, said) if said else response


def refused(request, canvas, feature_id, refusal: Refused, *, status: int = 409):
    """Answer a gesture that was refused: the feature as it stands, and the sentence as a toast."""
    toast(request, f"{refusal.by_name} deleted this." if isinstance(refusal, Gone) else str(refusal))
    context = saved_context(request, canvas, feature_id)
    return page_or_fragment(request, TEMPLATE, context, fragment="feature-sheet", status=status)
