from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag
from django.views.decorators.http import require_safe

from canvas.access import canvas_access
from exports import actions
from exports.composition import compose
from exports.dossier import dossier_of
from exports.forms import ChoiceForm
from exports.press.pressroom import PressError, press
from exports.rules.choices import CANVAS, OF_THE_LEDGER
from ledger.figures.working_out import NotComplete
from teams.roles import Permission
from ui.fragments import page_or_fragment

PAGE = "exports/export.html"
FORBIDDEN_IN_NAMES = frozenset('/\\:*?"<>|')


@require_safe
@canvas_access(Permission.VIEW)
def export(request, canvas):
    """Ask what the PDF shall hold; as a fragment, the form alone, its parts moved."""
    press.warm_up()
    return _page(request, canvas, _form(request, canvas), refusal=press.refusal)


@require_safe
@canvas_access(Permission.VIEW)
def pages(request, canvas):
    """Show the pages as they will be printed; as a fragment, these alone."""
    form = _form(request, canvas)
    return _printed(request, canvas, form, actions.make_preview, _preview, fragment="export-pages")


@require_safe
@canvas_access(Permission.VIEW)
def picture(request, canvas, key, number):
    """Send one page as a picture."""
    found = actions.find_picture(canvas=canvas, key=key, number=number)
    if found is None:
        raise Http404
    return HttpResponse(found, content_type="image/png")


@require_safe
@canvas_access(Permission.VIEW)
def pdf(request, canvas):
    """Send the canvas as a PDF."""
    return _printed(request, canvas, _form(request, canvas), actions.make_pdf, _download)


def _printed(request, canvas, form, make, answer, **page):
    """Answer with what is made of what was chosen, or with the page that says why it isn't."""
    if not form.is_valid() or not form.order:
        return _page(request, canvas, form, status=422, **page)
    try:
        dossier = dossier_of(canvas, form.choice)
        sheets = compose(dossier)
        etag = quote_etag(sheets.key)
        if make is actions.make_pdf and (unchanged := get_conditional_response(request, etag)):
            return unchanged
        made = make(dossier=dossier, sheets=sheets, by=request.actor)
    except (NotComplete, PressError) as refusal:
        return _refused(request, canvas, form, refusal, **page)
    return answer(request, canvas, form, made, etag)


def _form(request, canvas):
    features = [(str(feature.pk), feature.name) for feature in canvas.features.in_order()]
    offered = [CANVAS] if canvas.value_statement or canvas.notes.exists() else []
    return ChoiceForm(request.GET, offered=[*offered, *(OF_THE_LEDGER if features else ())], features=features)


def _preview(request, canvas, form, preview, etag):
    return _page(request, canvas, form, preview=preview, fragment="export-pages")


def _download(request, canvas, form, made, etag):
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


def _refused(request, canvas, form, refusal, **page):
    status = 429 if isinstance(refusal, actions.TooMany) else 503
    response = _page(request, canvas, form, refusal=refusal, status=status, **page)
    if refusal.retry_after:
        response["Retry-After"] = str(refusal.retry_after)
    return response


def _page(request, canvas, form, *, refusal=None, preview=None, status=200, fragment="export-form"):
    context = {"canvas": canvas, "form": form, "refusal": refusal, "preview": preview}
    return page_or_fragment(request, PAGE, context, fragment=fragment, status=status)
