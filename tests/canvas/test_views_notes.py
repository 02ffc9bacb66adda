"""Notes on the canvas page: the editor, its saves, and the gestures."""

import json
import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from canvas.actions import notes, segments
from canvas.models import Change, Note
from tests.factories import canvas_with_notes

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


def url(name, canvas, *args):
    return reverse(f"canvas:{name}", args=[canvas.pk, *args])


def typed(note, **fields):
    """What an editor opened on `note` posts."""
    held = {"version": note.version, "step": uuid.uuid4(), "block": note.block, "text": note.text}
    held |= {"status": note.status, "initial-text": note.text, "initial-status": note.status}
    return held | fields


def save(client, canvas, note, headers=HTMX, **fields):
    return client.post(url("note", canvas, note.pk), typed(note, **fields), headers=headers)


def texts(canvas, block):
    return list(canvas.notes.filter(block=block).in_order().values_list("text", flat=True))


class TestOpening:
    def test_a_browser_gets_a_page_with_a_form(self, olga_client, canvas, note):
        response = olga_client.get(url("note", canvas, note.pk))
        assert b"<html" in response.content
        assert b"Music lovers</textarea>" in response.content

    def test_htmx_gets_only_the_editor(self, olga_client, canvas, note):
        response = olga_client.get(url("note", canvas, note.pk), headers=HTMX)
        assert response.content.decode().strip().startswith("<li")
        assert b"hx-post" in response.content

    def test_a_restored_history_entry_gets_the_page(self, olga_client, canvas, note):
        response = olga_client.get(url("note", canvas, note.pk), headers=HTMX | {"HX-History-Restore-Request": "true"})
        assert b"<html" in response.content

    def test_an_unknown_block_is_put_right(self, olga_client, canvas):
        response = olga_client.get(url("new-note", canvas) + "?block=nowhere")
        assert response.headers["Location"].endswith("?block=value_proposition")

    def test_a_note_of_another_canvas_is_not_found(self, olga_client, canvas, note, workspace, olga):
        other = canvas_with_notes(workspace=workspace, by=olga, count=1)
        foreign = other.notes.get()
        assert olga_client.get(url("note", canvas, foreign.pk)).status_code == 404
        assert save(olga_client, canvas, foreign, text="Taken over").status_code == 404
        assert save(olga_client, canvas, foreign, text="Taken over", version=0).status_code == 404
        for gesture in ("note-delete", "note-status", "note-segment", "note-move"):
            response = olga_client.post(url(gesture, canvas, foreign.pk), {"version": 1, "block": "key_resources"})
            assert response.status_code == 404, gesture
        assert other.notes.get().text == "Note 1"


class TestAdding:
    def new(self, client, canvas, block="cost_structure"):
        html = client.get(url("new-note", canvas) + f"?block={block}", headers=HTMX).content.decode()
        fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', html))
        return re.search(r'action="([^"]+)"', html)[1], fields

    def test_the_first_save_adds_the_note_to_its_block(self, olga_client, canvas):
        action, fields = self.new(olga_client, canvas)
        response = olga_client.post(action, fields | {"text": "Servers", "status": "assumption"})
        added = canvas.notes.get()
        assert response.headers["Location"] == f"{canvas.get_absolute_url()}#note-{added.pk}"
        assert (added.block, added.text) == ("cost_structure", "Servers")

    def test_saving_twice_adds_one_note_and_is_one_step(self, olga_client, canvas):
        action, fields = self.new(olga_client, canvas)
        olga_client.post(action, fields | {"text": "Serv", "status": "assumption", "keep_open": "1"}, headers=HTMX)
        olga_client.post(action, fields | {"text": "Servers", "status": "assumption"}, headers=HTMX)
        assert canvas.notes.get().text == "Servers"
        assert Change.objects.filter(item_id=canvas.notes.get().pk).values("step").distinct().count() == 1

    def test_closing_a_new_note_brings_its_whole_block(self, olga_client, canvas):
        action, fields = self.new(olga_client, canvas)
        response = olga_client.post(action, fields | {"text": "Servers", "status": "assumption"}, headers=HTMX)
        assert b'id="notes-cost_structure" hx-swap-oob' in response.content
        assert b'id="count-cost_structure" hx-swap-oob="true">1<' in response.content

    def test_an_empty_note_is_refused_beside_its_field(self, olga_client, canvas):
        action, fields = self.new(olga_client, canvas)
        response = olga_client.post(action, fields | {"text": " ", "status": "assumption"})
        assert response.status_code == 422
        assert b"This is empty." in response.content
        assert not canvas.notes.exists()

    def test_leaving_a_new_note_adds_nothing(self, olga_client, canvas):
        action, fields = self.new(olga_client, canvas)
        response = olga_client.post(action, fields | {"text": "Servers", "way": "theirs"})
        assert response.headers["Location"] == canvas.get_absolute_url()
        assert not canvas.notes.exists()

    def test_a_foreign_block_is_refused(self, olga_client, canvas):
        action, fields = self.new(olga_client, canvas)
        response = olga_client.post(action, fields | {"text": "x", "status": "assumption", "block": "nowhere"})
        assert response.status_code == 422
        assert not canvas.notes.exists()


