"""What can't change, or only so far: the limit of one input, said and taken away."""

from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import reswap, retarget

from canvas.access import canvas_access
from canvas.changes import Conflict, Refused
from canvas.forms import VersionForm
from canvas.views.replies import focused
from canvas.views.steps import undo_url
from ledger.actions import limits as actions
from ledger.figures.inputs import input_name, line_of
from ledger.figures.sheets import row_of
from ledger.forms import LimitForm
from ledger.pages.sections.limits import inputs_of, limit_words
from ledger.pages.sections.places import field_of, said
from ledger.views.feature import changed, refused
from teams.roles import Permission
from ui.fragments import page_or_fragment
from ui.toasts import toast

TEMPLATE = "ledger/feature-limits.html"
CHANGED = "{} changed this while you were editing. It is {} now. Save again to put yours in its place."


@require_http_methods(["GET", "HEAD", "POST"])
@canvas_access(Permission.EDIT)
def limits(request, canvas, feature_id):
    """Show the editor of an input's limit, or the inputs to choose from; save what was typed."""
    row = row_of(canvas, feature_id)
    asked = request.POST if request.method == "POST" else request.GET
    name = asked.get("input", "")
    held = inputs_of(row).get(name)
    if held is None:
        return _choice(request, canvas, row, is_wrong=bool(name) or request.method == "POST")
    editor = LimitEditor(request, canvas, row, name, held)
    return editor.saved() if request.method == "POST" else editor.opened()


@require_POST
@canvas_access(Permission.EDIT)
def delete(request, canvas, feature_id, limit_id):
    """Take a limit away; the toast undoes it."""
    feature = canvas.features.get(pk=feature_id)
    version = VersionForm(request.POST).version_seen
    try:
        gone = actions.clear_limit(canvas=canvas, limit_id=limit_id, version=version, by=request.user)
    except Refused as refusal:
        return refused(request, canvas, feature.pk, refusal)
    toast(request, "Limit removed", undo=undo_url(canvas, request.user))
    to = f"{feature.get_absolute_url()}#limits-{feature.pk}"
    response = changed(request, canvas, feature.pk, to=to, said="Limit removed")
    return focused(response, f"limit-of-{input_name(gone.line, gone.field)}", f"add-limit-{feature.pk}")


class LimitEditor:
    """The editor of one input's limit in one request; `name` is that of the input in addresses."""

    def __init__(self, request, canvas, row, name, held):
        self.request, self.canvas, self.row, self.name, self.input = request, canvas, row, name, held
        self.line, self.field = line_of(row, held.place), field_of(row, held)

    def limit(self):
        """Return the limit that stands, None where there is none."""
        feature = self.line.feature if self.line else self.row.feature
        return self.canvas.limits.filter(feature=feature, line=self.line, field=self.input.field).first()

    def opened(self):
        """Show the editor on what is said now."""
        limit = self.limit()
        held = {"least": limit.least, "most": limit.most, "version": limit.version} if limit else {"version": 0}
        return self._shown(self._form(initial=held), limit)

    def saved(self):
        """Save what was typed, or say beside the field why not."""
        form = self._form(self.request.POST)
        if not form.is_valid():
            return self._kept(form, status=422)
        place = {"line_id": self.line.pk} if self.line else {"feature_id": self.row.feature.pk}
        try:
            limit = actions.set_limit(
                canvas=self.canvas, field=self.input.field, by=self.request.user, **place, **form.cleaned_data
            )
        except Refused as refusal:
            return self._refused(form, refusal)
        feature = self.row.feature
        spoken = f"{self.input.words}: {limit_words(limit, self.field, self.canvas.currency)}"
        to = f"{feature.get_absolute_url()}#{limit.anchor}"
        response = changed(self.request, self.canvas, feature.pk, to=to, said=spoken)
        return focused(response, f"limit-of-{self.name}", f"edit-{limit.anchor}")

    def _refused(self, form, refusal):
        sentence = str(refusal)
        if isinstance(refusal, Conflict):
            now = limit_words(refusal.item, self.field, self.canvas.currency)
            sentence = CHANGED.format(refusal.by_name, now)
            form.data = form.data.copy()
            form.data["version"] = refusal.item.version
        form.add_error(None, sentence)
        return self._kept(form, status=409)

    def _form(self, data=None, **options):
        return LimitForm(data, field=self.field, currency=self.canvas.currency, auto_id="limit-%s", **options)

    def _kept(self, form, *, status):
        response = self._shown(form, self.limit(), status=status)
        return reswap(retarget(response, "#limit-editor"), "outerHTML")

    def _shown(self, form, limit, *, status=200):
        context = {
            "canvas": self.canvas,
            "feature": self.row.feature,
            "form": form,
            "input": self.input,
            "now": said(self.field, self.input.text, self.canvas.currency),
            "input_name": self.name,
            "limit": limit,
        }
        return page_or_fragment(self.request, TEMPLATE, context, fragment="limit-editor", status=status)


def _choice(request, canvas, row, *, is_wrong):
    """Show the inputs of which something can be said."""
    choices = [
        (name, held.words, said(field_of(row, held), held.text, canvas.currency))
        for name, held in inputs_of(row).items()
    ]
    context = {
        "canvas": canvas,
        "feature": row.feature,
        "choices": choices,
        "is_wrong": is_wrong,
        "url": reverse("ledger:limits", args=[canvas.pk, row.feature.pk]),
    }
    status = 422 if request.method == "POST" else 200
    return page_or_fragment(request, TEMPLATE, context, fragment="limit-choice", status=status)
