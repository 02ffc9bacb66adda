"""What can't change, or only so far: the limit of one input, said and taken away."""

from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import reswap, retarget

from canvas.access import canvas_access
from canvas.changes import Conflict, Refused
from canvas.forms import VersionForm
from canvas.views.replies import focused
from canvas.views.steps import undo_url
from economics.inputs import field_of
from economics.numbers import Number, NumberError
from ledger.actions import limits as actions
from ledger.figures.numbers import filled_inputs, line_of
from ledger.figures.sheets import row_of
from ledger.forms import LimitForm
from ledger.pages.sections.limits import limit_words
from ledger.pages.sections.places import said
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
    name, inputs = asked.get("number", ""), filled_inputs(row)
    held = _named(inputs, name)
    if held is None:
        return _choice(request, canvas, row, inputs, is_wrong=bool(name) or request.method == "POST")
    editor = LimitEditor(request, canvas, row, held)
    return editor.saved() if request.method == "POST" else editor.opened()


def _named(inputs, name):
    """Return what stands in the number of this name; None where the feature has none."""
    try:
        return inputs.get(Number.parse(name))
    except NumberError:
        return None


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
    return focused(response, f"limit-of-{gone.number}", f"add-limit-{feature.pk}")


class LimitEditor:
    """The editor of one number's limit in one request."""

    def __init__(self, request, canvas, row, held):
        self.request, self.canvas, self.row, self.input = request, canvas, row, held
        self.number, self.field = held.number, field_of(row.plain, held.number)

    def limit(self):
        """Return the limit that stands, None where there is none."""
        line = line_of(self.row, self.number)
        feature = line.feature if line else self.row.feature
        return self.canvas.limits.filter(feature=feature, line=line, field=self.number.field).first()

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
        feature = self.row.feature
        try:
            limit = actions.set_limit(
                canvas=self.canvas,
                feature_id=feature.pk,
                number=self.number,
                by=self.request.user,
                **form.cleaned_data,
            )
        except Refused as refusal:
            return self._refused(form, refusal)
        spoken = f"{self.input.words}: {limit_words(limit, self.field, self.canvas.currency)}"
        to = f"{feature.get_absolute_url()}#{limit.anchor}"
        response = changed(self.request, self.canvas, feature.pk, to=to, said=spoken, row=self.row)
        return focused(response, f"limit-of-{self.number}", f"edit-{limit.anchor}")

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
            "limit": limit,
        }
        return page_or_fragment(self.request, TEMPLATE, context, fragment="limit-editor", status=status)


def _choice(request, canvas, row, inputs, *, is_wrong):
    """Show the inputs of which something can be said."""
    choices = [
        (number, held.words, said(field_of(row.plain, number), held.text, canvas.currency))
        for number, held in inputs.items()
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