class TestSaving:
    def test_htmx_gets_the_card_and_the_footer(self, olga_client, canvas, note):
        response = save(olga_client, canvas, note, text="Daily listeners")
        html = response.content.decode()
        assert html.startswith(f'<li class="note" id="note-{note.pk}"')
        assert "Daily listeners" in html
        assert 'id="saved" hx-swap-oob="true"' in html
        assert "<html" not in html

    def test_a_browser_is_sent_to_the_note(self, olga_client, canvas, note):
        response = save(olga_client, canvas, note, headers={}, text="Daily listeners")
        assert response.headers["Location"] == f"{canvas.get_absolute_url()}#note-{note.pk}"

    def test_an_open_editor_gets_what_its_next_save_stands_on(self, olga_client, canvas, note):
        response = save(olga_client, canvas, note, text="Daily", keep_open="1")
        html = response.content.decode()
        assert response.headers["HX-Retarget"] == f"#basis-note-{note.pk}"
        assert 'name="version" value="2"' in html
        assert 'name="initial-text" value="Daily"' in html
        assert "<textarea" not in html

    def test_saves_of_one_editing_session_are_one_step(self, olga_client, canvas, note):
        step = uuid.uuid4()
        save(olga_client, canvas, note, text="D", keep_open="1", step=step)
        save(olga_client, canvas, note, text="Daily", step=step)
        olga_client.post(url("undo", canvas))
        assert canvas.notes.get().text == "Music lovers"

    def test_an_unchanged_note_is_closed_without_a_trace(self, olga_client, canvas, note):
        before = Change.objects.count()
        assert save(olga_client, canvas, note).status_code == 200
        assert Change.objects.count() == before

    def test_status_and_segments_are_saved_with_the_text(self, olga_client, canvas, note, olga):
        readers = segments.add_segment(canvas=canvas, name="Readers", by=olga)
        save(olga_client, canvas, note, status="validated", segments=[str(readers.pk)])
        saved = canvas.notes.get()
        assert saved.status == "validated"
        assert [segment.name for segment in saved.segments.all()] == ["Readers"]

    def test_a_segment_of_another_canvas_is_refused(self, olga_client, canvas, note, workspace, olga):
        other = canvas_with_notes(workspace=workspace, by=olga, count=0, segments=1)
        response = save(olga_client, canvas, note, segments=[str(other.segments.get().pk)])
        assert response.status_code == 422
        assert not canvas.notes.get().segments.exists()

    @pytest.mark.parametrize(
        ("text", "sentence"),
        [
            ("", "This is empty."),
            ("x" * 2001, "2001 characters long, and 2000 is the most"),
            ("a\x00b", "can&#x27;t be stored"),
        ],
    )
    def test_bad_text_is_answered_with_a_sentence_and_kept(self, olga_client, canvas, note, text, sentence):
        response = save(olga_client, canvas, note, text=text)
        assert response.status_code == 422
        assert sentence in response.content.decode()
        assert canvas.notes.get().text == "Music lovers"

    def test_a_refused_save_leaves_the_field_alone_and_fills_only_the_notice(self, olga_client, canvas, note):
        response = save(olga_client, canvas, note, text="", keep_open="1")
        assert response.status_code == 422
        assert response.headers["HX-Retarget"] == f"#notice-note-{note.pk}"
        assert b"<textarea" not in response.content

    def test_a_save_that_says_no_version_is_refused(self, olga_client, canvas, note):
        fields = typed(note, text="Blind")
        del fields["version"]
        assert olga_client.post(url("note", canvas, note.pk), fields, headers=HTMX).status_code == 422
        assert canvas.notes.get().text == "Music lovers"

    @pytest.mark.parametrize("count", [6, 600])
    def test_an_inline_edit_takes_at_most_ten_statements(self, olga_client, workspace, olga, count):
        canvas = canvas_with_notes(workspace=workspace, by=olga, count=count, segments=2)
        note = canvas.notes.in_order().first()
        olga_client.get(canvas.get_absolute_url())
        with CaptureQueriesContext(connection) as queries:
            assert save(olga_client, canvas, note, text="Edited").status_code == 200
        statements = [query["sql"] for query in queries if not re.match("BEGIN|COMMIT|SAVEPOINT|RELEASE", query["sql"])]
        assert len(statements) <= 10, statements


