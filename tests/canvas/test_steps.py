"""Undo and redo: what a person did on a canvas, taken back step by step, never over another's work."""

import uuid

import pytest
from django.urls import reverse

from canvas.actions import brief, canvases, notes, segments, steps
from canvas.models import Canvas, Change, Note, Segment
from document.actions import duplicate_canvas

pytestmark = pytest.mark.django_db


def texts(canvas, block="target_market"):
    return [note.text for note in canvas.notes.filter(block=block).in_order()]


def carried(note):
    return [segment.name for segment in note.segments.in_order()]


@pytest.fixture
def segment(canvas, olga):
    return segments.add_segment(canvas=canvas, name="Casual", by=olga)


def test_an_editing_session_is_one_step(canvas, note, edda):
    step = uuid.uuid4()
    version = note.version
    for text in ("D", "Dr", "Draft"):
        version = notes.edit_note(
            canvas=canvas, note_id=note.pk, version=version, text=text, by=edda, step=step
        ).version

    steps.undo(canvas=canvas, by=edda)
    assert texts(canvas) == [note.text]

    steps.redo(canvas=canvas, by=edda)
    assert texts(canvas) == ["Draft"]


def test_undo_and_redo_walk_the_whole_stack_and_back(canvas, edda):
    for text in ("One", "Two", "Three"):
        notes.add_note(canvas=canvas, block="target_market", text=text, by=edda)

    for expected in (["One", "Two"], ["One"], []):
        steps.undo(canvas=canvas, by=edda)
        assert texts(canvas) == expected
    for expected in (["One"], ["One", "Two"], ["One", "Two", "Three"]):
        steps.redo(canvas=canvas, by=edda)
        assert texts(canvas) == expected
    steps.undo(canvas=canvas, by=edda)
    assert texts(canvas) == ["One", "Two"]


def test_a_new_step_forgets_what_could_be_redone(canvas, note, edda):
    notes.edit_note(canvas=canvas, note_id=note.pk, version=note.version, text="First", by=edda)
    steps.undo(canvas=canvas, by=edda)
    notes.add_note(canvas=canvas, block="target_market", text="Other", by=edda)

    with pytest.raises(steps.NothingToRedo):
        steps.redo(canvas=canvas, by=edda)


def test_a_deleted_note_comes_back_with_its_id_place_and_segments(canvas, edda):
    segment = segments.add_segment(canvas=canvas, name="Casual", by=edda)
    first = notes.add_note(canvas=canvas, block="target_market", text="First", by=edda, segments=[segment])
    notes.add_note(canvas=canvas, block="target_market", text="Second", by=edda)
    notes.delete_note(canvas=canvas, note_id=first.pk, version=1, by=edda)

    steps.undo(canvas=canvas, by=edda)

    back = Note.objects.get(pk=first.pk)
    assert texts(canvas) == ["First", "Second"]
    assert list(back.segments.all()) == [segment]
    assert back.version > first.version


def test_undoing_a_deleted_segment_puts_it_back_on_its_notes(canvas, edda):
    segment = segments.add_segment(canvas=canvas, name="Casual", by=edda)
    note = notes.add_note(canvas=canvas, block="target_market", text="First", by=edda, segments=[segment])
    segments.delete_segment(canvas=canvas, segment_id=segment.pk, version=1, by=edda)

    steps.undo(canvas=canvas, by=edda)

    assert [one.name for one in Note.objects.get(pk=note.pk).segments.all()] == ["Casual"]


def test_a_segment_put_on_is_a_step_that_leaves_the_text_of_another_alone(canvas, note, segment, olga, edda):
    notes.toggle_segment(canvas=canvas, note_id=note.pk, version=1, segment=segment, by=edda)
    notes.edit_note(canvas=canvas, note_id=note.pk, version=1, text="Olga's", by=olga)

    taken = steps.undo(canvas=canvas, by=edda)
    assert (texts(canvas), carried(note)) == (["Olga's"], [])
    assert taken.anchors == (note.anchor,)

    steps.redo(canvas=canvas, by=edda)
    assert (texts(canvas), carried(note)) == (["Olga's"], ["Casual"])


def test_a_note_comes_back_without_a_segment_that_has_gone_since(canvas, note, segment, olga, edda):
    other = segments.add_segment(canvas=canvas, name="Teams", by=olga)
    notes.edit_note(canvas=canvas, note_id=note.pk, version=1, put_on_segments=[segment, other], by=edda)
    notes.delete_note(canvas=canvas, note_id=note.pk, version=1, by=edda)
    segments.delete_segment(canvas=canvas, segment_id=segment.pk, version=1, by=olga)

    steps.undo(canvas=canvas, by=edda)

    assert (texts(canvas), carried(note)) == ([note.text], ["Teams"])


