"""The page of one feature, part by part, and what every change on it is answered with."""

from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from canvas.access import canvas_access
from canvas.ageing import ageing_of
from canvas.changes import Gone, Refused
from canvas.views.replies import announced
from ledger.figures.sheets import Row, row_of
from ledger.pages.feature_table import FeatureTable
from ledger.pages.first_steps import first_steps
from ledger.pages.sections import Sections
from ledger.pages.tabs import LEDGER, Tabs
from ledger.pages.waiting import waiting
from ledger.views.tabs import remember, remembered, tab_on_page
from teams.roles import Permission, allows
from ui.fragments import fragment_or_redirect, page_or_fragment, wants_fragment
from ui.toasts import toast

TEMPLATE = "ledger/feature.html"
BEING_WORKED_OUT = "What follows from these numbers is being worked out."


@require_safe
@canvas_access(Permission.VIEW)
def feature(request, canvas, feature_id):
    """Show a feature's ledger, or go to the part of its page that this person looked at last in this canvas."""
    tab = remembered(request, canvas)
    if tab == LEDGER or wants_fragment(request):
        return _shown(request, canvas, feature_id, LEDGER)
    return redirect(f"ledger:feature-{tab}", canvas.pk, canvas.features.get(pk=feature_id).pk)


@require_safe
@canvas_access(Permission.VIEW)
def part(request, canvas, feature_id, tab):
    """Show one part of a feature's page; htmx gets it without the frame."""
    response = _shown(request, canvas, feature_id, tab)
    return response if wants_fragment(request) else remember(response, request, canvas, tab)


def _shown(request, canvas, feature_id, tab):
    context = saved_context(request, canvas, feature_id, tab=tab)
    return page_or_fragment(request, TEMPLATE, context, fragment="feature-sheet")


def page_context(request, canvas, row: Row) -> dict:
    """Return what a feature's page shows to this person."""
    return {
        "canvas": canvas,
        "feature": row.feature,
        "table": FeatureTable(row, canvas.currency, ageing_of(canvas)),
        "can_edit": allows(request.role, Permission.EDIT) and not canvas.is_archived,
        "path": first_steps(row, canvas.currency),
    }


def saved_context(request, canvas, feature_id, row: Row | None = None, *, tab: str = "") -> dict:
    """Return what a part of a feature's page shows as it is saved, and what every part has above it.

    `row` is the feature where it has been read already; without `tab` it is the part that stands on the page at hand.
    """
    row = row or row_of(canvas, feature_id)
    tabs, sections = Tabs(row, tab or tab_on_page(request)), Sections(canvas, row)
    said = "" if all(sections.has_worked_out(each.id) for each in tabs.on_page) else BEING_WORKED_OUT
    address = reverse(tabs.route, args=[canvas.pk, row.feature.pk])
    status = waiting(said, address, request.GET, target=row.feature.anchor)
    shown = {"tabs": tabs, "address": address, "sections": None if said else sections, "waiting": status}
    return page_context(request, canvas, row) | shown


def changed(request, canvas, feature_id, *, to: str, said: str = "", extra: dict | None = None, row: Row | None = None):
    """Answer a change with the part that is on the page, open editors left alone; a browser is sent to `to`.

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
