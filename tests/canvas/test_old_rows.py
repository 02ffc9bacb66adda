"""Segments of a note from before they were items: their rows in the log, and the migration that made them items."""

from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from canvas import states
from canvas.actions import notes, segments, steps
from canvas.models import Change, Note, NoteSegment
from canvas.old_rows import link_id, todays

BEFORE = [("canvas", "0001_canvases_notes_segments_and_their_log")]


class OldLog:
    """Writes a canvas's log as the version before did: a note's state holds the ids of its segments."""

    def __init__(self, canvas, by):
        self.canvas, self.by = canvas, by

    def wrote(self, note, before, after, *, step=None, **way):
        """Add a row; `before` and `after` are (text, segments), None where the note wasn't there."""
        verb = "create" if before is None else "delete" if after is None else "edit"
        row = Change(
            canvas=self.canvas,
            revision=self.canvas.revision,
            step=step or uuid4(),
            by_id=self.by.pk,
            by_name=self.by.name,
            at=self.canvas.changed_at,
            verb=verb,
            model="canvas.Note",
            item_id=note.pk,
            item_version=note.version,
            anchor=note.anchor,
            label=note.text,
            before=before and self._state(note, *before),
            after=after and self._state(note, *after),
            **way,
        )
        row.save()
        return row

    def _state(self, note, text, carried):
        held = {name: getattr(note, name) for name in ("version", "block", "status", "position")}
        return {"id": str(note.pk), "text": text, "segments": sorted(str(one.pk) for one in carried), **held}


@pytest.fixture
def old_log(canvas, edda):
    return OldLog(canvas, edda)


@pytest.fixture
def leads(canvas, olga):
    return segments.add_segment(canvas=canvas, name="Leads", by=olga)


@pytest.fixture
def teams(canvas, olga):
    return segments.add_segment(canvas=canvas, name="Teams", by=olga)


def stands(note, *carried):
    """Put segments on a note as the migration does."""
    for one in carried:
        NoteSegment(id=link_id(note.pk, one.pk), canvas=note.canvas, note=note, segment=one).save()


def names(note):
    return {one.name for one in note.segments.all()}


def test_a_row_is_one_of_the_note_and_one_for_each_segment(old_log, note, leads, teams):
    row = old_log.wrote(note, ("Old", [leads]), ("New", [teams]))
    off, edit, on = todays([row])
    assert (off.verb, off.before["segment_id"], off.after) == ("delete", str(leads.pk), None)
    assert (edit.verb, edit.before["text"], edit.after["text"]) == ("edit", "Old", "New")
    assert (on.verb, on.after["segment_id"], on.before) == ("create", str(teams.pk), None)
    assert off.item_id == link_id(note.pk, leads.pk)
    assert "segments" not in edit.before | edit.after
    assert {part.id for part in (off, edit, on)} == {row.id}
    assert row.before["segments"]


def test_rows_of_today_are_left_as_they_are(canvas, note):
    rows = list(Change.objects.filter(canvas=canvas).order_by("id"))
    assert list(todays(rows)) == rows


def test_segments_put_on_before_are_undone_and_redone(canvas, old_log, note, leads, teams, edda):
    old_log.wrote(note, ("Music lovers", [leads]), ("Music lovers", [leads, teams]))
    stands(note, leads, teams)

    steps.undo(canvas=canvas, by=edda)
    assert names(note) == {"Leads"}

    steps.redo(canvas=canvas, by=edda)
    assert names(note) == {"Leads", "Teams"}


def test_text_and_segments_changed_before_in_one_step_are_undone_together(canvas, old_log, note, leads, edda):
    old_log.wrote(note, ("Old", [leads]), ("Music lovers", []))

    steps.undo(canvas=canvas, by=edda)

    assert canvas.notes.get().text == "Old"
    assert names(note) == {"Leads"}


def test_a_note_deleted_before_comes_back_with_the_segments_that_still_stand(
    canvas, old_log, note, leads, teams, edda, olga
):
    old_log.wrote(note, ("Music lovers", [leads, teams]), None)
    Note.objects.filter(pk=note.pk).delete()
    segments.delete_segment(canvas=canvas, segment_id=teams.pk, version=1, by=olga)

    steps.undo(canvas=canvas, by=edda)

    assert canvas.notes.get() == note
    assert names(note) == {"Leads"}


