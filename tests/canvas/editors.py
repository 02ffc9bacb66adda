"""Every editor of the product, each with what a test needs to drive it: one row of a table for each."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from canvas.actions import brief, canvases, notes, segments
from canvas.models import Canvas
from canvas.views.brief import BriefEditor
from canvas.views.dashboard import RenameEditor
from canvas.views.editing import Editor
from canvas.views.note_editor import NoteEditor
from canvas.views.segments import SegmentEditor
from canvas.views.settings import RateEditor, SettingsEditor
from canvas.views.statement import StatementEditor
from economics.numbers import Number
from ledger.actions import features, limits, lines, scenarios, shares
from ledger.figures.numbers import filled_inputs
from ledger.figures.sheets import row_of
from ledger.views.limits import LimitEditor
from ledger.views.lines import LineEditor
from ledger.views.parts import DetailsEditor, ReasonsEditor, SpreadEditor, UsageEditor
from ledger.views.scenario_page import ScenarioNameEditor, ScenarioValueEditor
from ledger.views.shares import SharesEditor
from tests.factories import feature_with_lines
from tests.ledger.conftest import EARNING, STORAGE


@dataclass(frozen=True)
class Case:
    """One editor: `make` sets up what it edits and returns its id; `field` is what the two people type into.

    `aside` changes another field of the same item, `delete` deletes it; None where there is no such thing. `bad` can't
    be read by the form."""

    editor: type[Editor]
    make: Callable[..., Any]
    field: str | Callable
    mine: str
    theirs: str
    bad: str
    value: Callable[[Any], str]
    aside: Callable | None = None
    delete: Callable | None = None
    taken: Callable | None = None
    is_made_anew: bool = False

    def at(self, canvas, item_id) -> Editor:
        """Return the editor of an item outside any request: its address, its ids, and the item as it stands."""
        ids = item_id if isinstance(item_id, tuple) else (item_id,)
        return self.editor(None, Canvas.objects.get(pk=canvas.pk), *ids)

    def name(self, canvas) -> str:
        """Return the name of the field that is typed into."""
        return self.field(canvas) if callable(self.field) else self.field


def new_note(canvas, by):
    return notes.add_note(canvas=canvas, block="target_market", text="Music lovers", by=by).pk


def new_segment(canvas, by):
    return segments.add_segment(canvas=canvas, name="Readers", by=by).pk


def new_feature(canvas, by):
    return feature_with_lines(canvas, by=by, **EARNING).pk


def bare_feature(canvas, by):
    return feature_with_lines(canvas, by=by, name="Bare").pk


def new_line(canvas, by):
    return feature_with_lines(canvas, by=by, **EARNING).lines.get(kind="human_review").pk


def new_cost(canvas, by):
    """Set up a cost that two other features can bear a part of."""
    for name in ("Smart reply", "Digest"):
        feature_with_lines(canvas, by=by, name=name)
    return feature_with_lines(canvas, by=by, name="Owner", lines=[STORAGE]).lines.get().pk


def borne_by(canvas, name):
    return str(canvas.features.get(name=name).pk)


def share(line, name):
    found = line.shares.filter(feature__name=name).first()
    return f"{found.percent.normalize():f}" if found else ""


def new_scenario(canvas, by):
    feature = feature_with_lines(canvas, by=by, **EARNING)
    price = Number(feature.lines.get(kind="monetization").key, "amount")
    scenarios.add_scenario(canvas=canvas, feature_id=feature.pk, name="Cheaper", inputs=[(price, "0.1")], by=by)
    return feature.scenarios.get().pk


def new_value(canvas, by):
    new_scenario(canvas, by)
    return canvas.scenario_inputs.get().pk


def delete_scenario(canvas, pk, by):
    version = canvas.scenarios.get(pk=pk).version
    scenarios.discard_scenario(canvas=canvas, scenario_id=pk, version=version, by=by)


def delete_value(canvas, pk, by):
    version = canvas.scenario_inputs.get(pk=pk).version
    scenarios.remove_input(canvas=canvas, input_id=pk, version=version, by=by)


def new_limit(canvas, by):
    """Set up a limit; its editor is found by the feature and the number that it limits."""
    feature = feature_with_lines(canvas, by=by, **EARNING)
    number = Number(feature.lines.get(kind="monetization").key, "amount")
    limits.set_limit(canvas=canvas, number=number, most="2", by=by)
    row = row_of(canvas, feature.pk)
    return row, filled_inputs(row)[number]


def clear_limit(canvas, _, by):
    limit = canvas.limits.get()
    limits.clear_limit(canvas=canvas, limit_id=limit.pk, version=limit.version, by=by)


def edit_canvas(**fields):
    return lambda canvas, _, by: canvases.edit_canvas(
        canvas=canvas, version=Canvas.objects.get(pk=canvas.pk).version, by=by, **fields
    )


def edit_feature(**fields):
    return lambda canvas, pk, by: features.edit_feature(
        canvas=canvas, feature_id=pk, version=canvas.features.get(pk=pk).version, by=by, **fields
    )


def delete_feature(canvas, pk, by):
    version = canvas.features.get(pk=pk).version
    features.delete_feature(canvas=canvas, feature_id=pk, version=version, by=by)


def delete_line(canvas, pk, by):
    lines.delete_line(canvas=canvas, line_id=pk, version=canvas.lines.get(pk=pk).version, by=by)


def share_with_the_digest(canvas, pk, by):
    digest = canvas.features.get(name="Digest")
    version = canvas.lines.get(pk=pk).version
    shares.share_cost(canvas=canvas, line_id=pk, version=version, percents={digest.pk: Decimal(10)}, by=by)


def of(name):
    return lambda item: getattr(item, name)


def the_canvas(canvas, by):
    return canvas.pk


LONG = "x" * 2001

CASES = [
    Case(
        NoteEditor,
        new_note,
        field="text",
        mine="Mine",
        theirs="Theirs",
        bad=LONG,
        value=of("text"),
        aside=lambda canvas, pk, by: notes.cycle_status(canvas=canvas, note_id=pk, version=1, by=by),
        delete=lambda canvas, pk, by: notes.delete_note(
            canvas=canvas, note_id=pk, version=canvas.notes.get(pk=pk).version, by=by
        ),
    ),
    Case(
        StatementEditor,
        the_canvas,
        field="value_statement",
        mine="Mine",
        theirs="Theirs",
        bad=LONG,
        value=of("value_statement"),
        aside=edit_canvas(summary="Meetings, written up"),
    ),
    Case(
        SegmentEditor,
        new_segment,
        field="name",
        mine="Mine",
        theirs="Theirs",
        bad=LONG,
        value=of("name"),
        aside=lambda canvas, pk, by: segments.edit_segment(canvas=canvas, segment_id=pk, version=1, colour=5, by=by),
        delete=lambda canvas, pk, by: segments.delete_segment(
            canvas=canvas, segment_id=pk, version=canvas.segments.get(pk=pk).version, by=by
        ),
        taken=lambda canvas, by: segments.add_segment(canvas=canvas, name="Mine", by=by),
    ),
    Case(
        SettingsEditor,
        the_canvas,
        field="title",
        mine="Mine",
        theirs="Theirs",
        bad=LONG,
        value=of("title"),
        aside=edit_canvas(summary="Meetings, written up"),
    ),
    Case(
        RateEditor,
        the_canvas,
        field="usd_rate",
        mine="0.86",
        theirs="0.91",
        bad="a lot",
        value=lambda canvas: format(canvas.usd_rate or Decimal(0), ".2f"),
        aside=edit_canvas(summary="Meetings, written up"),
    ),
    Case(
        RenameEditor,
        the_canvas,
        field="title",
        mine="Mine",
        theirs="Theirs",
        bad=LONG,
        value=of("title"),
        aside=edit_canvas(summary="Meetings, written up"),
    ),
    Case(
        BriefEditor,
        lambda canvas, by: canvas.brief.pk,
        field="pain_points",
        mine="Mine",
        theirs="Theirs",
        bad=LONG,
        value=of("pain_points"),
        aside=lambda canvas, pk, by: brief.answer_brief(canvas=canvas, version=1, alternatives="None", by=by),
    ),
    Case(
        LineEditor,
        new_line,
        field="hourly_rate",
        mine="45",
        theirs="60",
        bad="a lot",
        value=of("hourly_rate"),
        aside=lambda canvas, pk, by: lines.edit_line(canvas=canvas, line_id=pk, version=1, label="Checking", by=by),
        delete=delete_line,
    ),
    Case(
        DetailsEditor,
        new_feature,
        field="name",
        mine="Mine",
        theirs="Theirs",
        bad=LONG,
        value=of("name"),
        aside=edit_feature(description="One summary"),
        delete=delete_feature,
        taken=lambda canvas, by: features.add_feature(canvas=canvas, name="Mine", by=by),
    ),
    Case(
        UsageEditor,
        new_feature,
        field="active_users",
        mine="250",
        theirs="300",
        bad="many",
        value=of("active_users"),
        aside=edit_feature(evidence_level="measured"),
        delete=delete_feature,
    ),
    Case(
        SpreadEditor,
        new_feature,
        field="per_user_median",
        mine="4",
        theirs="5",
        bad="many",
        value=of("per_user_median"),
        aside=edit_feature(per_user_p99="90"),
        delete=delete_feature,
    ),
    Case(
        ReasonsEditor,
        bare_feature,
        field="inference_na",
        mine="Rules do it",
        theirs="A table does it",
        bad=LONG,
        value=of("inference_na"),
        aside=edit_feature(neither_driver="It keeps nobody"),
        delete=delete_feature,
    ),
    Case(
        SharesEditor,
        new_cost,
        field=lambda canvas: borne_by(canvas, "Smart reply"),
        mine="25",
        theirs="40",
        bad="half",
        value=lambda line: share(line, "Smart reply"),
        aside=share_with_the_digest,
        delete=delete_line,
    ),
    Case(
        LimitEditor,
        new_limit,
        field="most",
        mine="3",
        theirs="4",
        bad="a lot",
        value=of("most"),
        delete=clear_limit,
        is_made_anew=True,
    ),
    Case(
        ScenarioNameEditor,
        new_scenario,
        field="name",
        mine="Mine",
        theirs="Theirs",
        bad=LONG,
        value=of("name"),
        delete=delete_scenario,
        taken=lambda canvas, by: scenarios.add_scenario(
            canvas=canvas, feature_id=canvas.features.get().pk, name="Mine", inputs=[], by=by
        ),
    ),
    Case(
        ScenarioValueEditor,
        new_value,
        field="value",
        mine="0.2",
        theirs="0.3",
        bad="a lot",
        value=of("value"),
        delete=delete_value,
    ),
]
