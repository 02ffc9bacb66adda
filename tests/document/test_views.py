import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from canvas.actions import canvases
from canvas.models import Canvas
from document.gathering import gather
from document.reading import read
from document.writing import write
from tests.document.documents import HEAD, a_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(canvas, note):
    return reverse("document:duplicate", args=[canvas.pk])


class TestDuplicate:
    def test_an_editor_gets_a_copy_in_the_same_workspace_and_is_sent_to_it(self, edda_client, address, canvas):
        answer = edda_client.post(address)
        copy = Canvas.objects.get(title="Copy of Tandem Meetings")
        assert answer.status_code == 302
        assert answer["Location"] == copy.get_absolute_url()
        assert copy.workspace == canvas.workspace
        assert [note.text for note in copy.notes.all()] == ["Music lovers"]

    def test_the_original_stays_as_it_is(self, edda_client, address, canvas):
        edda_client.post(address)
        unchanged = Canvas.objects.get(pk=canvas.pk)
        assert (unchanged.title, unchanged.notes.count()) == ("Tandem Meetings", 1)

    def test_a_copy_of_a_long_title_still_fits(self, olga, edda_client, address, canvas):
        canvases.edit_canvas(canvas=canvas, version=canvas.version, by=olga, title="T" * 120)
        edda_client.post(address)
        assert Canvas.objects.filter(title="Copy of " + "T" * 112).exists()

    def test_an_archived_canvas_can_be_copied_and_its_copy_is_not_archived(self, olga, edda_client, address, canvas):
        canvases.archive_canvas(canvas=canvas, by=olga)
        edda_client.post(address)
        assert not Canvas.objects.get(title__startswith="Copy of").is_archived

    @pytest.mark.parametrize("cast", ["rita_client", "victor_client"])
    def test_who_may_only_read_is_told_so(self, cast, address, request):
        assert request.getfixturevalue(cast).post(address).status_code == 403
        assert Canvas.objects.count() == 1

    def test_an_outsider_learns_nothing(self, otto_client, other_workspace, address):
        assert otto_client.post(address).status_code == 404
        assert Canvas.objects.count() == 1

    def test_nobody_signed_in_is_asked_to(self, client, address):
        assert "/sign-in/" in client.post(address)["Location"]
        assert Canvas.objects.count() == 1

    def test_a_link_alone_copies_nothing(self, edda_client, address):
        assert edda_client.get(address).status_code == 405


@pytest.fixture
def export_address(canvas, note):
    return reverse("document:export", args=[canvas.pk])


class TestExport:
    @pytest.mark.parametrize("cast", ["olga_client", "edda_client", "rita_client", "victor_client"])
    def test_whoever_may_see_the_canvas_gets_it_as_a_document(self, cast, export_address, canvas, request):
        answer = request.getfixturevalue(cast).get(export_address)
        assert answer.status_code == 200
        assert read(answer.content) == gather(Canvas.objects.get(pk=canvas.pk))

    def test_it_is_saved_as_a_file_and_never_shown_as_a_page(self, victor_client, export_address):
        answer = victor_client.get(export_address)
        assert answer["Content-Disposition"] == 'attachment; filename="tandem-meetings.canvas.json"'
        assert answer["Content-Type"] == "application/json"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "private" in answer["Cache-Control"]

    @pytest.mark.parametrize("title", ['../"; filename="evil.exe', "<b>\r\nSet-Cookie: a=b", "日本語", "…"])
    def test_no_title_gets_into_the_header_as_more_than_a_name(self, title, olga, workspace, victor_client):
        canvas = canvases.create_canvas(workspace=workspace, title=title, by=olga)
        answer = victor_client.get(reverse("document:export", args=[canvas.pk]))
        assert re.fullmatch(r'attachment; filename="[a-z0-9-]+\.canvas\.json"', answer["Content-Disposition"])

    def test_an_archived_canvas_can_be_exported(self, olga, victor_client, export_address, canvas):
        canvases.archive_canvas(canvas=canvas, by=olga)
        assert victor_client.get(export_address).status_code == 200

    def test_the_menu_offers_it_even_to_who_may_only_read(self, victor_client, canvas, export_address):
        page = victor_client.get(canvas.get_absolute_url()).text
        assert f'<a href="{export_address}" download>' in page
        assert reverse("canvas:undo", args=[canvas.pk]) not in page

    def test_an_outsider_learns_nothing(self, otto_client, other_workspace, export_address):
        assert otto_client.get(export_address).status_code == 404


def a_file(source, name="tandem.canvas.json"):
    return SimpleUploadedFile(name, source.encode() if isinstance(source, str) else source)


@pytest.fixture
def import_address(workspace):
    return reverse("document:import", args=[workspace.pk])


