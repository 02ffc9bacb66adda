"""The parts of a feature that are typed: its name and description, its usage, and the reasons in place of lines."""

from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from canvas.access import canvas_access
from ledger.actions import features as actions
from ledger.figures.sheets import tried_row
from ledger.forms import DetailsForm, ReasonsForm, SpreadForm, UsageForm
from ledger.pages.tabs import LEDGER, SCALE
from ledger.rules import NOT_APPLICABLE
from ledger.views.editing import SheetEditor
from teams.roles import Permission


class PartEditor(SheetEditor):
    """The editor of one part of a feature; `part` is the part of its page on which that stands."""

    part = LEDGER
    template = "ledger/feature-parts.html"
    frame = f"{template}#part-editor"
    form_class: type

    def find(self):
        return self.canvas.features.with_lines().filter(pk=self.item_id).first()

    @property
    def feature_id(self):
        return self.item_id

    @property
    def to(self):
        return f"{reverse(f'ledger:feature-{self.part}', args=[self.canvas.pk, self.item_id])}#{self.key}"

    def form(self, data=None, **initial):
        return self.form_class(
            data, initial=initial, currency=self.canvas.currency, auto_id=f"{self.name}-%s-{self.item_id}"
        )

    def held(self):
        return self.form_class.held(self.item)

    def write(self, form):
        return actions.edit_feature(feature_id=self.item_id, **self.saving(form))

    def row(self, form):
        for name in form.edited:
            setattr(self.item, name, form.cleaned_data[name])
        return tried_row(self.canvas, self.item, self.item.lines.all())

    def extras(self, form):
        return super().extras(form) | {"feature": self.item}


class DetailsEditor(PartEditor):
    name = "details"
    route = "ledger:details"
    form_class = DetailsForm

    def field_of(self, refusal):
        return "name" if isinstance(refusal, actions.NameTaken) else None


class UsageEditor(PartEditor):
    name = "usage"
    route = "ledger:usage"
    preview_route = "ledger:usage-preview"
    form_class = UsageForm


class SpreadEditor(PartEditor):
    part = SCALE
    name = "spread"
    route = "ledger:spread"
    preview_route = "ledger:spread-preview"
    form_class = SpreadForm


class ReasonsEditor(PartEditor):
    name = "reasons"
    route = "ledger:reasons"
    preview_route = "ledger:reasons-preview"
    form_class = ReasonsForm

    def field_of(self, refusal):
        if isinstance(refusal, actions.DriverLinesStand):
            return "neither_driver"
        return NOT_APPLICABLE[refusal.kind] if isinstance(refusal, actions.LinesStand) else None


@require_http_methods(["GET", "HEAD", "POST"])
@canvas_access(Permission.EDIT)
def details(request, canvas, feature_id):
    """Edit a feature's name and description."""
    return DetailsEditor(request, canvas, feature_id).answer()


@require_http_methods(["GET", "HEAD", "POST"])
@canvas_access(Permission.EDIT)
def usage(request, canvas, feature_id):
    """Edit how much a feature is used."""
    return UsageEditor(request, canvas, feature_id).answer()


@require_POST
@canvas_access(Permission.EDIT)
def usage_preview(request, canvas, feature_id):
    """Show the figures at the usage that was typed."""
    return UsageEditor(request, canvas, feature_id).preview()


@require_http_methods(["GET", "HEAD", "POST"])
@canvas_access(Permission.EDIT)
def spread(request, canvas, feature_id):
    """Edit how much the middle and the heavy users use a feature."""
    return SpreadEditor(request, canvas, feature_id).answer()


@require_POST
@canvas_access(Permission.EDIT)
def spread_preview(request, canvas, feature_id):
    """Read back what was typed about the spread between users; the figures do not hang on it."""
    return SpreadEditor(request, canvas, feature_id).preview()


@require_http_methods(["GET", "HEAD", "POST"])
@canvas_access(Permission.EDIT)
def reasons(request, canvas, feature_id):
    """Edit whether a feature uses AI, and why it has no line of some kind."""
    return ReasonsEditor(request, canvas, feature_id).answer()


@require_POST
@canvas_access(Permission.EDIT)
def reasons_preview(request, canvas, feature_id):
    """Show the questions and figures with the reasons that were typed."""
    return ReasonsEditor(request, canvas, feature_id).preview()
