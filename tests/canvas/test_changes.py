"""The write door: one revision or nothing, versions checked by field, one log row for each item."""

import uuid
from decimal import Decimal

import pytest
from django.http import QueryDict

from canvas import changes
from canvas.actions import canvases, notes, segments
from canvas.forms import NoteForm
from canvas.models import Archive, Canvas, Change, Note, Segment

pytestmark = pytest.mark.django_db


def log_of(canvas):
    return list(Change.objects.filter(canvas=canvas).order_by("id"))


def test_a_change_raises_the_revision_by_one_and_writes_one_row(canvas, edda):
    before = canvas.revision

    note = notes.add_note(canvas=canvas, block="cost_structure", text="Inference", by=edda)

    row = log_of(canvas)[-1]
    assert Canvas.objects.get(pk=canvas.pk).revision == before + 1 == row.revision
    assert (row.verb, row.model, row.item_id, row.by_name) == ("create", "canvas.Note", note.pk, edda.name)
    assert row.before is None
    assert row.after["text"] == "Inference"


def test_a_save_that_changes_nothing_leaves_revision_version_and_log_alone(canvas, note, edda):
    revision, rows = canvas.revision, len(log_of(canvas))

    same = notes.edit_note(canvas=canvas, note_id=note.pk, version=note.version, text=note.text, by=edda)

    assert same.version == note.version
    assert canvas.revision == revision == Canvas.objects.get(pk=canvas.pk).revision
    assert len(log_of(canvas)) == rows


def test_a_failure_inside_the_door_leaves_nothing_behind(canvas, edda):
    rows, revision = len(log_of(canvas)), Canvas.objects.get(pk=canvas.pk).revision

    def half_a_change():
        with changes.record(canvas, by=edda) as change:
            change.create(Note(block="cost_structure", text="Half", position=1))
            change.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half_a_change()

    assert not Note.objects.filter(text="Half").exists()
    assert len(log_of(canvas)) == rows
    assert Canvas.objects.get(pk=canvas.pk).revision == revision


def test_a_write_without_a_version_is_refused(canvas, note, edda):
    with pytest.raises(changes.MissingVersion):
        notes.edit_note(canvas=canvas, note_id=note.pk, version=None, text="New", by=edda)
    with pytest.raises(changes.MissingVersion):
        notes.delete_note(canvas=canvas, note_id=note.pk, version=None, by=edda)


def test_the_second_to_save_the_same_field_gets_both_texts_and_overwrites_nothing(canvas, note, olga, edda):
    notes.edit_note(canvas=canvas, note_id=note.pk, version=note.version, text="Olga's", by=olga)

    with pytest.raises(changes.Conflict) as conflict:
        notes.edit_note(canvas=canvas, note_id=note.pk, version=note.version, text="Edda's", by=edda)

    assert conflict.value.fields == {"text": ("Olga's", "Edda's")}
    assert str(conflict.value) == "Olga changed this while you were editing."
    assert Note.objects.get(pk=note.pk).text == "Olga's"


def test_different_fields_of_one_note_do_not_conflict(canvas, note, olga, edda):
    notes.edit_note(canvas=canvas, note_id=note.pk, version=note.version, status="validated", by=olga)

    notes.edit_note(canvas=canvas, note_id=note.pk, version=note.version, text="Edda's", by=edda)

    saved = Note.objects.get(pk=note.pk)
    assert (saved.text, saved.status) == ("Edda's", "validated")


def test_saving_what_the_other_saved_already_is_no_conflict(canvas, note, olga, edda):
    notes.edit_note(canvas=canvas, note_id=note.pk, version=note.version, text="Same", by=olga)

    assert notes.edit_note(canvas=canvas, note_id=note.pk, version=note.version, text="Same", by=edda).text == "Same"


def test_two_windows_of_one_person_conflict_too(canvas, note, edda):
    notes.edit_note(canvas=canvas, note_id=note.pk, version=note.version, text="Left window", by=edda)

    with pytest.raises(changes.Conflict):
        notes.edit_note(canvas=canvas, note_id=note.pk, version=note.version, text="Right window", by=edda)


