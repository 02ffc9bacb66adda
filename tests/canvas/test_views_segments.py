"""The segments panel and the value statement."""

import json
import uuid

import pytest
from django.urls import reverse

from canvas.actions import canvases, segments
from canvas.models import Canvas

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


def url(name, canvas, *args):
    return reverse(f"canvas:{name}", args=[canvas.pk, *args])


@pytest.fixture
def readers(canvas, olga):
    return segments.add_segment(canvas=canvas, name="Readers", by=olga)


class TestSegments:
    def edit(self, client, canvas, segment, headers=HTMX, **fields):
        held = {"name": segment.name, "colour": segment.colour, "version": segment.version} | fields
        return client.post(url("segment", canvas, segment.pk), held, headers=headers)

    def test_a_browser_gets_a_page_and_htmx_the_panel(self, olga_client, canvas, readers):
        assert b"<html" in olga_client.get(url("segments", canvas)).content
        assert b"<html" not in olga_client.get(url("segments", canvas), headers=HTMX).content

    def test_one_is_added_in_the_first_free_colour(self, olga_client, canvas, readers):
        response = olga_client.post(url("segments", canvas), {"new-name": "Teams"}, headers=HTMX)
        assert b'value="Teams"' in response.content
        assert canvas.segments.get(name="Teams").colour == 2
        assert "canvas-changed" in json.loads(response.headers["HX-Trigger"])

    def test_without_javascript_adding_leads_back_to_the_panel(self, olga_client, canvas):
        response = olga_client.post(url("segments", canvas), {"new-name": "Teams"})
        assert response.headers["Location"] == url("segments", canvas)

    @pytest.mark.parametrize(("name", "status"), [("", 422), ("x" * 41, 422), ("readers", 422)])
    def test_a_name_that_will_not_do_is_kept_and_explained(self, olga_client, canvas, readers, name, status):
        response = olga_client.post(url("segments", canvas), {"new-name": name})
        assert response.status_code == status
        assert f'value="{name}"' in response.content.decode()
        assert canvas.segments.count() == 1

    def test_a_ninth_is_refused(self, olga_client, canvas, olga):
        for n in range(8):
            segments.add_segment(canvas=canvas, name=f"Segment {n}", by=olga)
        response = olga_client.post(url("segments", canvas), {"new-name": "One more"})
        assert response.status_code == 409
        assert canvas.segments.count() == 8

    def test_one_is_renamed_and_recoloured(self, olga_client, canvas, readers):
        self.edit(olga_client, canvas, readers, name="Daily readers", colour=5)
        saved = canvas.segments.get()
        assert (saved.name, saved.colour) == ("Daily readers", 5)

    @pytest.mark.parametrize("fields", [{"colour": 9}, {"colour": ""}, {"name": ""}, {"version": ""}])
    def test_bad_fields_change_nothing(self, olga_client, canvas, readers, fields):
        assert self.edit(olga_client, canvas, readers, **fields).status_code == 422
        assert canvas.segments.get().name == "Readers"

    def test_a_name_that_another_carries_is_refused_beside_the_field(self, olga_client, canvas, readers, olga):
        teams = segments.add_segment(canvas=canvas, name="Teams", by=olga)
        response = self.edit(olga_client, canvas, teams, name="readers")
        assert response.status_code == 422
        assert "has this name already" in response.text

    def test_a_mark_that_another_carries_is_refused_and_one_held_already_may_stay(
        self, olga_client, canvas, readers, olga
    ):
        teams = segments.add_segment(canvas=canvas, name="Teams", by=olga)
        refused = self.edit(olga_client, canvas, teams, colour=readers.colour)
        assert refused.status_code == 422
        assert "Readers has this mark already" in refused.text
        alike = segments.add_segment(canvas=canvas, name="Leads", colour=readers.colour, by=olga)
        assert self.edit(olga_client, canvas, alike, name="Team leads").status_code == 200

    def test_to_htmx_a_change_answers_with_its_own_row_alone(self, olga_client, canvas, readers, olga):
        teams = segments.add_segment(canvas=canvas, name="Teams", by=olga)
        added = olga_client.post(url("segments", canvas), {"new-name": "Legal"}, headers=HTMX)
        saved = self.edit(olga_client, canvas, teams, name="Groups")
        gone = olga_client.post(url("segment-delete", canvas, teams.pk), {"version": 2}, headers=HTMX)
        for response in (added, saved, gone):
            assert response.status_code == 200
            assert f"segment-{readers.pk}" not in response.text
        assert f'id="segment-{teams.pk}"' not in gone.text

    def test_deleting_takes_it_off_its_notes_and_can_be_undone(self, olga_client, canvas, readers, note, olga):
        response = olga_client.post(url("segment-delete", canvas, readers.pk), {"version": 1}, headers=HTMX)
        assert b"Readers deleted" in response.content
        assert not canvas.segments.exists()
        olga_client.post(url("undo", canvas))
        assert canvas.segments.get().name == "Readers"

    def test_a_segment_of_another_canvas_is_not_found(self, olga_client, canvas, workspace, olga):
        other = canvases.create_canvas(workspace=workspace, title="Other", by=olga)
        foreign = segments.add_segment(canvas=other, name="Foreign", by=olga)
        assert self.edit(olga_client, canvas, foreign, name="Mine now").status_code == 404
        deleted = olga_client.post(url("segment-delete", canvas, foreign.pk), {"version": 1})
        assert deleted.status_code == 404
        assert other.segments.get().name == "Foreign"


class TestStatement:
    def save(self, client, canvas, headers=HTMX, **fields):
        posted = {"version": 1, "step": uuid.uuid4(), "initial-value_statement": canvas.value_statement} | fields
        return client.post(url("statement", canvas), posted, headers=headers)

    def test_it_is_edited_in_place(self, olga_client, canvas):
        response = self.save(olga_client, canvas, value_statement="Every meeting, written up.")
        assert b'<p class="lead" dir="auto">Every meeting, written up.</p>' in response.content
        assert Canvas.objects.get(pk=canvas.pk).value_statement == "Every meeting, written up."

    def test_a_browser_is_sent_back_to_it(self, olga_client, canvas):
        response = self.save(olga_client, canvas, headers={}, value_statement="Every meeting")
        assert response.headers["Location"] == f"{canvas.get_absolute_url()}#statement"

    def test_too_long_a_statement_is_kept_and_explained(self, olga_client, canvas):
        response = self.save(olga_client, canvas, headers={}, value_statement="x" * 601)
        assert response.status_code == 422
        assert b"x" * 601 in response.content
        assert b"600 is the most" in response.content

    def test_a_conflict_shows_both(self, olga_client, canvas, edda):
        canvases.edit_canvas(canvas=canvas, version=1, value_statement="Theirs", by=edda)
        response = self.save(olga_client, canvas, headers={}, value_statement="Mine")
        html = response.content.decode()
        assert response.status_code == 409
        assert "Theirs" in html
        assert "Mine" in html
        kept = self.save(olga_client, canvas, value_statement="Mine", way="mine", their_version=2)
        assert kept.status_code == 200
        assert Canvas.objects.get(pk=canvas.pk).value_statement == "Mine"
