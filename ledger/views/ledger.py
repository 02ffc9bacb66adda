"""The ledger page of a canvas: its features with their figures, verdicts and sums."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from django_htmx.http import trigger_client_event

from canvas.access import canvas_access
from canvas.changes import Gone, Refused
from ledger.figures.advising import next_check_of
from ledger.figures.price_moves import moved_features
from ledger.figures.sheets import Sheet, sheet_of
from ledger.forms import AddFeatureForm
from ledger.pages.sentences import coverage, finding
from ledger.pages.waiting import features_unfinished, waiting
from teams.roles import Permission, allows
from ui.fragments import fragment_or_redirect, page_or_fragment, wants_fragment
from ui.toasts import toast

TEMPLATE = "ledger/ledger.html"


@require_safe
@canvas_access(Permission.VIEW)
def page(request, canvas):
    """Show the ledger; htmx gets the table of features with its sums."""
    return page_or_fragment(request, TEMPLATE, page_context(request, canvas), fragment="ledger-table")


def page_context(request, canvas, *, form: AddFeatureForm | None = None, sheet: Sheet | None = None) -> dict:
    """Return what the ledger page shows to this person."""
    sheet = sheet or sheet_of(canvas)
    address = reverse("ledger:page", args=[canvas.pk])
    said = features_unfinished(sheet.unfinished)
    return {
        "waiting": waiting(said, address, request.GET, target=f"ledger-{canvas.pk}"),
        "canvas": canvas,
        "sheet": sheet,
        "finding": finding(sheet),
        "coverage": coverage(sheet),
        "moved": moved_features(sheet),
        "next_check": next_check_of(canvas) if sheet.rows else None,
        "form": form or AddFeatureForm(),
        "can_edit": allows(request.role, Permission.EDIT) and not canvas.is_archived,
    }


def not_added(request, canvas, form):
    """Answer a name that can't be used: the page with the sentence beside the field."""
    return render(request, TEMPLATE, page_context(request, canvas, form=form), status=422)


def changed(request, canvas, *, said: str, to: str):
    """Answer a change of the list: the table anew, and `said` in the live region; a browser is sent to `to`."""
    context = page_context(request, canvas) if wants_fragment(request) else {}
    response = fragment_or_redirect(request, TEMPLATE, context, fragment="ledger-table", to=to)
    return trigger_client_event(response, "announce", {"value": said})


def refused(request, canvas, refusal: Refused, *, status: int = 409):
    """Answer a gesture that was refused: the list as it stands, and the sentence as a toast."""
    toast(request, f"{refusal.by_name} deleted this." if isinstance(refusal, Gone) else str(refusal))
    return page_or_fragment(request, TEMPLATE, page_context(request, canvas), fragment="ledger-table", status=status)