def test_the_saves_of_one_editing_session_do_not_conflict_with_each_other(canvas, note, edda):
    step = uuid.uuid4()
    notes.edit_note(canvas=canvas, note_id=note.pk, version=note.version, text="Dra", by=edda, step=step)

    saved = notes.edit_note(canvas=canvas, note_id=note.pk, version=note.version, text="Draft", by=edda, step=step)

    assert saved.text == "Draft"


def test_position_alone_never_conflicts_and_keeps_the_version(canvas, note, olga, edda):
    notes.add_note(canvas=canvas, block=note.block, text="Second", by=olga)
    notes.edit_note(canvas=canvas, note_id=note.pk, version=note.version, text="Olga's", by=olga)

    moved = notes.move_note(canvas=canvas, note_id=note.pk, version=note.version, block=note.block, index=1, by=edda)

    assert moved.version == note.version + 1
    assert [one.text for one in canvas.notes.filter(block=note.block).in_order()] == ["Second", "Olga's"]


def test_renumbered_neighbours_keep_their_version(canvas, edda):
    first = notes.add_note(canvas=canvas, block="key_resources", text="0", by=edda)
    for number in range(1, 14):
        note = notes.add_note(canvas=canvas, block="key_resources", text=str(number), by=edda)
        notes.move_note(canvas=canvas, note_id=note.pk, version=1, block="key_resources", index=1, by=edda)

    block = canvas.notes.filter(block="key_resources").in_order()
    assert [note.text for note in block] == ["0", *map(str, range(13, 0, -1))]
    assert {note.version for note in block} == {1}
    assert first.pk in {note.pk for note in block}


def test_an_item_of_another_canvas_is_not_found_through_this_one(canvas, workspace, edda):
    other = canvases.create_canvas(workspace=workspace, title="Other", by=edda)
    foreign = notes.add_note(canvas=other, block="key_resources", text="Foreign", by=edda)

    with pytest.raises(Note.DoesNotExist):
        notes.edit_note(canvas=canvas, note_id=foreign.pk, version=1, text="Mine now", by=edda)
    with pytest.raises(Note.DoesNotExist):
        notes.move_note(canvas=canvas, note_id=foreign.pk, version=1, block="key_resources", index=0, by=edda)


def test_editing_what_another_deleted_says_so(canvas, note, olga, edda):
    notes.delete_note(canvas=canvas, note_id=note.pk, version=note.version, by=olga)

    with pytest.raises(changes.Gone, match="Olga deleted this"):
        notes.edit_note(canvas=canvas, note_id=note.pk, version=note.version, text="Too late", by=edda)


@pytest.fixture
def segment(canvas, olga):
    return segments.add_segment(canvas=canvas, name="Casual listeners", by=olga)


def carried(note):
    return {segment.name for segment in note.segments.all()}


def test_a_segment_put_on_a_note_and_taken_off_is_a_row_of_its_own_found_at_the_note(canvas, segment, edda):
    note = notes.add_note(canvas=canvas, block="target_market", text="Casual", by=edda, segments=[segment])
    notes.edit_note(canvas=canvas, note_id=note.pk, version=1, take_off=[segment.pk], by=edda)

    *_, on, off = log_of(canvas)
    assert on.after["segment_id"] == str(segment.pk) == off.before["segment_id"]
    assert on.after["note_id"] == str(note.pk) == off.before["note_id"]
    assert (on.verb, off.verb) == ("create", "delete")
    assert on.anchor == off.anchor == note.anchor
    assert on.label == off.label == "Casual"


def test_who_writes_and_who_chooses_segments_of_one_note_are_in_nobodys_way(canvas, note, segment, olga, edda):
    notes.edit_note(canvas=canvas, note_id=note.pk, version=1, text="Olga's", by=olga)

    notes.edit_note(canvas=canvas, note_id=note.pk, version=1, put_on_segments=[segment], by=edda)
    notes.toggle_segment(canvas=canvas, note_id=note.pk, version=1, segment=segment, by=edda)

    assert canvas.notes.get().text == "Olga's"
    assert carried(note) == set()


