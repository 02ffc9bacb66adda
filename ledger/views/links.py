"""What a note is linked to in the ledger: chosen among the features and their lines."""

from django.views.decorators.http import require_http_methods
from django_htmx.http import reswap, retarget

from canvas.access import canvas_access
from canvas.changes import Refused
from canvas.views.replies import closed, ledger_changed
from ledger.actions import links as actions
from ledger.forms import NoteLinksForm
from ledger.pages.explanations import explain
from teams.roles import Permission
from ui.fragments import page_or_fragment, wants_fragment

TEMPLATE = "ledger/note-links.html"


@require_http_methods(["GET", "HEAD", "POST"])
@canvas_access(Permission.EDIT)
def note_links(request, canvas, note_id):
    """Show what a note is linked to, or save what was ticked."""
    note = canvas.notes.get(pk=note_id)
    if request.method != "POST":
        return _shown(request, canvas, note, NoteLinksForm(), status=200)
    form = NoteLinksForm(request.POST)
    if not form.is_valid():
        return _shown(request, canvas, note, form, status=422)
    try:
        actions.choose_links(canvas=canvas, note_id=note.pk, by=request.actor, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _shown(request, canvas, note, form, status=409)
    return _linked(request, canvas, note)


def _linked(request, canvas, note):
    response = ledger_changed(closed(request, canvas, note))
    return reswap(retarget(response, f"#{note.anchor}"), "outerHTML") if wants_fragment(request) else response


def _shown(request, canvas, note, form, *, status):
    linked = {link.feature_id or link.line_id for link in canvas.note_links.of_notes([note.pk])}
    features = list(canvas.features.in_order().with_lines())
    for feature in features:
        for line in feature.lines.all():
            line.how = explain(line, feature, currency=canvas.currency, offer=None)
    context = {"canvas": canvas, "note": note, "form": form, "linked": linked, "features": features}
    return page_or_fragment(request, TEMPLATE, context, fragment="note-links", status=status)
