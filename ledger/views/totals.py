"""The totals of a canvas, each with the lines that make it."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from canvas.access import canvas_access
from ledger.figures.sheets import sheet_of
from ledger.pages.sentences import coverage
from ledger.pages.totals import TotalsPage
from ledger.pages.waiting import features_unfinished, waiting
from teams.roles import Permission


@require_safe
@canvas_access(Permission.VIEW)
def totals(request, canvas):
    """Show what the canvas captures and costs a month, line by line, and what that leaves."""
    sheet = sheet_of(canvas)
    context = {
        "canvas": canvas,
        "sheet": sheet,
        "totals": TotalsPage(sheet),
        "coverage": coverage(sheet),
        "left_out": [row for row in sheet.rows if row.is_worked_out and not row.evaluation.is_quantified],
        "waiting": waiting(features_unfinished(sheet.unfinished), request.path, request.GET, target="totals"),
    }
    return render(request, "ledger/totals.html", context)
