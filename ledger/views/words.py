"""The glossary: every word of the ledger with what it means, by itself or with the figures of one feature."""

from django.views.decorators.http import require_safe

from canvas.access import canvas_access
from ledger.figures.sheets import row_of
from ledger.forms import FindWordForm
from ledger.pages.terms import found
from ledger.pages.terms_here import figures_of
from teams.access import personal
from teams.roles import Permission
from ui.fragments import page_or_fragment

TEMPLATE = "ledger/words.html"


@require_safe
@personal
def words(request):
    """Show the words of the ledger."""
    return _page(request, {"figures": {}})


@require_safe
@canvas_access(Permission.VIEW)
def feature_words(request, canvas, feature_id):
    """Show the words of the ledger with what they come to for one feature."""
    row = row_of(canvas, feature_id)
    figures = figures_of(row.evaluation, canvas.currency)
    return _page(request, {"canvas": canvas, "feature": row.feature, "figures": figures})


def _page(request, context):
    form = FindWordForm(request.GET)
    groups = [
        (group, [(term, context["figures"].get(term.id, "")) for term in terms])
        for group, terms in found(form.text()).items()
    ]
    return page_or_fragment(request, TEMPLATE, context | {"form": form, "groups": groups}, fragment="words-found")
