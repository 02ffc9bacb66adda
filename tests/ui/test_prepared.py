"""A query that is composed once."""

import uuid

import pytest

from canvas.actions import canvases
from canvas.models import Canvas, Note, Segment
from tests.factories import canvas_with_notes
from ui.prepared import Prepared

pytestmark = pytest.mark.django_db


def test_it_finds_what_its_queryset_finds_with_other_ids_at_each_call(workspace, olga):
    seen = Prepared(lambda user, canvas: Canvas.objects.of_member(user).marked().filter(pk=canvas))
    first, second = (canvases.create_canvas(workspace=workspace, title=title, by=olga) for title in ("One", "Two"))
    canvases.archive_canvas(canvas=second, by=olga)
    for canvas in (first, second):
        (found,) = seen(olga.pk, canvas.pk)
        asked = Canvas.objects.visible_to(olga).get(pk=canvas.pk)
        assert (found, found.title, found.role) == (asked, asked.title, asked.role)
        assert (found.changed_at, found.workspace_id) == (asked.changed_at, asked.workspace_id)
        assert found.is_archived is asked.is_archived
    assert seen(olga.pk, uuid.uuid4()) == []
    assert seen(uuid.uuid4(), first.pk) == []
    assert seen(olga.pk, None) == []


def test_what_a_queryset_reads_along_is_read_along(canvas, django_assert_num_queries):
    with_workspace = Prepared(lambda pk: Canvas.objects.select_related("workspace").filter(pk=pk))
    with_workspace(canvas.pk)
    with django_assert_num_queries(1):
        (found,) = with_workspace(canvas.pk)
        assert found.workspace.name == "Tandem"


def test_an_id_may_stand_in_a_list_and_more_than_once(workspace, olga):
    canvas = canvas_with_notes(workspace=workspace, by=olga, count=2, segments=2)
    note = canvas.notes.in_order()[0]
    twice = Prepared(lambda pk: Note.objects.filter(pk__in=[pk], pk=pk))
    carried = Prepared(lambda pk: Segment.objects.filter(notes=pk))
    assert twice(note.pk) == [note]
    assert {one.pk for one in carried(note.pk)} == {one.pk for one in note.segments.all()}


def test_it_is_composed_once(canvas):
    calls = []

    def compose(pk):
        calls.append(pk)
        return Canvas.objects.filter(pk=pk)

    by_pk = Prepared(compose)
    assert by_pk(canvas.pk) == by_pk(canvas.pk) == [canvas]
    assert len(calls) == 1