def test_two_people_choose_segments_of_one_note_and_both_get_theirs(canvas, note, segment, olga, edda):
    notes.edit_note(canvas=canvas, note_id=note.pk, version=1, put_on_segments=[segment], by=olga)
    teams = segments.add_segment(canvas=canvas, name="Teams", by=olga)

    notes.edit_note(canvas=canvas, note_id=note.pk, version=1, put_on_segments=[segment, teams], by=edda)
    assert carried(note) == {"Casual listeners", "Teams"}

    for person in (olga, edda):
        notes.edit_note(canvas=canvas, note_id=note.pk, version=1, take_off=[segment.pk], by=person)
    assert carried(note) == {"Teams"}
    assert canvas.notes.get().version == 1


def test_deleting_a_segment_takes_it_off_its_notes_in_one_step(canvas, edda):
    segment = segments.add_segment(canvas=canvas, name="Casual listeners", by=edda)
    note = notes.add_note(canvas=canvas, block="target_market", text="Casual", by=edda, segments=[segment])

    segments.delete_segment(canvas=canvas, segment_id=segment.pk, version=1, by=edda)

    assert not note.segments.exists()
    off, delete = log_of(canvas)[-2:]
    assert (off.model, delete.model) == ("canvas.NoteSegment", "canvas.Segment")
    assert off.verb == delete.verb == "delete"
    assert off.step == delete.step


def test_a_ninth_segment_and_a_second_of_the_same_name_are_refused(canvas, edda):
    for number in range(8):
        segments.add_segment(canvas=canvas, name=f"Segment {number}", by=edda)

    with pytest.raises(segments.TooManySegments):
        segments.add_segment(canvas=canvas, name="Ninth", by=edda)
    first = Segment.objects.filter(canvas=canvas).in_order().first()
    with pytest.raises(segments.NameTaken):
        segments.edit_segment(canvas=canvas, segment_id=first.pk, version=1, name="segment 7", by=edda)


def test_names_that_differ_only_in_case_are_the_same_name_in_any_alphabet(canvas, edda):
    segments.add_segment(canvas=canvas, name="Ärzte", by=edda)
    with pytest.raises(segments.NameTaken):
        segments.add_segment(canvas=canvas, name="ÄRZTE", by=edda)


def test_a_rate_typed_with_more_zeros_is_the_same_rate(canvas, edda):
    saved = canvases.edit_canvas(canvas=canvas, version=1, usd_rate=Decimal("0.92"), by=edda)

    again = canvases.edit_canvas(canvas=canvas, version=saved.version, usd_rate=Decimal("0.9200"), by=edda)

    assert again.version == saved.version


def test_archiving_twice_is_archiving_once_and_restoring_takes_it_back(canvas, edda):
    canvases.archive_canvas(canvas=canvas, by=edda)
    canvases.archive_canvas(canvas=canvas, by=edda)
    assert Archive.objects.filter(canvas=canvas).count() == 1

    canvases.restore_canvas(canvas=canvas, by=edda)
    assert not Archive.objects.filter(canvas=canvas).exists()


def test_editing_again_after_a_conflict_takes_off_no_segment_that_another_put_on(canvas, note, segment, olga, edda):
    teams = segments.add_segment(canvas=canvas, name="Teams", by=olga)
    typed = {"version": 1, "step": uuid.uuid4(), "block": note.block, "status": note.status, "text": "Edda's"}
    data = QueryDict(mutable=True)
    data.update({**typed, "initial-text": note.text, "initial-status": note.status, "segments": segment.pk})
    theirs = notes.edit_note(canvas=canvas, note_id=note.pk, version=1, text="Olga's", put_on_segments=[teams], by=olga)

    again = NoteForm(data, canvas=canvas).rebased(version=theirs.version, **NoteForm.held(theirs))

    assert again.is_valid()
    assert again.changes() == {"text": "Edda's", "put_on_segments": [segment], "take_off": set()}
