"""What was counted of a feature: a table is imported in steps, days are taken out."""

from django.conf import settings
from django.http import FileResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from canvas.access import canvas_access
from canvas.changes import Refused
from canvas.views.steps import undo_url
from ledger.actions import actuals as actions
from ledger.figures.sheets import row_of
from ledger.forms.actuals import AcceptForm, ColumnsForm, DaysForm, TableForm
from ledger.pages.sections import Sections
from ledger.pages.sections.history import HistorySection
from ledger.pages.sections.holding import HeldSection
from ledger.pages.sections.imports import ImportPage, Preview
from ledger.pages.waiting import waiting
from ledger.views.feature import changed, refused
from teams.roles import Permission
from ui.forms import posted
from ui.fragments import page_or_fragment
from ui.toasts import toast

TEMPLATE = "ledger/actuals.html"
SAMPLE, SAMPLE_NAME = settings.BASE_DIR / "examples" / "actuals.csv", "sample-actuals.csv"
# What the buttons of the two steps ask for.
HOLD, KEEP, TAKE = "hold", "keep", "take"
ESTIMATES = "The estimates of these days are being worked out."
UNSAID = "The range to accept was not said in full. Reload the page and try again."
OTHERWISE = "The actuals or the line have changed since, and another range is proposed. Look at it and accept that."


@require_http_methods(["GET", "HEAD", "POST"])
@canvas_access(Permission.EDIT)
def upload(request, canvas, feature_id):
    """Ask for a table, and show what its columns seem to mean; beneath it the days that stand already."""
    feature = canvas.features.get(pk=feature_id)
    form = TableForm(posted(request), request.FILES or None)
    if form.is_valid():
        digest = form.cleaned_data["digest"]
        columns = ColumnsForm.of(digest, form.file_name, canvas=canvas, feature=feature)
        return _previewed(request, canvas, feature, columns)
    context = {"canvas": canvas, "feature": feature, "form": form, "held": ImportPage(canvas, feature)}
    return render(request, TEMPLATE, context, status=422 if form.is_bound else 200)


@require_safe
@canvas_access(Permission.EDIT)
def sample(request, canvas):
    """Hand out a table by hand, to be filled in."""
    return FileResponse(SAMPLE.open("rb"), as_attachment=True, filename=SAMPLE_NAME, content_type="text/csv")


@require_POST
@canvas_access(Permission.EDIT)
def columns(request, canvas, feature_id):
    """Show what a table gives as it is understood, hold that against the estimates, or import it."""
    feature = canvas.features.get(pk=feature_id)
    form = ColumnsForm(request.POST.dict(), canvas=canvas, feature=feature)
    way = request.POST.get("way")
    if not form.is_valid():
        return _previewed(request, canvas, feature, form, status=422)
    if way not in (HOLD, KEEP, TAKE):
        return _previewed(request, canvas, feature, form)
    if form.unanswered:
        return _previewed(request, canvas, feature, form, is_asked=True, status=422)
    return _held(request, canvas, form) if way == HOLD else _imported(request, canvas, form, takes=way == TAKE)


def _imported(request, canvas, form, *, takes):
    feature = form.feature
    section = _section(canvas, form)
    ranges = section.accepted(request.POST.getlist("take")) if takes else []
    if ranges is None:
        return _held(request, canvas, form, refusal=OTHERWISE)
    try:
        days = form.taken.days
        replaced = actions.take_table(canvas=canvas, feature_id=feature.pk, days=days, ranges=ranges, by=request.actor)
    except actions.TooManyDays as refusal:
        toast(request, str(refusal))
        return redirect("ledger:actuals", canvas.pk, feature.pk)
    except Refused as refusal:
        return _held(request, canvas, form, refusal=str(refusal))
    said = Preview(canvas, feature, form).imported(replaced)
    taken = f"; {len(ranges)} range{'' if len(ranges) == 1 else 's'} taken" if ranges else ""
    toast(request, said + taken, undo=undo_url(canvas, request.actor))
    return redirect("ledger:feature-actuals", canvas.pk, feature.pk)


def _section(canvas, form):
    row = row_of(canvas, form.feature.pk)
    return HeldSection(canvas, row, new=form.taken.days, file=form.file_name)


def _held(request, canvas, form, *, refusal=""):
    context = {
        "canvas": canvas,
        "feature": form.feature,
        "columns": form,
        "preview": Preview(canvas, form.feature, form),
        "against": _section(canvas, form),
        "refusal": refusal,
    }
    return render(request, TEMPLATE, context, status=409 if refusal else 200)


@require_safe
@canvas_access(Permission.VIEW)
def history(request, canvas, feature_id):
    """Show how the estimate and what was counted moved over time."""
    row = row_of(canvas, feature_id)
    section, path = HistorySection(canvas, row), reverse("ledger:actuals-history", args=[canvas.pk, feature_id])
    said = "" if section.is_worked_out else ESTIMATES
    status = waiting(said, path, request.GET, target=f"history-{feature_id}")
    context = {"canvas": canvas, "feature": row.feature, "history": section, "waiting": status}
    return page_or_fragment(request, "ledger/history.html", context, fragment="feature-history")


@require_POST
@canvas_access(Permission.EDIT)
def accept(request, canvas, feature_id):
    """Put a range that the days propose in place of what is typed; refused where they propose another by now."""
    row, form = row_of(canvas, feature_id), AcceptForm(request.POST)
    if not form.is_valid():
        return refused(request, canvas, feature_id, Refused(UNSAID), status=422)
    said = form.cleaned_data
    proposal = Sections(canvas, row).actuals.proposal(said["number"])
    if proposal is None or proposal.text != said["text"]:
        return refused(request, canvas, feature_id, Refused(OTHERWISE))
    try:
        actions.accept_range(
            canvas=canvas,
            feature_id=feature_id,
            number=proposal.number,
            version=said["version"],
            text=proposal.text,
            evidence=proposal.evidence,
            by=request.actor,
        )
    except Refused as refusal:
        return refused(request, canvas, feature_id, refusal)
    return _accepted(request, canvas, row.feature, proposal)


@require_POST
@canvas_access(Permission.EDIT)
def delete(request, canvas, feature_id):
    """Take days out; the toast undoes it."""
    feature = canvas.features.get(pk=feature_id)
    form = DaysForm(request.POST)
    if not form.is_valid():
        toast(request, "Say from which day to which. Reload the page and try again.")
        return redirect("ledger:actuals", canvas.pk, feature.pk)
    try:
        count = actions.delete_days(canvas=canvas, feature_id=feature.pk, by=request.actor, **form.cleaned_data)
    except Refused as refusal:
        toast(request, str(refusal))
    else:
        toast(request, f"{count} day{'s' if count > 1 else ''} taken out", undo=undo_url(canvas, request.actor))
    return redirect(reverse("ledger:actuals", args=[canvas.pk, feature.pk]))


def _accepted(request, canvas, feature, proposal):
    said = f"{proposal.text} accepted" + ("" if proposal.unproven else " as measured")
    toast(request, said, undo=undo_url(canvas, request.actor))
    to = reverse("ledger:feature-actuals", args=[canvas.pk, feature.pk])
    return changed(request, canvas, feature.pk, to=to, said=said)


def _previewed(request, canvas, feature, form, *, is_asked=False, status=200):
    context = {
        "canvas": canvas,
        "feature": feature,
        "columns": form,
        "preview": Preview(canvas, feature, form),
        "is_asked": is_asked,
    }
    return page_or_fragment(request, TEMPLATE, context, fragment="actuals-columns", status=status)
