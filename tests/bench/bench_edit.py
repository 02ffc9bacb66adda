"""An inline edit through the whole stack against a bare Django view: p50 within 1.5 times, at most 10 statements.

Both are asked in turns over HTTP, on a connection that is kept, of the server that `make run` starts: the way of
every edit. BEGIN and COMMIT are not counted.
"""

import uuid
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from canvas.models import Note
from ledger.figures.sheets import sheet_of
from tests.bench.conftest import Browser, interleaved
from tests.factories import canvas_with_notes, feature_with_lines, link_note

LIMIT, STATEMENTS, ROUNDS = 1.5, 10, 150
COUNTLESS = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")
REVIEW = {"kind": "human_review", "share_reviewed": "5% to 10%", "minutes_per_review": "2", "hourly_rate": "30"}


class Editing:
    """One editing session of a note: each call says what the editor's next save sends, and where."""

    def __init__(self, note):
        segments = [str(segment.pk) for segment in note.segments.all()]
        self.path = f"/canvases/{note.canvas_id}/notes/{note.pk}/"
        self.version, self.text = note.version, note.text
        self.always = {
            "step": uuid.uuid4(),
            "status": note.status,
            "initial-status": note.status,
            "segments": segments,
            "initial-segments": segments,
            "block": note.block,
        }

    def next(self) -> str:
        before, self.text = self.text, f"Text of version {self.version + 1}"
        body = {"version": self.version, "text": self.text, "initial-text": before, **self.always}
        self.version += 1
        return urlencode(body, doseq=True)


def linked_to_a_line(note, *, by):
    """Link a note to a line of a feature whose figures are worked out."""
    line = feature_with_lines(note.canvas, by=by, lines=[REVIEW]).lines.get()
    link_note(note, line, by=by)
    sheet_of(note.canvas)


@pytest.mark.parametrize("kind", ["plain", "with 3 segments, linked to a line"])
@pytest.mark.parametrize("count", [6, 600])
def test_an_inline_edit_costs_little_more_than_a_bare_view(
    settings, durable_db, address, workspace, edda, edda_client, report, count, kind
):
    settings.ROOT_URLCONF = "tests.bench.bare"
    settings.ALLOWED_HOSTS = ["*"]
    canvas = canvas_with_notes(workspace=workspace, by=edda, count=count, segments=0 if kind == "plain" else 3)
    note, other = canvas.notes.in_order()[:2]
    if kind != "plain":
        linked_to_a_line(note, by=edda)
    editing, ours, bare = Editing(note), Browser(address, edda), Browser(address, edda)
    full, plain = interleaved(
        lambda: ours.post(editing.path, editing.next()),
        lambda: bare.post(f"/bare/{other.pk}/", "text=Bare"),
        rounds=ROUNDS,
    )
    edda_client.get("/")  # a session's first request writes
    statements = statements_of(edda_client, editing)
    report(
        f"inline edit, {count} notes, {kind}: p50 {full:.2f} ms, bare view {plain:.2f} ms, "
        f"{full / plain:.2f} times (at most {LIMIT}); {len(statements)} statements (at most {STATEMENTS})"
    )
    assert Note.objects.get(pk=note.pk).text == editing.text
    assert 0 < len(statements) <= STATEMENTS, "\n".join(statements)
    assert full <= LIMIT * plain


def statements_of(client, editing) -> list[str]:
    """Return the SQL statements of one more save."""
    with CaptureQueriesContext(connection) as queries:
        response = client.post(
            editing.path,
            editing.next(),
            content_type="application/x-www-form-urlencoded",
            headers={"HX-Request": "true"},
        )
    assert response.status_code == 200
    return [query["sql"] for query in queries if not query["sql"].startswith(COUNTLESS)]
