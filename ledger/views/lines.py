"""The lines of a feature: the editor of each with its preview, and the gestures add, move, delete."""

import uuid
from functools import cached_property
from typing import ClassVar

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import trigger_client_event

from canvas.access import canvas_access
from canvas.changes import Refused
from canvas.forms import MoveRowForm, VersionForm
from canvas.views.steps import undo_url
from economics import units
from economics.model import FACTOR_REASONS
from ledger.actions import lines as actions
from ledger.figures.kept_prices import keep, kept
from ledger.figures.sheets import tried_row
from ledger.forms import AddLineForm, LineForm, SearchModelsForm
from ledger.forms.line import LINE_TYPES
from ledger.rules import UNIT_COLUMNS, group_of
from ledger.views.editing import SheetEditor
from ledger.views.feature import changed, refused
from ledger.views.model_choice import ModelChoice, answered_with_none, are_units_moved
from teams.roles import Permission
from ui.fragments import wants_fragment
from ui.toasts import toast

CANCELLED = "cancelled"


class LineEditor(SheetEditor):
    """The editor of a line, in the row beneath it."""

    template = "ledger/line.html"
    name = "line"
    route = "ledger:line"
    preview_route = "ledger:line-preview"
    pieces: ClassVar = ("states", "kept")
    labels: ClassVar = {
        "provider": "Provider",
        "model": "Model",
        "kept_prices": "Model prices",
        "units": "Billed apart",
        "unit_prices": "Own prices of what is billed apart",
    }

    def find(self):
        return self.canvas.lines.with_feature().filter(pk=self.item_id).first()

    @property
    def feature_id(self):
        return self.item.feature_id if self.item else None

    @property
    def line_type(self):
        """The type of the line; where it is gone, what the form says it was."""
        if self.item:
            return self.item.line_type
        try:
            return LINE_TYPES[self.request.POST.get("type")]
        except KeyError as unknown:
            raise Http404 from unknown

    def form(self, data=None, **initial):
        data = answered_with_none(data)
        return LineForm(
            data,
            initial=initial,
            line_type=self.line_type,
            currency=self.canvas.currency,
            offered=self._offered(data, initial) if self.line_type.has_model else (),
            auto_id=f"line-%s-{self.item_id}",
        )

    def held(self):
        return LineForm.held(self.item)

    def write(self, form):
        return actions.edit_line(line_id=self.item_id, **self.saving(form))

    def searched(self):
        """Show the editor once more with what was typed, and what its search found; nothing is saved."""
        typed = self.request.POST.copy()
        del typed["way"]
        return self.opened(self.form(typed))

    def words(self, name, value):
        if name in UNIT_COLUMNS:
            return ", ".join(f"{units.UNITS[unit].label} {text}" for unit, text in value.items()) or "nothing"
        return f"{value['name']}, prices of {value['date']}" if isinstance(value, dict) else super().words(name, value)

    def answer(self):
        """As every editor does; but a line that was just added goes again where its editor is given up."""
        return self._taken_away() if self.item and self._is_given_up else super().answer()

    @property
    def is_just_added(self):
        return "just_added" in self.request.POST or "just_added" in self.request.GET

    @property
    def _is_given_up(self):
        posted = self.request.POST
        is_cancelled = posted.get("way") == "theirs" and "their_version" not in posted
        return "just_added" in posted and (is_cancelled or posted["just_added"] == CANCELLED)

    def _taken_away(self):
        around, version = _around(self.item), VersionForm(self.request.POST).version_seen
        if self.item.version != version:
            # Another person has typed in it meanwhile, so it is no longer only this one's to take away.
            return self.closed()
        try:
            gone = actions.delete_line(canvas=self.canvas, line_id=self.item_id, version=version, by=self.request.actor)
        except Refused as refusal:
            return refused(self.request, self.canvas, self.feature_id, refusal)
        return _removed(self.request, self.canvas, gone, around)

    def _offered(self, data, initial) -> tuple[str, ...]:
        return self.choice.offered(initial if data is None else data)

    @cached_property
    def choice(self) -> ModelChoice:
        """What the line could be priced by."""
        return ModelChoice(self.item)

    def row(self, form):
        columns = actions.columns_of(self.item, form.columns(form.edited))
        for name, value in columns.items():
            setattr(self.item, name, value)
        if self.item.model and kept(self.item) is None and "priced_by" in form.changed_data:
            chosen = {"provider": self.item.provider, "model": self.item.model}
            self.item.kept_prices = keep(**chosen, on=timezone.localdate())
        others = self.item.feature.lines.in_order()
        return tried_row(self.canvas, self.item.feature, [self.item if line == self.item else line for line in others])

    def extras(self, form):
        shown = {"line": self.item, "line_type": self.line_type, "just_added": self.is_just_added}
        if self.line_type.has_model:
            words = SearchModelsForm({"q": self.request.POST.get("q") or self.request.GET.get("q") or ""})
            shown |= self.choice.shown(form["priced_by"].value() or "", words)
            shown["billing"] = self.choice.billing(form["priced_by"].value() or "", form.typed)
            shown["units_moved"] = are_units_moved(self.request.POST, form.offered, shown["billing"])
            shown["needs_rate"] = self.canvas.currency != "USD" and self.canvas.usd_rate is None
            shown["factor_reasons"] = FACTOR_REASONS
        return super().extras(form) | shown