class TestImport:
    @pytest.mark.parametrize("sent", [lambda text: {"file": a_file(text)}, lambda text: {"text": text}])
    def test_a_document_becomes_a_canvas_and_the_editor_is_sent_to_it(
        self, sent, edda_client, edda, import_address, workspace
    ):
        text = a_document(segments=[{"name": "Leads"}], features=[{"name": "Search"}])
        answer = edda_client.post(import_address, sent(text))
        canvas = Canvas.objects.get()
        assert (answer.status_code, answer["Location"]) == (302, canvas.get_absolute_url())
        assert (canvas.workspace, gather(canvas)) == (workspace, read(text))
        assert {change.by_id for change in canvas.changes.all()} == {edda.pk}

    def test_what_is_exported_can_be_imported_again(self, edda_client, canvas, note, export_address, import_address):
        exported = edda_client.get(export_address).content
        edda_client.post(import_address, {"file": a_file(exported)})
        back = Canvas.objects.exclude(pk=canvas.pk).get()
        assert write(gather(back)).replace(" (copy)", "").encode() == exported

    def test_the_page_says_what_it_takes_and_the_dashboard_leads_to_it(self, edda_client, workspace, import_address):
        assert import_address in edda_client.get(workspace.get_absolute_url()).text
        page = edda_client.get(import_address)
        assert page.status_code == 200
        assert 'enctype="multipart/form-data"' in page.text

    @pytest.mark.parametrize(
        ("source", "sentence"),
        [
            ("{", "line 1, column 2: this is not JSON"),
            ("", "line 1, column 1: this is not JSON"),
            (b"\xff", "byte 1: this is not UTF-8 text"),
            ("[" * 1000, "line 1, column 17: this is nested more than 16 deep"),
            (a_document() + " " * 2_000_001, "and 2,000,000 is the most"),
            (a_document(features=[{"name": ""}]), "features.0.name: this is empty. Fill it in."),
            (a_document(features=[{"name": "A", "costs": [{"kind": "ohter"}]}]), "features.0.costs.0.kind:"),
        ],
    )
    def test_what_is_wrong_is_said_with_its_place_and_nothing_is_loaded(
        self, source, sentence, edda_client, import_address
    ):
        answer = edda_client.post(import_address, {"file": a_file(source)})
        assert answer.status_code == 422
        assert sentence in answer.text
        assert Canvas.objects.count() == 0

    @pytest.mark.parametrize("key", ["owner", "role", "token", "id", "workspace"])
    @pytest.mark.parametrize("place", ["", "canvas."])
    def test_a_file_says_nothing_of_who_owns_or_may(self, key, place, edda_client, import_address):
        """A43."""
        source = a_document(canvas={**HEAD, key: "olga"}) if place else a_document(**{key: "olga"})
        answer = edda_client.post(import_address, {"file": a_file(source)})
        assert answer.status_code == 422
        assert f"{place}{key}: this key is not known." in answer.text
        assert Canvas.objects.count() == 0

    def test_nothing_at_all_and_both_at_once_are_answered(self, edda_client, import_address):
        nothing = edda_client.post(import_address, {"text": " "})
        both = edda_client.post(import_address, {"file": a_file(a_document()), "text": a_document()})
        assert (nothing.status_code, both.status_code, Canvas.objects.count()) == (422, 422, 0)
        assert "Choose a file, or paste the text of one below." in nothing.text
        assert "A file is chosen as well." in both.text

    def test_what_was_pasted_is_kept_and_shown_as_text(self, edda_client, import_address):
        answer = edda_client.post(import_address, {"text": '{"<script>alert(1)</script>": 1}'})
        assert answer.status_code == 422
        assert "{&quot;&lt;script&gt;alert(1)&lt;/script&gt;&quot;: 1}" in answer.text
        assert "<script>alert(1)" not in answer.text

    def test_a_name_of_a_file_means_nothing(self, edda_client, import_address):
        answer = edda_client.post(import_address, {"file": a_file(a_document(), "../../etc/passwd.html")})
        assert answer.status_code == 302

    @pytest.mark.parametrize("cast", ["rita_client", "victor_client"])
    def test_who_may_only_read_is_told_so(self, cast, workspace, import_address, request):
        client = request.getfixturevalue(cast)
        assert client.post(import_address, {"text": a_document()}).status_code == 403
        assert import_address not in client.get(workspace.get_absolute_url()).text
        assert Canvas.objects.count() == 0

    def test_an_outsider_learns_nothing(self, otto_client, other_workspace, import_address):
        assert otto_client.post(import_address, {"text": a_document()}).status_code == 404
        assert Canvas.objects.count() == 0


class TestImportOfWhatStands:
    def test_a_canvas_that_stands_is_imported_as_a_copy(self, edda_client, workspace, canvas, olga):
        text = write(gather(canvas))
        address = reverse("document:import", args=[workspace.pk])
        for _ in range(2):
            edda_client.post(address, {"text": text})
        titles = set(workspace.canvases.values_list("title", flat=True))
        assert titles == {"Tandem Meetings", "Tandem Meetings (copy)", "Tandem Meetings (copy 2)"}
