from urllib.parse import quote

from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag
from django.views.decorators.http import require_safe

from canvas.access import canvas_access
from exports import actions
from exports.composition import compose
from exports.forms import PaperForm
from exports.poster import poster_of
from exports.press.pressroom import PressError, press
from exports.rules.papers import DEFAULT_PAPER
from ledger.figures.working_out import NotComplete
from teams.roles import Permission
from ui.fragments import page_or_fragment

PAGE = "exports/export.html"
FORBIDDEN_IN_NAMES = frozenset('/\\:*?"<>|')


@require_safe
@canvas_access(Permission.VIEW)
def export(request, canvas):
    """Ask for the paper; as a fragment, in a dialog on the page that the person is on."""
    press.warm_up()
    return _page(request, canvas, PaperForm(), refusal=press.refusal)


@require_safe
@canvas_access(Permission.VIEW)
def pdf(request, canvas):
    """Send the canvas as a PDF."""
    form = PaperForm({"paper": request.GET.get("paper", DEFAULT_PAPER)})
    if not form.is_valid():
        return _page(request, canvas, form, status=422)
    try:
        poster = poster_of(canvas, form.cleaned_data["paper"])
    except NotComplete as refusal:
        return _refused(request, canvas, form, refusal)
    sheets = compose(poster)
    etag = quote_etag(sheets.key)
    if unchanged := get_conditional_response(request, etag):
        return unchanged
    try:
        made = actions.make_pdf(poster=poster, sheets=sheets, by=request.actor)
    except PressError as refusal:
        return _refused(request, canvas, form, refusal)
    return _download(canvas, made, etag)


def _download(canvas, made, etag):
    name = _file_name(canvas.title)
    headers = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=name),
        "X-File-Name": quote(name),
        "ETag": etag,
        "Cache-Control": "private, no-cache",
    }
    if made.missing_scripts:
        headers["X-Missing-Scripts"] = ", ".join(made.missing_scripts)
    return HttpResponse(made.content, content_type="application/pdf", headers=headers)


def _file_name(title):
    kept = "".join(
        " " if character in FORBIDDEN_IN_NAMES or not character.isprintable() else character for character in title
    )
    return f"{' '.join(kept.split()).strip('. ') or 'Canvas'}.pdf"


def _refused(request, canvas, form, refusal):
    status = 429 if isinstance(refusal, actions.TooMany) else 503
    response = _page(request, canvas, form, refusal=refusal, status=status)
    if refusal.retry_after:
        response["Retry-After"] = str(refusal.retry_after)
    return response


def _page(request, canvas, form, *, refusal=None, status=200):
    context = {"canvas": canvas, "form": form, "refusal": refusal}
    return page_or_fragment(request, PAGE, context, fragment="export-form", status=status)