class TestConflicts:
    @pytest.fixture
    def stale(self, canvas, note, edda):
        """The note as Olga opened it, before Edda changed its text."""
        opened = Note.objects.get(pk=note.pk)
        notes.edit_note(canvas=canvas, note_id=note.pk, version=1, text="Night owls", by=edda)
        return opened

    def test_both_texts_are_shown_with_three_ways_on(self, olga_client, canvas, stale):
        response = save(olga_client, canvas, stale, headers={}, text="Daily listeners")
        html = response.content.decode()
        assert response.status_code == 409
        assert "Edda changed this while you were editing." in html
        assert "Night owls" in html
        assert html.count("Daily listeners") == 2
        assert all(way in html for way in ("Keep mine", "Take theirs", "Edit again"))
        assert canvas.notes.get().text == "Night owls"

    def test_htmx_gets_the_conflict_beneath_the_untouched_field(self, olga_client, canvas, stale):
        response = save(olga_client, canvas, stale, text="Daily listeners", keep_open="1")
        assert response.status_code == 409
        assert response.headers["HX-Retarget"] == f"#notice-note-{stale.pk}"
        assert b"Night owls" in response.content

    def test_keep_mine_saves_mine_on_their_version(self, olga_client, canvas, stale):
        response = save(olga_client, canvas, stale, text="Daily listeners", way="mine", their_version=2)
        assert response.status_code == 200
        assert canvas.notes.get().text == "Daily listeners"

    def test_keep_mine_is_refused_when_a_third_has_saved_since(self, olga_client, canvas, stale, edda):
        notes.edit_note(canvas=canvas, note_id=stale.pk, version=2, text="Early birds", by=edda)
        response = save(olga_client, canvas, stale, text="Daily listeners", way="mine", their_version=2)
        assert response.status_code == 409
        assert b"Early birds" in response.content

    def test_take_theirs_saves_nothing(self, olga_client, canvas, stale):
        response = save(olga_client, canvas, stale, text="Daily listeners", way="theirs", their_version=2)
        assert b"Night owls" in response.content
        assert canvas.notes.get().text == "Night owls"

    def test_edit_again_keeps_my_text_and_stands_on_their_version(self, olga_client, canvas, stale):
        response = save(olga_client, canvas, stale, text="Daily listeners", way="again", their_version=2)
        html = response.content.decode()
        assert "Daily listeners</textarea>" in html
        assert 'name="version" value="2"' in html
        assert 'name="initial-text" value="Night owls"' in html

    def test_fields_of_different_people_do_not_conflict(self, olga_client, canvas, stale):
        response = save(olga_client, canvas, stale, status="validated")
        saved = canvas.notes.get()
        assert response.status_code == 200
        assert (saved.text, saved.status) == ("Night owls", "validated")

    def test_a_text_of_another_person_is_not_written_over_by_a_later_save_of_an_open_editor(
        self, olga_client, canvas, stale
    ):
        first = save(olga_client, canvas, stale, status="validated", keep_open="1").content.decode()
        assert 'name="version" value="1"' in first
        second = {"status": "validated", "initial-status": "validated", "text": "Daily listeners"}
        assert save(olga_client, canvas, stale, **second).status_code == 409
        assert canvas.notes.get().text == "Night owls"

    def test_a_deleted_note_gives_the_text_back_to_copy(self, olga_client, canvas, note, edda):
        notes.delete_note(canvas=canvas, note_id=note.pk, version=1, by=edda)
        response = save(olga_client, canvas, note, headers={}, text="Daily listeners")
        html = response.content.decode()
        assert response.status_code == 409
        assert "Edda deleted this." in html
        assert "Daily listeners</textarea>" in html


