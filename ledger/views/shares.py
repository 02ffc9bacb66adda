"""Who bears a cost: the editor of the parts that other features bear of a line, with its preview."""

from functools import cached_property

from django.core.exceptions import NON_FIELD_ERRORS
from django.views.decorators.http import require_http_methods, require_POST

from canvas.access import canvas_access
from ledger.actions import shares as actions
from ledger.figures.shares import shares_of
from ledger.figures.sheets import tried_row
from ledger.forms import SharesForm
from ledger.views.editing import SheetEditor
from teams.roles import Permission


class SharesEditor(SheetEditor):
    """The editor of what other features bear of a cost line, in the row beneath it."""

    template = "ledger/shares.html"
    name = "shares"
    route = "ledger:shares"
    preview_route = "ledger:shares-preview"
    pieces = ("states", "kept")

    def find(self):
        return self.canvas.lines.cost_lines().with_feature().filter(pk=self.item_id).first()

    @property
    def feature_id(self):
        return self.item.feature_id if self.item else None

    @cached_property
    def others(self):
        return list(self.canvas.features.exclude(pk=self.feature_id).in_order())

    def form(self, data=None, **initial):
        return SharesForm(data, initial=initial, features=self.others, auto_id=f"shares-%s-{self.item_id}")

    def held(self):
        return SharesForm.held(self.item)

    def write(self, form):
        is_mine = form.cleaned_data["way"] == "mine"
        return actions.share_cost(
            canvas=self.canvas,
            line_id=self.item_id,
            version=form.seen(),
            percents=form.changes(),
            seen=None if is_mine else form.before(),
            step=form.cleaned_data["step"],
            by=self.request.actor,
        )

    def field_of(self, refusal):
        return NON_FIELD_ERRORS if isinstance(refusal, actions.TooMuch) else None

    def row(self, form):
        feature = self.item.feature
        shares = shares_of(self.canvas).with_parts(self.item, form.parts())
        return tried_row(self.canvas, feature, feature.lines.in_order(), shares)

    def extras(self, form):
        return super().extras(form) | {"line": self.item, "others": self.others}


@require_http_methods(["GET", "HEAD", "POST"])
@canvas_access(Permission.EDIT)
def shares(request, canvas, line_id):
    """Show what other features bear of a cost, or save what was typed."""
    return SharesEditor(request, canvas, line_id).answer()


@require_POST
@canvas_access(Permission.EDIT)
def shares_preview(request, canvas, line_id):
    """Show what its own feature would bear, and its figures then."""
    return SharesEditor(request, canvas, line_id).preview()
