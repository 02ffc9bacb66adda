"""The value statement at the head of the value proposition, edited in place."""

import uuid

from django.views.decorators.http import require_http_methods
from django_htmx.http import reswap, retarget

from canvas.access import canvas_access
from canvas.actions import canvases as actions
from canvas.changes import Refused
from canvas.forms import StatementForm
from canvas.views.replies import PAGE, contested, kept_editor
from teams.roles import Permission
from ui.fragments import fragment_or_redirect, page_or_fragment, wants_fragment

TEMPLATE = "canvas/statement.html"


@require_http_methods(["GET", "HEAD", "POST"])
@canvas_access(Permission.EDIT)
def statement(request, canvas):
    """Show the statement's editor, or save what was typed in it."""
    if request.method == "POST":
        return _posted(request, canvas)
    initial = {"version": canvas.version, "step": uuid.uuid4(), "value_statement": canvas.value_statement}
    return _opened(request, canvas, StatementForm(initial=initial))


def _posted(request, canvas):
    form = StatementForm(request.POST)
    way = request.POST.get("way")
    if way == "theirs":
        return _closed(request, canvas)
    if not form.is_valid():
        return _kept(request, canvas, form, status=422)
    if way == "again":
        return _opened(request, canvas, form.rebased(version=canvas.version, value_statement=canvas.value_statement))
    fields = form.changes() | {"version": form.seen(), "step": form.cleaned_data["step"]}
    try:
        saved = actions.edit_canvas(canvas=canvas, by=request.user, **fields)
    except Refused as refusal:
        return _kept(request, canvas, form, status=409, refusal=refusal)
    canvas.value_statement, canvas.version = saved.value_statement, saved.version
    return _still_open(request, canvas, form) if "keep_open" in request.POST else _closed(request, canvas)


def _opened(request, canvas, form):
    context = {"canvas": canvas, "form": form, "in_place": wants_fragment(request)}
    return page_or_fragment(request, TEMPLATE, context, fragment="statement-editor")


def _kept(request, canvas, form, *, status, refusal=None):
    rows = contested(canvas, refusal)
    context = {"canvas": canvas, "form": form, "refusal": refusal, "contested": rows, "in_place": False}
    part = "statement-notice" if wants_fragment(request) else "statement-editor"
    return kept_editor(request, TEMPLATE, context, fragment=part, notice="notice-statement", status=status)


def _still_open(request, canvas, form):
    fields = {name: form.cleaned_data[name] for name in ("value_statement", "step")}
    fields["version"] = form.next_basis(canvas.version)
    context = {"canvas": canvas, "form": StatementForm(initial=fields), "oob": True}
    response = page_or_fragment(request, TEMPLATE, context, fragment="statement-kept-open")
    return reswap(retarget(response, "#basis-statement"), "outerHTML") if wants_fragment(request) else response


def _closed(request, canvas):
    context = {"canvas": canvas, "can_edit": True, "oob": True}
    to = f"{canvas.get_absolute_url()}#statement"
    return fragment_or_redirect(request, PAGE, context, fragment="statement-closed", to=to)