class TestGestures:
    def test_status_goes_round(self, olga_client, canvas, note):
        response = olga_client.post(url("note-status", canvas, note.pk), {"version": 1}, headers=HTMX)
        assert b'data-status="validated"' in response.content
        assert json.loads(response.headers["HX-Trigger"])["announce"]["value"] == "Validated"

    def test_a_segment_is_put_on_and_taken_off(self, olga_client, canvas, note, olga):
        readers = segments.add_segment(canvas=canvas, name="Readers", by=olga)
        for carried in (["Readers"], []):
            olga_client.post(url("note-segment", canvas, note.pk), {"version": 1, "segment": readers.pk}, headers=HTMX)
            assert [segment.name for segment in canvas.notes.get().segments.all()] == carried

    def test_a_deleted_note_can_be_brought_back_from_its_toast(self, olga_client, canvas, note):
        response = olga_client.post(url("note-delete", canvas, note.pk), {"version": 1}, headers=HTMX)
        assert b"Note deleted" in response.content
        assert url("undo", canvas).encode() in response.content
        assert not canvas.notes.exists()
        olga_client.post(url("undo", canvas), headers=HTMX)
        assert canvas.notes.get().text == "Music lovers"

    def test_deleting_without_javascript_leads_back_to_the_block(self, olga_client, canvas, note):
        response = olga_client.post(url("note-delete", canvas, note.pk), {"version": 1})
        assert response.headers["Location"] == f"{canvas.get_absolute_url()}#tm"

    def test_moving_says_where_the_note_is_now(self, olga_client, workspace, olga):
        canvas = canvas_with_notes(workspace=workspace, by=olga, count=18)
        note = canvas.notes.filter(block="key_activities").in_order().first()
        fields = {"version": 1, "block": "cost_structure", "position": 2}
        response = olga_client.post(url("note-move", canvas, note.pk), fields, headers=HTMX)
        trigger = json.loads(response.headers["HX-Trigger"])
        assert trigger["announce"]["value"] == "Moved to position 2 of 4 in Cost Structure"
        assert texts(canvas, "cost_structure")[1] == note.text
        assert b'id="notes-key_activities"' in response.content
        assert b'id="notes-cost_structure"' in response.content
        assert b"Moved to Cost Structure" in response.content

    def test_moving_without_javascript_leads_back_to_the_note(self, olga_client, canvas, note):
        response = olga_client.post(url("note-move", canvas, note.pk), {"version": 1, "block": "key_resources"})
        assert response.headers["Location"] == f"{canvas.get_absolute_url()}#note-{note.pk}"
        assert texts(canvas, "key_resources") == ["Music lovers"]

    @pytest.mark.parametrize("fields", [{"block": "nowhere"}, {"block": "key_resources", "position": "first"}])
    def test_a_move_to_nowhere_is_refused(self, olga_client, canvas, note, fields):
        response = olga_client.post(url("note-move", canvas, note.pk), {"version": 1} | fields)
        assert response.status_code == 422
        assert canvas.notes.get().block == "target_market"

    @pytest.mark.parametrize("name", ["note-delete", "note-status"])
    def test_a_gesture_without_a_version_changes_nothing(self, olga_client, canvas, note, name):
        assert olga_client.post(url(name, canvas, note.pk)).status_code == 409
        assert canvas.notes.get().status == "assumption"

    def test_a_gesture_on_a_deleted_note_says_who_deleted_it(self, olga_client, canvas, note, edda):
        notes.delete_note(canvas=canvas, note_id=note.pk, version=1, by=edda)
        response = olga_client.post(url("note-status", canvas, note.pk), {"version": 1}, headers=HTMX)
        assert response.status_code == 409
        assert b"Edda deleted this note." in response.content
        assert "canvas-changed" in json.loads(response.headers["HX-Trigger"])


def addresses(canvas, note):
    """Every address that changes a note, the statement or the segments."""
    for name in ("note", "note-move", "note-delete", "note-status", "note-segment"):
        yield url(name, canvas, note.pk)
    for name in ("new-note", "segments", "statement", "undo", "redo"):
        yield url(name, canvas)


@pytest.mark.parametrize(("who", "status"), [("victor", 403), ("rita", 403), ("otto", 404)])
def test_who_may_not_edit_is_refused_everywhere(request, canvas, note, who, status):
    client = request.getfixturevalue(f"{who}_client")
    for address in addresses(canvas, note):
        response = client.get(address) if address.endswith("new/") else client.post(address, {"version": 1})
        assert response.status_code == status, address
    assert canvas.notes.get().text == "Music lovers"