@require_http_methods(["GET", "HEAD", "POST"])
@canvas_access(Permission.EDIT)
def line(request, canvas, line_id):
    """Show a line's editor, or save what was typed in it; `way=search` looks for models first."""
    editor = LineEditor(request, canvas, line_id)
    return editor.searched() if request.POST.get("way") == "search" else editor.answer()


@require_POST
@canvas_access(Permission.EDIT)
def preview(request, canvas, line_id):
    """Show the figures with what was typed in a line."""
    return LineEditor(request, canvas, line_id).preview()


@require_POST
@canvas_access(Permission.EDIT)
def add(request, canvas, feature_id):
    """Add a line of some kind and open its editor, in one step of undo."""
    feature = canvas.features.get(pk=feature_id)
    form = AddLineForm(request.POST)
    if not form.is_valid():
        return refused(request, canvas, feature.pk, Refused(form.errors["type"][0]), status=422)
    kind, step = form.line_type, uuid.uuid4()
    try:
        added = actions.add_line(
            canvas=canvas, feature_id=feature.pk, kind=kind.kind, method=kind.method, by=request.actor, step=step
        )
    except Refused as refusal:
        return refused(request, canvas, feature.pk, refusal)
    to = reverse("ledger:line", args=[canvas.pk, added.pk]) + "?just_added=1"
    editor = LineEditor(request, canvas, added.pk)
    opened = {}
    if wants_fragment(request):
        opened = editor.context(editor.fresh(step=step)) | {"opened": editor.key, "just_added": True}
    return changed(request, canvas, feature.pk, to=to, said=f"{kind.words} added", extra=opened)


@require_POST
@canvas_access(Permission.EDIT)
def move(request, canvas, line_id):
    """Move a line one place up or down its group."""
    line = canvas.lines.with_feature().get(pk=line_id)
    form = MoveRowForm(request.POST)
    if not form.is_valid():
        return refused(request, canvas, line.feature_id, Refused(form.errors["way"][0]), status=422)
    beside = list(line.feature.lines.beside(line.kind).in_order())
    group = _group(line, beside)
    to = form.place(group.index(line), count=len(group))
    try:
        actions.move_line(canvas=canvas, line_id=line.pk, index=beside.index(group[to]), by=request.actor)
    except Refused as refusal:
        return refused(request, canvas, line.feature_id, refusal)
    said = f"{line}: position {to + 1} of {len(group)}"
    return changed(request, canvas, line.feature_id, to=line.get_absolute_url(), said=said)


@require_POST
@canvas_access(Permission.EDIT)
def delete(request, canvas, line_id):
    """Delete a line; the toast undoes it, and the focus goes to the next one."""
    version = VersionForm(request.POST).version_seen
    found = canvas.lines.with_feature().filter(pk=line_id).first()
    around = _around(found) if found else []
    try:
        gone = actions.delete_line(canvas=canvas, line_id=line_id, version=version, by=request.actor)
    except Refused as refusal:
        if found is None:
            raise Http404 from refusal
        return refused(request, canvas, found.feature_id, refusal)
    return _removed(request, canvas, gone, around)


def _removed(request, canvas, gone, around):
    toast(request, f"{gone} removed", undo=undo_url(canvas, request.actor))
    to = reverse("ledger:feature-ledger", args=[canvas.pk, gone.feature_id])
    response = changed(request, canvas, gone.feature_id, to=to, said=f"{gone} removed")
    return trigger_client_event(response, "focus-on", {"anchors": around}, after="swap")


def _group(line, lines) -> list:
    """Return those of the lines that stand in the same group of the page."""
    return [each for each in lines if group_of(each.kind, each.basis) == group_of(line.kind, line.basis)]


def _around(line) -> list[str]:
    """Return the ids of the links to the lines around this one, the next one first, then of what adds one."""
    group = _group(line, line.feature.lines.beside(line.kind).in_order())
    at = group.index(line)
    links = [f"open-line-{each.pk}" for each in (*group[at + 1 :], *reversed(group[:at]))]
    return [*links, f"pick-{group_of(line.kind, line.basis)}"]