def test_a_note_added_before_goes_with_its_segments_and_comes_back_with_them(canvas, old_log, note, leads, edda):
    Change.objects.filter(item_id=note.pk).delete()
    old_log.wrote(note, None, ("Music lovers", [leads]))
    stands(note, leads)

    steps.undo(canvas=canvas, by=edda)
    assert not canvas.notes.exists()

    steps.redo(canvas=canvas, by=edda)
    assert names(canvas.notes.get()) == {"Leads"}


def test_a_segment_deleted_before_comes_back_on_its_notes(canvas, old_log, note, leads, edda):
    step = uuid4()
    old_log.wrote(note, ("Music lovers", [leads]), ("Music lovers", []), step=step)
    Change.objects.filter(item_id=leads.pk).update(by_id=edda.pk)
    gone = Change.objects.get(item_id=leads.pk)
    gone.pk, gone.verb, gone.before, gone.after, gone.step = None, "delete", gone.after, None, step
    gone.save()
    type(leads).objects.filter(pk=leads.pk).delete()

    steps.undo(canvas=canvas, by=edda)

    assert names(note) == {"Leads"}


def test_an_undo_from_before_is_redone_today(canvas, old_log, note, leads, edda):
    step = old_log.wrote(note, ("Music lovers", []), ("Music lovers", [leads])).step
    old_log.wrote(note, ("Music lovers", [leads]), ("Music lovers", []), undoes=step)

    steps.redo(canvas=canvas, by=edda)

    assert names(note) == {"Leads"}


def test_the_log_of_before_leads_to_the_links_that_stand_now(canvas, old_log, note, leads, teams):
    old_log.wrote(note, ("Music lovers", [leads]), ("Music lovers", [leads, teams]))
    old_log.wrote(note, ("Music lovers", [leads, teams]), ("Music lovers", [teams]))
    stands(note, teams)
    for models in ([NoteSegment], [Note, NoteSegment]):
        assert states.replayed(canvas, models=models) == states.present(canvas, models)
    assert {one.segment_id for one in states.as_it_stood(canvas, 0, [NoteSegment]).of(NoteSegment)} == {leads.pk}


def test_what_another_took_off_since_is_not_taken_back(canvas, old_log, note, leads, edda, olga):
    old_log.wrote(note, ("Music lovers", []), ("Music lovers", [leads]))
    stands(note, leads)
    notes.toggle_segment(canvas=canvas, note_id=note.pk, version=1, segment=leads, by=olga)

    with pytest.raises(steps.ChangedSince, match="Olga has changed “Music lovers” since"):
        steps.undo(canvas=canvas, by=edda)


@pytest.mark.django_db
def test_the_version_before_reads_the_segments_of_a_note(canvas, note, leads, teams, edda):
    notes.edit_note(canvas=canvas, note_id=note.pk, version=1, put_on_segments=[leads, teams], by=edda)
    before = MigrationLoader(connection).project_state(BEFORE).apps.get_model("canvas", "Note")
    assert names(before.objects.get(pk=note.pk)) == {"Leads", "Teams"}
    assert before.objects.filter(segments=leads.pk).get().pk == note.pk


@pytest.mark.django_db(transaction=True)
def test_the_migration_keeps_every_segment_there_and_back(canvas, note, leads, teams, edda):
    notes.edit_note(canvas=canvas, note_id=note.pk, version=1, put_on_segments=[leads], by=edda)
    try:
        MigrationExecutor(connection).migrate(BEFORE)
        before = MigrationLoader(connection).project_state(BEFORE).apps
        held = before.get_model("canvas", "Note").objects.get(pk=note.pk).segments
        assert [one.name for one in held.all()] == ["Leads"]
        held.add(teams.pk)
    finally:
        # All the way: later migrations went, too.
        call_command("migrate", verbosity=0)
    links = {link.segment_id: (link.pk, link.canvas_id, link.version) for link in note.segment_links.all()}
    assert links == {one.pk: (link_id(note.pk, one.pk), canvas.pk, 1) for one in (leads, teams)}
