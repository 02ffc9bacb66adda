"""What stood after any revision: from the log alone and from the present, over generated edits of all items."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from canvas import changes, states
from canvas.actions import canvases, notes, segments, steps
from canvas.models import Archive, Brief, Canvas, Change, Link, Note, NoteSegment, Segment
from ledger.actions.links import choose_links
from ledger.models import Actual, CostShare, Feature, Limit, Line, NextCheck, NoteLink, Scenario, ScenarioInput

pytestmark = pytest.mark.django_db

# Of each model a column in which any short text, or number, is lawful.
WRITTEN = {
    Canvas: "summary",
    Brief: "pain_points",
    Segment: "name",
    Note: "text",
    Feature: "description",
    Line: "label",
    Limit: "most",
    Scenario: "name",
    ScenarioInput: "value",
    CostShare: "percent",
    Actual: "uses",
}
# Made and deleted, never edited.
WHOLE = {Archive, NextCheck}
OPERATIONS = ("write", "write", "place", "delete", "segment", "link", "archive", "count", "undo", "undo", "redo")


def canvas_of_everything(workspace, by):
    """Return a canvas on which an item of every model stands."""
    canvas = canvases.create_canvas(workspace=workspace, title="Everything", by=by)
    with changes.record(canvas, by=by) as change:
        leads, teams = (Segment(name=name, colour=place, position=place) for place, name in enumerate("ab", 1))
        wants, pays = (Note(block="target_market", text=text, position=7) for text in "ab")
        search, other = (Feature(name=name, position=7) for name in "ab")
        fees = Line(feature=search, kind="other", key="other-1", amount="1", basis="per_use", position=7)
        cheaper = Scenario(feature=search, name="cheaper", position=7)
        for item in (
            *(leads, teams, wants, pays, search, other, fees, cheaper),
            *(NoteSegment(note=wants, segment=leads), NoteSegment(note=wants, segment=teams)),
            *(NoteLink(note=wants, feature=search), NoteLink(note=pays, line=fees)),
            *(
                Limit(feature=search, line=fees, field="amount", most="2"),
                CostShare(line=fees, feature=other, percent=Decimal(5)),
            ),
            *(
                ScenarioInput(scenario=cheaper, line=fees, field="amount", value="0.5"),
                NextCheck(feature=search, line=fees),
            ),
            *(Actual(feature=search, date=date(2025, 1, 1), uses=1), Archive(by=by, at=timezone.now())),
        ):
            change.create(item)
    return canvas


class Editing:
    """Somebody who edits a canvas at random: each choice is a number that counts through what stands."""

    def __init__(self, canvas, people):
        self.canvas, self.people = canvas, people
        self.now = states.present(canvas)
        self.seen = {canvas.revision: self.now}

    def do(self, operation, choice):
        by = self.people[choice % len(self.people)]
        try:
            getattr(self, operation)(choice, by)
        except changes.Refused:
            return
        self.now = self.seen[self.canvas.revision] = states.present(self.canvas)

    def write(self, choice, by):
        item = self._one_of(choice, WRITTEN)
        numbers = {CostShare: Decimal(choice % 90 + 1), Actual: choice}
        value = numbers.get(type(item), f"{choice} {Change.objects.count()}")
        self._changed(by, item, **{WRITTEN[type(item)]: value})

    def place(self, choice, by):
        if item := self._one_of(choice, {Segment, Note, Feature, Line, Scenario}):
            self._changed(by, item, position=choice)

    def delete(self, choice, by):
        if item := self._one_of(choice, {*WRITTEN, *WHOLE, NoteSegment} - {Canvas, Brief}):
            with changes.record(self.canvas, by=by) as change:
                change.delete(change.get(type(item), item.pk), version=item.version)

    def segment(self, choice, by):
        note, segment = self._one_of(choice, {Note}), self._one_of(choice, {Segment})
        if segment is None:
            segments.add_segment(canvas=self.canvas, name=f"{uuid4()}", by=by)
        elif note:
            notes.toggle_segment(canvas=self.canvas, note_id=note.pk, version=note.version, segment=segment, by=by)

    def link(self, choice, by):
        note, feature = self._one_of(choice, {Note}), self._one_of(choice, {Feature})
        if note and feature:
            choose_links(canvas=self.canvas, note_id=note.pk, seen=(), chosen=[feature.pk], by=by)

    def archive(self, choice, by):
        stands = Archive.objects.filter(canvas=self.canvas).exists()
        (canvases.restore_canvas if stands else canvases.archive_canvas)(canvas=self.canvas, by=by)

    def count(self, choice, by):
        if feature := self._one_of(choice, {Feature}):
            day = date(2026, 1, 1) + timedelta(days=Change.objects.count())
            with changes.record(self.canvas, by=by) as change:
                change.create(Actual(feature=feature, date=day, uses=choice))

    def undo(self, choice, by):
        steps.undo(canvas=self.canvas, by=by)

    def redo(self, choice, by):
        steps.redo(canvas=self.canvas, by=by)

    def _changed(self, by, item, **values):
        with changes.record(self.canvas, by=by) as change:
            change.update(change.get(type(item), item.pk), version=item.version, **values)

    def _one_of(self, choice, models):
        by_label = {model._meta.label: model for model in models}
        stand = sorted((label, pk) for label, pk in self.now.kept if label in by_label)
        if not stand:
            return None
        label, pk = stand[choice % len(stand)]
        return by_label[label].objects.get(pk=pk)


def test_edits_are_generated_of_every_model(workspace, olga):
    stand = {label for label, _ in states.present(canvas_of_everything(workspace, olga)).kept}
    assert stand == {model._meta.label for model in states._tracked()}
    assert {*WRITTEN, *WHOLE} == {model for model in states._tracked() if not issubclass(model, Link)}


@given(st.lists(st.tuples(st.sampled_from(OPERATIONS), st.integers(0, 2**16)), min_size=5, max_size=12))
@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_the_log_gives_every_revision_forwards_and_backwards(workspace, olga, edda, edits):
    canvas = canvas_of_everything(workspace, olga)
    editing = Editing(canvas, [olga, edda])

    for operation, choice in edits:
        editing.do(operation, choice)

    assert states.replayed(canvas).kept == states.present(canvas).kept
    for revision, stood in editing.seen.items():
        assert states.replayed(canvas, revision).kept == stood.kept
        assert states.as_it_stood(canvas, revision).kept == stood.kept


def test_what_stood_of_some_models_is_of_these_alone(canvas, note, olga):
    revision = canvas.revision
    notes.edit_note(canvas=canvas, note_id=note.pk, version=1, text="New", by=olga)
    segments.add_segment(canvas=canvas, name="Leads", by=olga)
    for state in (
        states.as_it_stood(canvas, revision, [Note, Segment]),
        states.replayed(canvas, revision, [Note, Segment]),
    ):
        assert [one.text for one in state.of(Note)] == ["Music lovers"]
        assert state.one(Note, note.pk).status == "assumption"
        assert state.of(Segment) == state.of(Canvas) == []
        assert state.one(Note, uuid4()) is None


def test_a_revision_near_the_present_is_read_without_the_log_before_it(canvas, note, olga, django_assert_num_queries):
    for number in range(5):
        segments.add_segment(canvas=canvas, name=f"Segment {number}", by=olga)
    with django_assert_num_queries(2):
        states.as_it_stood(canvas, canvas.revision - 1, [Segment])


def test_the_net_of_what_came_went_and_was_typed_back_is_nothing(canvas, note, olga):
    first = canvas.revision
    typed = notes.edit_note(canvas=canvas, note_id=note.pk, version=1, text="Typed", by=olga)
    notes.edit_note(canvas=canvas, note_id=note.pk, version=typed.version, text=note.text, by=olga)
    segment = segments.add_segment(canvas=canvas, name="Leads", by=olga)
    segments.delete_segment(canvas=canvas, segment_id=segment.pk, version=1, by=olga)
    kept = notes.add_note(canvas=canvas, block="target_market", text="Kept", by=olga)
    rows = Change.objects.filter(canvas=canvas, revision__gt=first).order_by("id")
    assert {pk: (before, after["text"]) for pk, (before, after) in states.net(rows).items()} == {
        kept.pk: (None, "Kept")
    }
