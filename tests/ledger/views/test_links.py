"""Choosing what a note is linked to."""

from uuid import uuid4

import pytest
from django.urls import reverse

from canvas.actions import canvases, notes
from ledger.models import NoteLink
from tests.factories import feature_with_lines, link_note

HTMX = {"HX-Request": "true"}
HOSTILE = '"><script>alert(1)</script>'


@pytest.fixture
def where(canvas, note):
    return reverse("ledger:note-links", args=[canvas.pk, note.pk])


@pytest.fixture
def line(feature):
    return feature.lines.in_order().first()


def ends(note):
    return {link.feature_id or link.line_id for link in NoteLink.objects.of_notes([note.pk])}


def test_every_feature_and_line_is_offered_and_what_is_linked_is_ticked(
    canvas, note, feature, line, where, olga, edda_client
):
    link_note(note, line, by=olga)
    page = edda_client.get(where).text
    assert f'value="{feature.pk}">' in page
    assert f'value="{line.pk}" checked>' in page
    assert f'name="seen" value="{line.pk}"' in page
    assert "Storage" in page


def test_a_save_without_javascript_leads_back_to_the_note(canvas, note, feature, line, where, edda_client):
    answer = edda_client.post(where, {"chosen": [feature.pk, line.pk]})
    assert answer.url == f"{canvas.get_absolute_url()}#note-{note.pk}"
    assert ends(note) == {feature.pk, line.pk}


def test_htmx_gets_the_note_s_card_with_its_badges(canvas, note, feature, where, edda_client):
    answer = edda_client.post(where, {"chosen": [feature.pk]}, headers=HTMX)
    assert f'id="note-{note.pk}"' in answer.text
    assert '1<span class="vh"> linked ledger feature</span>' in answer.text
    assert answer.headers["HX-Retarget"] == f"#note-{note.pk}"
    assert "ledger-changed" in answer.headers["HX-Trigger"]


def test_unticking_takes_the_link_away(canvas, note, feature, line, where, edda_client):
    edda_client.post(where, {"chosen": [feature.pk, line.pk]})
    edda_client.post(where, {"seen": [feature.pk, line.pk], "chosen": [line.pk]})
    assert ends(note) == {line.pk}


@pytest.mark.parametrize("name", ["chosen", "seen"])
def test_what_is_no_id_is_refused_with_a_sentence(note, where, edda_client, name):
    answer = edda_client.post(where, {name: "everything"})
    assert answer.status_code == 422
    assert not NoteLink.objects.exists()


def test_an_id_that_is_nothing_of_this_canvas_links_nothing(canvas, note, where, workspace, olga, olga_client):
    other = canvases.create_canvas(workspace=workspace, title="Other", by=olga)
    foreign = feature_with_lines(other, by=olga)
    assert olga_client.post(where, {"chosen": [foreign.pk, uuid4()]}).status_code == 302
    assert not NoteLink.objects.exists()


def test_a_note_of_another_canvas_is_not_found(canvas, feature, workspace, olga, olga_client):
    other = canvases.create_canvas(workspace=workspace, title="Other", by=olga)
    foreign = notes.add_note(canvas=other, block="target_market", text="Theirs", by=olga)
    where = reverse("ledger:note-links", args=[canvas.pk, foreign.pk])
    assert olga_client.get(where).status_code == 404
    assert olga_client.post(where, {"chosen": [feature.pk]}).status_code == 404
    assert not NoteLink.objects.exists()


def test_who_may_not_edit_may_not_link(note, feature, where, rita_client, victor_client, otto_client):
    answers = [client.post(where, {"chosen": [feature.pk]}) for client in (rita_client, victor_client, otto_client)]
    assert [answer.status_code for answer in answers] == [403, 403, 404]
    assert not NoteLink.objects.exists()


def test_without_features_the_page_leads_to_the_ledger(canvas, note, where, edda_client):
    assert reverse("ledger:page", args=[canvas.pk]) in edda_client.get(where).text


def test_hostile_names_are_text(canvas, note, where, olga, edda_client):
    feature_with_lines(canvas, by=olga, name=HOSTILE, lines=[{"kind": "other", "label": HOSTILE}])
    page = edda_client.get(where).text
    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 2


def test_its_queries_do_not_grow(canvas, note, where, olga, edda_client, count_queries):
    feature_with_lines(canvas, by=olga, name="A", lines=[{"kind": "other"}])
    edda_client.get(where)
    few = count_queries(lambda: edda_client.get(where))
    for number in range(6):
        feature_with_lines(canvas, by=olga, name=f"F{number}", lines=[{"kind": "other"}] * 3)
    assert count_queries(lambda: edda_client.get(where)) == few
