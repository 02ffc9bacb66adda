"""What can't change, or only so far: the limit of one input, said and taken away."""

import uuid
from urllib.parse import quote

from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from canvas.access import canvas_access
from canvas.changes import Refused
from canvas.forms import VersionForm
from canvas.views.editing import FormEditor
from canvas.views.replies import focused, panel_closed
from canvas.views.steps import undo_url
from economics.inputs import field_of
from economics.numbers import Number, NumberError
from ledger.actions import limits as actions
from ledger.figures.numbers import filled_inputs, line_of
from ledger.figures.sheets import row_of
from ledger.forms import LimitForm
from ledger.pages.estimates import estimate_text
from ledger.pages.sections.limits import limit_words
from ledger.views.feature import changed, refused
from teams.roles import Permission
from ui.fragments import page_or_fragment
from ui.toasts import toast

TEMPLATE = "ledger/feature-limits.html"


@require_http_methods(["GET", "HEAD", "POST"])
@canvas_access(Permission.EDIT)
def limits(request, canvas, feature_id):
    """Show the editor of an input's limit, or the inputs to choose from; save what was typed."""
    row = row_of(canvas, feature_id)
    name, inputs = request.GET.get("number", request.POST.get("number", "")), filled_inputs(row)
    held = _named(inputs, name)
    if held is None:
        return _choice(request, canvas, row, inputs, is_wrong=bool(name) or request.method == "POST")
    return LimitEditor(request, canvas, row, held).answer()


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
        actions.clear_limit(canvas=canvas, limit_id=limit_id, version=version, by=request.actor)
    except Refused as refusal:
        return refused(request, canvas, feature.pk, refusal)
    toast(request, "Limit removed", undo=undo_url(canvas, request.actor))
    to = f"{feature.get_ledger_url()}#limits-{feature.pk}"
    response = changed(request, canvas, feature.pk, to=to, said="Limit removed")
    return focused(response, f"add-limit-{feature.pk}")


class LimitEditor(FormEditor):
    """The editor of one number's limit, in the panel; while nothing is said of the number its first save creates it."""

    template = TEMPLATE
    name = key = "limit"
    root = "limit-editor"
    pieces = ("fields", "foot")

    def __init__(self, request, canvas, row, held):
        super().__init__(request, canvas, held.number)
        self.row, self.input, self.field = row, held, field_of(row.plain, held.number)

    def find(self):
        line = line_of(self.row, self.item_id)
        feature = line.feature if line else self.row.feature
        return self.canvas.limits.filter(feature=feature, line=line, field=self.item_id.field).first()

    def form(self, data=None, **initial):
        currency = self.canvas.currency
        return LimitForm(data, initial=initial, field=self.field, currency=currency, auto_id="limit-%s")

    def fresh(self, **extra):
        return super().fresh(**extra) if self.item else self.form(version=0, step=uuid.uuid4(), **extra)

    def held(self):
        return {"limit": self.item.pk, "least": self.item.least, "most": self.item.most}

    def write(self, form):
        place = {"feature_id": self.row.feature.pk, "number": self.item_id, "limit_id": form.cleaned_data["limit"]}
        return actions.set_limit(**place, **self.saving(form))

    def closed(self):
        feature, limit = self.row.feature, self.item
        to = f"{feature.get_ledger_url()}#{limit.anchor if limit else f'limits-{feature.pk}'}"
        response = changed(self.request, self.canvas, feature.pk, to=to, said=self._sentence(), row=self.row)
        return panel_closed(focused(response, f"edit-{limit.anchor}" if limit else f"add-limit-{feature.pk}"))

    def extras(self, form):
        now = estimate_text(self.field, self.input.text, self.canvas.currency)
        return {"feature": self.row.feature, "input": self.input, "now": now, "limit": self.item}

    @property
    def target(self):
        return f"#{self.row.feature.anchor}"

    @property
    def url(self):
        address = reverse("ledger:limits", args=[self.canvas.pk, self.row.feature.pk])
        return f"{address}?number={quote(str(self.item_id), safe=':')}"

    def _sentence(self) -> str:
        words = self.was_saved and limit_words(self.item, self.field, self.canvas.currency)
        return f"{self.input.words}: {words}" if words else ""


def _choice(request, canvas, row, inputs, *, is_wrong):
    """Show the inputs of which something can be said."""
    choices = [
        (number, held.words, estimate_text(field_of(row.plain, number), held.text, canvas.currency))
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
