"""The canvas page as its readers and editors get it."""

import gzip
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from canvas.actions import canvases, notes, segments
from tests.factories import canvas_with_notes

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


def page_of(client, canvas, **headers):
    return client.get(canvas.get_absolute_url(), headers=headers)


def test_a_browser_gets_the_page_with_every_block_in_the_order_of_the_argument(olga_client, canvas):
    html = page_of(olga_client, canvas).content.decode()
    areas = ("vp", "tm", "rev", "cost", "act", "res")
    order = [html.index(f'<section class="block b-{area}" id="{area}"') for area in areas]
    assert "<html" in html
    assert order == sorted(order)
    assert order[-1] < html.index('<aside class="strip" id="strip"')


def test_htmx_gets_the_parts_without_the_frame(olga_client, canvas):
    response = page_of(olga_client, canvas, **HTMX)
    assert b"<html" not in response.content
    assert b'id="poster"' in response.content


def test_a_restored_history_entry_gets_the_whole_page(olga_client, canvas):
    response = page_of(olga_client, canvas, **HTMX, **{"HX-History-Restore-Request": "true"})
    assert b"<html" in response.content


def test_an_empty_block_asks_its_question(olga_client, canvas):
    html = page_of(olga_client, canvas).content.decode()
    assert "What do you pay each time someone uses it?" in html
    assert html.count("Add the first note") == 6


def test_a_note_is_shown_with_its_segment_status_and_text(olga_client, canvas, olga):
    readers = segments.add_segment(canvas=canvas, name="Readers", by=olga)
    note = notes.add_note(
        canvas=canvas, block="cost_structure", text="Two\nlines", status="validated", segments=[readers], by=olga
    )
    html = page_of(olga_client, canvas).content.decode()
    card = html[html.index(f'id="note-{note.pk}"') :].split("</li>")[0]
    assert 'data-status="validated"' in card
    assert "Two<br>lines" in card
    assert "Readers" in card
    assert 'class="note s-1"' in html


def test_a_viewer_gets_the_notes_but_nothing_to_change_them_with(victor_client, canvas, note):
    html = page_of(victor_client, canvas).content.decode()
    assert "Music lovers" in html
    assert "Read-only." in html
    assert "data-add-note" not in html
    assert reverse("canvas:note", args=[canvas.pk, note.pk]) not in html
    assert reverse("canvas:undo", args=[canvas.pk]) not in html


def test_an_archived_canvas_is_read_only_and_says_how_to_restore_it(edda_client, canvas, olga):
    canvases.archive_canvas(canvas=canvas, by=olga)
    html = page_of(edda_client, canvas).content.decode()
    assert "This canvas is archived" in html
    assert reverse("canvas:restore", args=[canvas.pk]) in html
    assert "data-add-note" not in html


def test_an_outsider_is_not_told_that_the_canvas_exists(otto_client, canvas):
    assert page_of(otto_client, canvas).status_code == 404


@pytest.mark.parametrize("count", [6, 60, 600])
def test_the_page_takes_the_same_few_queries_however_many_notes(olga_client, workspace, olga, count):
    canvas = canvas_with_notes(workspace=workspace, by=olga, count=count, segments=2)
    page_of(olga_client, canvas)
    with CaptureQueriesContext(connection) as queries:
        assert page_of(olga_client, canvas).status_code == 200
    assert len(queries) <= 12, [query["sql"] for query in queries]


def test_hostile_text_is_shown_as_text(olga_client, canvas, olga):
    text = "<script>alert(1)</script>{{ canvas.pk }}{% now %}\"'><img src=x onerror=alert(1)>"
    notes.add_note(canvas=canvas, block="key_activities", text=text, by=olga)
    segments.add_segment(canvas=canvas, name='"><i>x', by=olga)
    html = page_of(olga_client, canvas).content.decode()
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert '"><i>x' not in html
    assert "{{ canvas.pk }}{% now %}" in html


def test_sixty_notes_stay_a_light_page(olga_client, workspace, olga):
    canvas = canvas_with_notes(workspace=workspace, by=olga, count=60, segments=1)
    assert len(gzip.compress(page_of(olga_client, canvas).content)) < 12 * 1024


def test_a_canvas_that_never_was_is_not_found(olga_client):
    assert olga_client.get(reverse("canvas:page", args=[uuid.uuid4()])).status_code == 404
