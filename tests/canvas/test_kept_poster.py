"""The poster of a canvas page is kept as drawn and not sent twice, and never one moment longer than it is true."""

import re
from datetime import date

import pytest
from django.core.cache import caches
from django.utils import timezone

from canvas.actions import canvases, notes, segments
from canvas.actions.steps import undo
from ledger.actions import features
from ledger.models import Figures
from teams.roles import Role
from tests.factories import canvas_with_notes, feature_with_lines
from tests.ledger.conftest import EARNING, LOSING, MODEL_LINE, priced

HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def nothing_kept():
    caches["pages"].clear()


@pytest.fixture
def filled(workspace, olga):
    canvas = canvas_with_notes(workspace=workspace, by=olga, count=6, segments=2)
    feature_with_lines(canvas, by=olga, **EARNING)
    return canvas


def asked(client, canvas, tag="", **headers):
    if tag:
        headers["If-None-Match"] = tag
    return client.get(canvas.get_absolute_url(), headers=headers)


def shown(response):
    """The page without what differs from one answer to the next: its tokens."""
    return re.sub(r'(X-CSRFToken": |csrfmiddlewaretoken" value=)"\w+"', "", response.text)


def edit_a_note(canvas, olga):
    note = canvas.notes.in_order().first()
    notes.edit_note(canvas=canvas, note_id=note.pk, version=note.version, text="Another text", by=olga)


def rename_a_segment(canvas, olga):
    segment = canvas.segments.in_order().first()
    segments.edit_segment(
        canvas=canvas,
        segment_id=segment.pk,
        version=segment.version,
        name="Night owls",
        colour=segment.colour,
        by=olga,
    )


def edit_a_feature(canvas, olga):
    feature = canvas.features.get()
    features.edit_feature(canvas=canvas, feature_id=feature.pk, version=feature.version, active_users="9000", by=olga)


CHANGES = {
    "a note is edited": edit_a_note,
    "a segment is renamed": rename_a_segment,
    "the usage of a feature is another": edit_a_feature,
    "a feature is added": lambda canvas, olga: feature_with_lines(canvas, by=olga, **LOSING),
    "the statement is written": lambda canvas, olga: canvases.edit_canvas(
        canvas=canvas, version=canvas.version, value_statement="Answers the same day.", by=olga
    ),
    "the currency is another": lambda canvas, olga: canvases.edit_canvas(
        canvas=canvas, version=canvas.version, currency="EUR", by=olga
    ),
    "the last step is taken back": lambda canvas, olga: undo(canvas=canvas, by=olga),
    "the canvas is archived": lambda canvas, olga: canvases.archive_canvas(canvas=canvas, by=olga),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=list(CHANGES))
def test_what_changes_is_sent_and_drawn_anew(change, filled, olga, edda_client):
    asked(edda_client, filled)
    before = asked(edda_client, filled)
    assert asked(edda_client, filled, before.headers["ETag"]).status_code == 304
    change(filled, olga)
    after = asked(edda_client, filled, before.headers["ETag"])
    caches["pages"].clear()
    assert shown(after) == shown(asked(edda_client, filled)) != shown(before)


def test_who_sees_it_has_a_tag_of_their_own(filled, workspace, olga, edda, edda_client, victor_client):
    tag = asked(edda_client, filled).headers["ETag"]
    assert asked(victor_client, filled, tag).status_code == 200
    assert "data-add-note" not in asked(victor_client, filled).text
    assert "data-add-note" in asked(edda_client, filled).text
    workspace.memberships.filter(user=edda).update(role=Role.VIEWER)
    assert "data-add-note" not in asked(edda_client, filled, tag).text


def test_what_a_person_chose_is_part_of_the_page(filled, edda, edda_client):
    tag = asked(edda_client, filled).headers["ETag"]
    edda.single_key_shortcuts = False
    edda.save()
    assert "data-single-keys" not in asked(edda_client, filled, tag).text


def test_the_parts_have_another_tag_than_the_page(filled, edda_client):
    tag = asked(edda_client, filled).headers["ETag"]
    assert asked(edda_client, filled, tag, **HTMX).status_code == 200


def test_what_is_to_be_said_once_is_said_although_the_page_is_the_same(filled, edda_client):
    tag = asked(edda_client, filled).headers["ETag"]
    url = filled.get_absolute_url()
    note = filled.notes.in_order().first()
    edda_client.post(f"{url}notes/{note.pk}/delete/", {"version": note.version})
    edda_client.post(f"{url}undo/")
    response = asked(edda_client, filled, tag)
    assert response.status_code == 200
    assert "ETag" not in response.headers
    assert "Note deleted" in response.text
    assert "Note deleted" not in asked(edda_client, filled, tag).text


def test_new_figures_new_prices_and_a_new_day_are_drawn(canvas, olga, edda_client, monkeypatch):
    priced(input="3")
    feature = feature_with_lines(canvas, by=olga, **{**EARNING, "lines": [MODEL_LINE, *EARNING["lines"]]})
    feature.lines.filter(kind="inference").update(kept_prices=None)
    asked(edda_client, canvas)
    before = asked(edda_client, canvas)
    priced(input="3000", version="2")
    dearer = asked(edda_client, canvas, before.headers["ETag"])
    assert shown(dearer) != shown(before)
    tag = asked(edda_client, canvas).headers["ETag"]
    Figures.objects.all().delete()
    assert asked(edda_client, canvas, tag).status_code == 200
    tag = asked(edda_client, canvas).headers["ETag"]
    monkeypatch.setattr(timezone, "localdate", lambda *_: date(2031, 1, 1))
    assert asked(edda_client, canvas, tag).status_code == 200


def test_what_stays_the_same_is_not_read_again(filled, edda_client, monkeypatch):
    asked(edda_client, filled)
    before = shown(asked(edda_client, filled))
    monkeypatch.setattr("canvas.views.page.all_groups", lambda *_: pytest.fail("It was drawn before."))
    assert shown(asked(edda_client, filled)) == before


def test_no_token_is_kept(filled, edda_client):
    kept = []
    real = caches["pages"].set
    caches["pages"].set = lambda key, value, *rest, **options: kept.append(value) or real(key, value, *rest, **options)
    try:
        asked(edda_client, filled)
    finally:
        caches["pages"].set = real
    assert kept
    assert not [part for part in kept if "csrfmiddlewaretoken" in str(part)]
