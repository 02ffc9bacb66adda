from dataclasses import replace

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from canvas.models import Brief, Canvas, Change, Note, Segment
from document import content, loading
from document.loading import load_document
from document.reading import read
from ledger.models import Feature, Line, NoteLink
from tests.document.documents import a_document

REVIEW = {"kind": "human_review", "share_reviewed": "2%", "minutes_per_review": "3", "hourly_rate": "30"}
PRICE = {"kind": "monetization", "method": "price_per_use", "amount": "0.25"}
TABLES = (Canvas, Brief, Segment, Note, Feature, Line, NoteLink, Change)

pytestmark = pytest.mark.django_db


def a_full_document(notes=2):
    note = {"segments": ["Leads"], "features": ["Search"], "lines": ["human_review-1"]}
    return read(
        a_document(
            segments=[{"name": "Leads", "colour": 3}],
            blocks={"target_market": [{"text": f"Note {number}", **note} for number in range(notes)]},
            features=[{"name": "Search", "costs": [REVIEW], "value": [PRICE]}],
        )
    )


def counts():
    return {table.__name__: table.objects.count() for table in TABLES}


class TestLoading:
    def test_a_document_becomes_one_revision_of_a_new_canvas(self, workspace, olga):
        canvas = load_document(document=a_full_document(), workspace=workspace, by=olga)
        assert Canvas.objects.get(pk=canvas.pk).revision == 1
        rows = Change.objects.filter(canvas=canvas)
        assert {row.step for row in rows} == {rows[0].step}
        assert {(row.verb, row.by_id, row.revision) for row in rows} == {("create", olga.pk, 1)}
        assert len(rows) == 1 + 1 + 1 + 2 + 1 + 2 + 6

    def test_notes_keep_their_order_segments_and_links(self, workspace, olga):
        canvas = load_document(document=a_full_document(), workspace=workspace, by=olga)
        notes = list(canvas.notes.in_order())
        assert [note.text for note in notes] == ["Note 0", "Note 1"]
        assert [segment.name for segment in notes[0].segments.all()] == ["Leads"]
        linked = {link.feature or link.line for link in notes[0].ledger_links.all()}
        assert linked == {canvas.features.get(), canvas.lines.get(kind="human_review")}

    def test_it_takes_few_statements_however_many_notes_there_are(self, workspace, olga):
        taken = []
        for notes in (6, 600):
            with CaptureQueriesContext(
                connection,
            ) as statements:
                load_document(document=a_full_document(notes), workspace=workspace, by=olga)
            taken.append(len(statements))
        # SQLite takes only so many values in one statement, so that bulk inserts come in portions.
        assert taken[0] <= 16
        assert taken[1] <= taken[0] + 40

    def test_a_canvas_that_comes_with_notes_does_not_ask_the_brief_first(self, workspace, olga):
        with_notes = load_document(document=a_full_document(), workspace=workspace, by=olga)
        without = load_document(document=read(a_document(brief={"pain_points": "a"})), workspace=workspace, by=olga)
        assert (with_notes.brief.skipped, without.brief.skipped) == (True, False)


class TestNothingIsHalfLoaded:
    def test_a_failure_after_the_first_rows_leaves_none_behind(self, workspace, olga, monkeypatch):
        before = counts()
        written = []

        def fail(change, document, named):
            change.flush()
            written.append(counts())
            raise OSError("the disk is full")

        monkeypatch.setattr(loading, "_create_notes", fail)
        with pytest.raises(OSError, match="full"):
            load_document(document=a_full_document(), workspace=workspace, by=olga)
        assert written[0]["Line"] == before["Line"] + 2
        assert counts() == before

    def test_what_the_database_refuses_leaves_nothing_behind(self, workspace, olga):
        before = counts()
        document = a_full_document()
        unlawful = replace(document, segments=(content.Segment("Leads", 3), content.Segment("LEADS", 4)))
        with pytest.raises(IntegrityError):
            load_document(document=unlawful, workspace=workspace, by=olga)
        assert counts() == before
