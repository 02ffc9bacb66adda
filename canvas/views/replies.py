"""What the canvas page answers to a change: the parts that changed, a sentence to announce, or why it was refused."""

from django.shortcuts import render
from django_htmx.http import reswap, trigger_client_event

from canvas.changes import Gone, Refused
from canvas.models import Canvas, Note
from canvas.views.cards import card_of, groups_of
from ui.fragments import fragment_or_redirect, page_or_fragment, wants_fragment
from ui.toasts import toast

PAGE = "canvas/canvas.html"


def changed_blocks(request, canvas: Canvas, block_ids, *, to: str):
    """Answer with whole blocks, each swapped in its place, and the footer; a browser is sent to `to`."""
    context = {"canvas": canvas, "can_edit": True, "oob": True}
    if wants_fragment(request):
        context["groups"] = groups_of(canvas, block_ids)
    return reswap(fragment_or_redirect(request, PAGE, context, fragment="changed-blocks", to=to), "none")


def changed_canvas(request, canvas: Canvas, *, to: str):
    """Answer with the footer alone, and have the page fetch whatever else has changed."""
    context = {"canvas": canvas, "oob": True}
    response = reswap(fragment_or_redirect(request, PAGE, context, fragment="canvas-saved", to=to), "none")
    return canvas_changed(response)


def closed(request, canvas: Canvas, note: Note):
    """Answer with the card of a note and the footer; a browser is sent to the note on the page."""
    context = {"canvas": canvas, "can_edit": True, "oob": True}
    if wants_fragment(request):
        context["card"] = card_of(canvas, note)
    to = f"{canvas.get_absolute_url()}#{note.anchor}"
    return fragment_or_redirect(request, PAGE, context, fragment="note-closed", to=to)


def canvas_changed(response):
    """Tell the page to fetch its parts again, those of the ledger among them."""
    return ledger_changed(trigger_client_event(response, "canvas-changed", {}))


def ledger_changed(response):
    """Tell whoever shows figures of the ledger that links to it may have gone or come."""
    return trigger_client_event(response, "ledger-changed", {})


def announced(response, text: str):
    """Have the page's live region say `text`."""
    return trigger_client_event(response, "announce", {"value": text})


def focused(response, *anchors: str):
    """Have the page put the focus on the first of these elements that stands, once it is there."""
    return trigger_client_event(response, "focus-on", {"anchors": anchors})


def panel_closed(response):
    """Have the page close its panel, once what the answer brings is in its place."""
    return trigger_client_event(response, "close-panel", {}, after="swap")


def refused(request, canvas: Canvas, refusal: Refused):
    """Answer a gesture that was refused: its sentence as a toast, or as a page to a browser."""
    context = {"canvas": canvas, "sentence": sentence_of(refusal), "oob": True}
    if not wants_fragment(request):
        return render(request, "canvas/refused.html", context, status=409)
    toast(request, sentence_of(refusal))
    response = page_or_fragment(request, PAGE, context, fragment="canvas-saved", status=409)
    return canvas_changed(reswap(response, "none"))


def sentence_of(refusal: Refused) -> str:
    """Return what a refused gesture says; it has typed nothing that could be lost."""
    return f"{refusal.by_name} deleted this note." if isinstance(refusal, Gone) else str(refusal)
