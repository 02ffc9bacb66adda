"""Whoever acts: a user, or somebody let in to one canvas without an account; the doors and the log take both."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.http import Http404, HttpResponse
from django.test import RequestFactory

from canvas import changes
from canvas.access import canvas_access
from canvas.actions import canvases, notes, steps
from canvas.models import Archive, Canvas, Change
from teams.actors import SYSTEM, Actor, Admission, Kind, actor_of
from teams.roles import Permission, Role

pytestmark = pytest.mark.django_db
BEFORE = [("canvas", "0002_segments_of_a_note_are_items")]


@pytest.fixture
def greta(canvas):
    """A guest who was let in to the canvas to edit it."""
    return Actor(uuid4(), "Greta", Kind.GUEST, Admission(canvas.pk, Role.EDITOR))


def asking(actor, permission, canvas):
    """Ask a view behind the door as an actor whom somebody has let in."""
    request = RequestFactory().get("/")
    request.actor = actor
    view = canvas_access(permission)(lambda request, canvas: HttpResponse(f"{canvas.workspace.name}, {request.role}"))
    return view(request, canvas.pk)


def test_the_log_names_a_guest_who_acted_and_a_user_alike(canvas, greta, edda):
    notes.add_note(canvas=canvas, block="target_market", text="Greta's", by=greta)
    notes.add_note(canvas=canvas, block="target_market", text="Edda's", by=edda)
    guest, user = Change.objects.order_by("-id")[:2][::-1]
    assert (guest.by_id, guest.by_name, guest.by_kind) == (greta.id, "Greta", "guest")
    assert (user.by_id, user.by_name, user.by_kind) == (edda.pk, "Edda", "user")


def test_a_user_and_the_actor_that_the_user_is_are_one_and_the_same(canvas, note, edda):
    mine = notes.edit_note(canvas=canvas, note_id=note.pk, version=1, text="Edda's", by=edda)
    notes.edit_note(canvas=canvas, note_id=note.pk, version=mine.version, text="Edda's too", by=actor_of(edda))
    steps.undo(canvas=canvas, by=actor_of(edda))
    steps.undo(canvas=canvas, by=edda)
    assert canvas.notes.get().text == note.text


def test_each_actor_has_a_stack_of_its_own(canvas, greta, edda):
    notes.add_note(canvas=canvas, block="target_market", text="Edda's", by=edda)
    notes.add_note(canvas=canvas, block="target_market", text="Greta's", by=greta)
    steps.undo(canvas=canvas, by=edda)
    assert canvas.notes.get().text == "Greta's"
    steps.undo(canvas=canvas, by=greta)
    with pytest.raises(steps.NothingToUndo):
        steps.undo(canvas=canvas, by=greta)


def test_a_guest_and_a_user_who_save_the_same_field_conflict(canvas, note, greta, edda):
    notes.edit_note(canvas=canvas, note_id=note.pk, version=1, text="Greta's", by=greta)
    with pytest.raises(changes.Conflict, match="Greta changed this"):
        notes.edit_note(canvas=canvas, note_id=note.pk, version=1, text="Edda's", by=edda)


@pytest.mark.parametrize("who", ["guest", "system"])
def test_what_is_archived_by_no_user_has_nobodys_account_behind_it(canvas, greta, who):
    canvases.archive_canvas(canvas=canvas, by=greta if who == "guest" else SYSTEM)
    assert Archive.objects.get(canvas=canvas).by is None
    assert Change.objects.latest("id").by_kind == who


def test_who_is_let_in_to_one_canvas_sees_that_one_in_the_role_given(canvas, workspace, greta, edda):
    canvases.create_canvas(workspace=workspace, title="Other", by=edda)
    assert [(one.pk, one.role) for one in Canvas.objects.visible_to(greta)] == [(canvas.pk, "editor")]
    assert Canvas.objects.visible_to(edda).count() == Canvas.objects.visible_to(actor_of(edda)).count() == 2


def test_an_actor_that_is_neither_a_user_nor_let_in_sees_nothing(canvas, olga):
    for kind in (Kind.GUEST, Kind.TOKEN, Kind.SYSTEM):
        assert not Canvas.objects.visible_to(Actor(olga.pk, "Olga", kind)).exists()


def test_the_door_lets_in_an_actor_in_the_role_given(canvas, workspace, greta):
    assert asking(greta, Permission.EDIT, canvas).text == f"{workspace.name}, editor"
    viewer = Actor(greta.id, "Greta", Kind.GUEST, Admission(canvas.pk, Role.VIEWER))
    assert asking(viewer, Permission.VIEW, canvas).status_code == 200
    with pytest.raises(PermissionDenied):
        asking(viewer, Permission.EDIT, canvas)


def test_the_door_is_shut_on_every_other_canvas(canvas, workspace, greta, edda):
    other = canvases.create_canvas(workspace=workspace, title="Other", by=edda)
    with pytest.raises(Http404):
        asking(greta, Permission.VIEW, other)
    with pytest.raises(Http404):
        asking(Actor(edda.pk, "Edda", Kind.TOKEN), Permission.VIEW, canvas)


def test_a_row_that_the_version_before_writes_is_that_of_a_user(canvas, note):
    before = MigrationLoader(connection).project_state(BEFORE).apps.get_model("canvas", "Change")
    held = before.objects.filter(canvas=canvas.pk).values().last()
    before.objects.create(**{**held, "id": held["id"] + 1})
    assert Change.objects.get(pk=held["id"] + 1).by_kind == "user"