def test_a_segment_taken_off_that_is_gone_or_on_again_is_refused_and_nothing_changes(canvas, note, segment, olga, edda):
    notes.edit_note(canvas=canvas, note_id=note.pk, version=1, put_on_segments=[segment], by=olga)
    notes.toggle_segment(canvas=canvas, note_id=note.pk, version=1, segment=segment, by=edda)
    again, _ = notes.toggle_segment(canvas=canvas, note_id=note.pk, version=1, segment=segment, by=olga)
    rows = Change.objects.count()

    with pytest.raises(steps.StandsOtherwise, match="joined again already"):
        steps.undo(canvas=canvas, by=edda)
    assert Change.objects.count() == rows
    segments.delete_segment(canvas=canvas, segment_id=segment.pk, version=1, by=olga)
    with pytest.raises(steps.BelongedToWhatIsGone, match="Bring that back first"):
        steps.undo(canvas=canvas, by=edda)
    assert carried(again) == []


def test_taking_back_a_segment_that_another_has_put_on_a_note_since_is_refused(canvas, note, olga, edda):
    teams = segments.add_segment(canvas=canvas, name="Teams", by=edda)
    notes.toggle_segment(canvas=canvas, note_id=note.pk, version=1, segment=teams, by=olga)

    with pytest.raises(steps.ChangedSince, match="Olga has changed “Music lovers” since"):
        steps.undo(canvas=canvas, by=edda)
    assert carried(note) == ["Teams"]


def test_a_move_is_undone_to_the_block_and_place_it_came_from(canvas, edda):
    for text in ("One", "Two", "Three"):
        note = notes.add_note(canvas=canvas, block="target_market", text=text, by=edda)
        if text == "Two":
            two = note
    notes.move_note(canvas=canvas, note_id=two.pk, version=1, block="key_resources", index=0, by=edda)

    steps.undo(canvas=canvas, by=edda)

    assert texts(canvas) == ["One", "Two", "Three"]


def test_undo_is_refused_when_another_has_changed_the_item_since(canvas, note, olga, edda):
    mine = notes.edit_note(canvas=canvas, note_id=note.pk, version=note.version, text="Edda's", by=edda)
    notes.edit_note(canvas=canvas, note_id=note.pk, version=mine.version, text="Olga's", by=olga)

    with pytest.raises(steps.ChangedSince, match="Olga has changed “Olga's” since"):
        steps.undo(canvas=canvas, by=edda)
    assert texts(canvas) == ["Olga's"]


def test_undo_is_refused_when_another_has_deleted_the_item_since(canvas, note, olga, edda):
    mine = notes.edit_note(canvas=canvas, note_id=note.pk, version=note.version, text="Edda's", by=edda)
    notes.delete_note(canvas=canvas, note_id=note.pk, version=mine.version, by=olga)

    with pytest.raises(steps.ChangedSince, match="Olga has deleted “Edda's” since"):
        steps.undo(canvas=canvas, by=edda)
    assert not canvas.notes.exists()


def test_another_person_moving_the_note_within_its_block_does_not_stop_the_undo(canvas, note, olga, edda):
    notes.add_note(canvas=canvas, block="target_market", text="Second", by=olga)
    mine = notes.edit_note(canvas=canvas, note_id=note.pk, version=note.version, text="Edda's", by=edda)
    notes.move_note(canvas=canvas, note_id=note.pk, version=mine.version, block="target_market", index=1, by=olga)

    steps.undo(canvas=canvas, by=edda)

    assert texts(canvas) == ["Second", note.text]


def test_a_person_undoes_her_own_steps_only(canvas, note, olga, edda):
    notes.add_note(canvas=canvas, block="target_market", text="Edda's", by=edda)
    notes.add_note(canvas=canvas, block="target_market", text="Olga's", by=olga)

    steps.undo(canvas=canvas, by=edda)

    assert texts(canvas) == [note.text, "Olga's"]


def test_taking_back_a_segment_that_another_has_used_since_is_refused(canvas, olga, edda):
    segment = segments.add_segment(canvas=canvas, name="Casual", by=edda)
    segments.edit_segment(canvas=canvas, segment_id=segment.pk, version=1, name="Casual listeners", by=olga)

    with pytest.raises(steps.ChangedSince):
        steps.undo(canvas=canvas, by=edda)
    assert Segment.objects.filter(pk=segment.pk).exists()


