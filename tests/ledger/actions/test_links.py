import pytest

from canvas.actions import canvases, notes, steps
from canvas.models import Note
from ledger.actions import features, lines, links
from ledger.models import Feature, NoteLink
from tests.factories import link_note


def ends(note):
    return {link.feature_id or link.line_id for link in NoteLink.objects.of_notes([note.pk])}


def test_linking_twice_makes_one_link(canvas, note, feature, olga):
    link_note(note, feature, by=olga)
    link_note(note, feature, by=olga)
    assert NoteLink.objects.get().feature == feature


def test_a_feature_and_one_of_its_lines_are_two_links(canvas, note, feature, olga):
    line = feature.lines.in_order().first()
    link_note(note, feature, by=olga)
    link_note(note, line, by=olga)
    assert ends(note) == {feature.pk, line.pk}
    links.choose_links(canvas=canvas, note_id=note.pk, seen={line.pk}, chosen=(), by=olga)
    assert ends(note) == {feature.pk}


def test_a_choice_links_what_was_ticked_and_unlinks_what_was_unticked_in_one_step(canvas, note, feature, olga):
    line = feature.lines.in_order().first()
    link_note(note, feature, by=olga)
    links.choose_links(canvas=canvas, note_id=note.pk, seen={feature.pk}, chosen={line.pk}, by=olga)
    assert ends(note) == {line.pk}
    steps.undo(canvas=canvas, by=olga)
    assert ends(note) == {feature.pk}


def test_a_choice_leaves_alone_what_somebody_else_linked_meanwhile(canvas, note, feature, olga, edda):
    line = feature.lines.in_order().first()
    link_note(note, feature, by=edda)
    links.choose_links(canvas=canvas, note_id=note.pk, seen=set(), chosen={line.pk}, by=olga)
    assert ends(note) == {feature.pk, line.pk}


def test_nothing_of_another_canvas_can_be_linked(canvas, note, feature, workspace, olga):
    other = canvases.create_canvas(workspace=workspace, title="Other", by=olga)
    foreign_note = notes.add_note(canvas=other, block="target_market", text="Theirs", by=olga)
    with pytest.raises(Note.DoesNotExist):
        links.choose_links(canvas=canvas, note_id=foreign_note.pk, seen=set(), chosen={feature.pk}, by=olga)
    links.choose_links(canvas=other, note_id=foreign_note.pk, seen=set(), chosen={feature.pk}, by=olga)
    assert not NoteLink.objects.exists()


def test_a_deleted_note_takes_its_links_along_and_undo_brings_both_back(canvas, note, feature, olga):
    link_note(note, feature, by=olga)
    notes.delete_note(canvas=canvas, note_id=note.pk, version=1, by=olga)
    assert not NoteLink.objects.exists()
    steps.undo(canvas=canvas, by=olga)
    assert ends(note) == {feature.pk}


def test_a_deleted_line_takes_its_links_along(canvas, note, feature, olga):
    line = feature.lines.in_order().first()
    link_note(note, line, by=olga)
    features.delete_feature(canvas=canvas, feature_id=feature.pk, version=1, by=olga)
    assert not NoteLink.objects.exists()


def test_a_link_to_a_note_that_somebody_deleted_does_not_come_back(canvas, note, feature, olga, edda):
    link_note(note, feature, by=olga)
    links.choose_links(canvas=canvas, note_id=note.pk, seen={feature.pk}, chosen=(), by=olga)
    notes.delete_note(canvas=canvas, note_id=note.pk, version=1, by=edda)
    with pytest.raises(steps.BelongedToWhatIsGone, match="Bring that back first"):
        steps.undo(canvas=canvas, by=olga)
    assert not NoteLink.objects.exists()


def test_a_line_of_a_feature_that_somebody_deleted_does_not_come_back(canvas, feature, olga, edda):
    line = feature.lines.in_order().first()
    lines.delete_line(canvas=canvas, line_id=line.pk, version=1, by=olga)
    features.delete_feature(canvas=canvas, feature_id=feature.pk, version=1, by=edda)
    with pytest.raises(steps.BelongedToWhatIsGone):
        steps.undo(canvas=canvas, by=olga)
    assert not Feature.objects.exists()
