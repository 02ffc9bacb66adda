import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from canvas.models import Canvas
from document.gathering import gather
from document.loading import load_document
from document.reading import read
from document.writing import as_data, write
from ledger.actions import features, lines
from tests.document.documents import HEAD, a_document, a_feature
from tests.factories import link_note


class TestWriting:
    def test_what_stands_at_its_default_is_left_out(self):
        assert as_data(read(a_document())) == {"format": "canvas-ledger/1", "canvas": HEAD}

    def test_what_differs_is_kept_even_where_it_is_false(self):
        assert as_data(read(a_feature(uses_ai=False)))["features"] == [{"name": "Search", "uses_ai": False}]

    def test_keys_stand_in_the_order_of_the_format_whatever_order_they_came_in(self):
        shuffled = {"features": [{"usage": {"active_users": "5"}, "name": "Search"}], "canvas": HEAD}
        written = write(read(json.dumps({**shuffled, "format": "canvas-ledger/1"})))
        assert list(json.loads(written)) == ["format", "canvas", "features"]
        assert list(json.loads(written)["features"][0]) == ["name", "usage"]

    def test_a_line_keeps_the_key_that_its_random_numbers_follow(self):
        data = as_data(read(a_feature(costs=[{"kind": "other", "amount": "1"}])))
        assert data["features"][0]["costs"] == [{"key": "other-1", "kind": "other", "amount": "1"}]

    def test_text_of_every_script_is_written_as_itself(self):
        assert "日本語 🎧" in write(read(a_document(canvas={**HEAD, "title": "日本語 🎧"})))


@pytest.mark.django_db
class TestGathering:
    def test_what_was_made_on_the_pages_stands_in_the_document(self, canvas, note, olga):
        feature = features.add_feature(canvas=canvas, name="Search", by=olga, active_users="2000 to 5000")
        line = lines.add_line(
            canvas=canvas, feature_id=feature.pk, kind="perceived", method="money_saved", by=olga, amount="0.50 to 1"
        )
        link_note(note, line, by=olga)
        link_note(note, feature, by=olga)
        assert as_data(gather(Canvas.objects.get(pk=canvas.pk))) == {
            "format": "canvas-ledger/1",
            "canvas": {"title": "Tandem Meetings", "currency": "USD"},
            "blocks": {"target_market": [{"text": "Music lovers", "features": ["Search"], "lines": ["perceived-1"]}]},
            "features": [
                {
                    "name": "Search",
                    "usage": {"active_users": "2000 to 5000"},
                    "value": [
                        {"key": "perceived-1", "kind": "perceived", "method": "money_saved", "amount": "0.50 to 1"}
                    ],
                }
            ],
        }

    def test_it_takes_as_many_queries_for_sixty_notes_as_for_six(self, workspace, olga):
        taken = []
        for count in (6, 60):
            document = read(
                a_document(
                    segments=[{"name": "Leads"}],
                    blocks={"target_market": [{"text": "a", "segments": ["Leads"], "features": ["F0"]}] * count},
                    features=[{"name": f"F{n}", "costs": [{"kind": "other", "amount": "1"}]} for n in range(count)],
                )
            )
            canvas = load_document(document=document, workspace=workspace, by=olga)
            with CaptureQueriesContext(connection) as queries:
                gather(Canvas.objects.select_related("brief").get(pk=canvas.pk))
            taken.append(len(queries))
        assert taken == [12, 12]