@pytest.mark.parametrize(("back", "taken"), [("Casual", "Casual"), ("über", "ÜBER")])
def test_a_name_that_another_has_taken_does_not_come_back_and_nothing_changes(canvas, olga, edda, back, taken):
    segment = segments.add_segment(canvas=canvas, name=back, by=edda)
    segments.delete_segment(canvas=canvas, segment_id=segment.pk, version=1, by=edda)
    segments.add_segment(canvas=canvas, name=taken, colour=2, by=olga)
    rows = Change.objects.count()

    with pytest.raises(steps.NoLongerFits, match="Rename that first"):
        steps.undo(canvas=canvas, by=edda)
    assert Change.objects.count() == rows


def test_text_typed_and_taken_back_with_esc_is_not_a_step(canvas, note, edda):
    notes.add_note(canvas=canvas, block="target_market", text="Before", by=edda)
    step = uuid.uuid4()
    typed = notes.edit_note(canvas=canvas, note_id=note.pk, version=note.version, text="Typed", by=edda, step=step)
    notes.edit_note(canvas=canvas, note_id=note.pk, version=typed.version, text=note.text, by=edda, step=step)

    steps.undo(canvas=canvas, by=edda)

    assert texts(canvas) == [note.text]


def test_undoing_names_the_step_and_appends_to_the_log(canvas, note, edda):
    notes.edit_note(canvas=canvas, note_id=note.pk, version=note.version, text="Edited", by=edda)
    edited = Change.objects.order_by("id").last()

    steps.undo(canvas=canvas, by=edda)

    undone = Change.objects.order_by("id").last()
    assert undone.undoes == edited.step
    assert undone.step != edited.step
    assert (undone.before["text"], undone.after["text"]) == ("Edited", note.text)


def test_nothing_to_undo_is_a_sentence(canvas, victor):
    with pytest.raises(steps.NothingToUndo, match="nothing of yours to undo"):
        steps.undo(canvas=canvas, by=victor)


@pytest.mark.parametrize("made", [canvases.create_canvas, "duplicate"], ids=["made", "copied"])
def test_that_a_canvas_was_made_is_not_undone_on_it(workspace, canvas, olga, edda, made):
    if made == "duplicate":
        new = duplicate_canvas(canvas=canvas, by=edda)
    else:
        new = made(workspace=workspace, title="New", by=edda)
    with pytest.raises(steps.NothingToUndo):
        steps.undo(canvas=new, by=edda)
    notes.add_note(canvas=new, block="target_market", text="One", by=edda)
    steps.undo(canvas=new, by=edda)
    with pytest.raises(steps.NothingToUndo):
        steps.undo(canvas=new, by=edda)
    assert Canvas.objects.filter(pk=new.pk).exists()


def test_answers_taken_as_notes_are_one_step(canvas, edda):
    brief.answer_brief(canvas=canvas, version=1, target_customers="Support leads", delivery_cost="Inference", by=edda)
    lines = [f"{question}-0" for question in ("target_customers", "delivery_cost", "pain_points")]
    brief.take_as_notes(canvas=canvas, lines=lines, by=edda)
    assert texts(canvas) == ["Support leads"]
    assert texts(canvas, "cost_structure") == ["Inference"]

    steps.undo(canvas=canvas, by=edda)

    assert not canvas.notes.exists()


def test_a_named_step_is_undone_only_while_it_is_the_latest(canvas, note, olga):
    notes.delete_note(canvas=canvas, note_id=note.pk, version=note.version, by=olga)
    deleted = steps.latest_step(canvas, olga)
    other = notes.add_note(canvas=canvas, block="key_resources", text="Ratings", by=olga)
    with pytest.raises(steps.NoLongerLatest, match="no longer your latest step"):
        steps.undo(canvas=canvas, by=olga, step=deleted)
    assert canvas.notes.get() == other
    steps.undo(canvas=canvas, by=olga)
    steps.undo(canvas=canvas, by=olga, step=deleted)
    assert canvas.notes.get() == note


def test_the_undo_of_a_toast_names_its_step(canvas, note, olga, olga_client):
    answer = olga_client.post(
        reverse("canvas:note-delete", args=[canvas.pk, note.pk]),
        {"version": note.version},
        headers={"HX-Request": "true"},
    )
    undo = f"{reverse('canvas:undo', args=[canvas.pk])}?step={steps.latest_step(canvas, olga)}"
    assert f'hx-post="{undo}"' in answer.text
    steps.undo(canvas=canvas, by=olga)
    notes.add_note(canvas=canvas, block="key_resources", text="Ratings", by=olga)
    stale = olga_client.post(undo, headers={"HX-Request": "true"})
    assert stale.status_code == 409
    assert "no longer your latest step" in stale.text
    assert canvas.notes.count() == 2
