"""What was changed is announced after the commit, once, and whoever listens hinders nobody."""

import pytest
from django.db import transaction

from canvas import announcements
from canvas.actions import notes, steps
from canvas.models import Note
from teams.actors import actor_of

heard: list[announcements.Announcement] = []


def _hear(announcement):
    heard.append(announcement)


def _fail(announcement):
    raise ZeroDivisionError("nobody is at home")


def _look(announcement):
    """Hear only what another connection would see: it isn't in a transaction."""
    assert not transaction.get_connection().in_atomic_block
    heard.append(announcement)


@pytest.fixture
def subscribe(monkeypatch):
    """Subscribe functions of this module for one test."""
    monkeypatch.setattr(announcements, "_subscribers", [])
    heard.clear()
    return lambda *functions: [announcements.subscribe(f"{__name__}:{one}") for one in functions]


@pytest.mark.django_db
def test_a_change_says_who_came_to_which_revision_and_what_was_touched(
    subscribe, canvas, note, edda, django_capture_on_commit_callbacks
):
    subscribe("_hear", "_hear")
    with django_capture_on_commit_callbacks(execute=True):
        notes.edit_note(canvas=canvas, note_id=note.pk, version=1, text="New", by=edda)
    told = announcements.Announcement(
        canvas.pk, canvas.revision, actor_of(edda), frozenset({"canvas.Note"}), (note.anchor,)
    )
    assert heard == [told]


@pytest.mark.django_db
def test_an_undo_is_announced_as_any_change(subscribe, canvas, note, olga, django_capture_on_commit_callbacks):
    subscribe("_hear")
    with django_capture_on_commit_callbacks(execute=True):
        steps.undo(canvas=canvas, by=olga)
    assert [(one.revision, one.anchors) for one in heard] == [(canvas.revision, (note.anchor,))]


@pytest.mark.django_db
def test_what_changes_nothing_and_what_is_refused_is_not_announced(
    subscribe, canvas, note, edda, django_capture_on_commit_callbacks
):
    subscribe("_hear")
    with django_capture_on_commit_callbacks(execute=True):
        notes.edit_note(canvas=canvas, note_id=note.pk, version=1, text=note.text, by=edda)
        with pytest.raises(steps.NothingToUndo):
            steps.undo(canvas=canvas, by=edda)
    assert heard == []


@pytest.mark.django_db(transaction=True)
def test_it_is_told_once_the_change_stands_and_never_of_one_rolled_back(subscribe, canvas, note, edda):
    subscribe("_look")

    def half():
        with transaction.atomic():
            notes.edit_note(canvas=canvas, note_id=note.pk, version=1, text="Rolled back", by=edda)
            assert heard == []
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    assert heard == []
    notes.edit_note(canvas=canvas, note_id=note.pk, version=1, text="Stands", by=edda)
    assert len(heard) == 1


@pytest.mark.django_db(transaction=True)
def test_who_fails_to_listen_is_logged_and_hinders_nobody(subscribe, canvas, note, edda, caplog):
    subscribe("_fail", "_hear")
    announcements.subscribe("no.such.module:tell")
    notes.edit_note(canvas=canvas, note_id=note.pk, version=1, text="New", by=edda)
    assert Note.objects.get(pk=note.pk).text == "New"
    assert len(heard) == 1
    assert "nobody is at home" in caplog.text
    assert "no.such" in caplog.text or "No module named 'no'" in caplog.text
