import pytest
from django.urls import reverse

from canvas import changes
from canvas.actions.notes import put_on
from canvas.models import Canvas, Note, Segment
from exports.composition import compose
from exports.dossier import dossier_of
from exports.rules.choices import Choice
from exports.rules.papers import PAPERS
from ledger.figures import sheets, working_out
from tests.exports.conftest import text_of
from tests.factories import canvas_with_notes, feature_with_lines
from tests.ledger.conftest import EARNING

POINTS_PER_MM = 72 / 25.4


def address(canvas, paper="a4-landscape"):
    return f"{reverse('exports:pdf', args=[canvas.pk])}?paper={paper}"


def write(canvas, by, *notes, **values):
    """Put notes (block, text) on a canvas, and set fields of it."""
    with changes.record(canvas, by=by) as change:
        for position, (block, text) in enumerate(notes):
            change.create(Note(block=block, text=text, position=position))
        if values:
            change.update(change.get(Canvas, canvas.pk), version=canvas.version, **values)


def squeezed(text):
    """Return `text` without any space: a line break may stand anywhere in a printed word."""
    return "".join(text.split())


class TestAPdf:
    def test_is_tagged_titled_and_in_a_language(self, canvas, victor_client, read_pdf):
        pdf = read_pdf(victor_client.get(address(canvas)).content)
        root = pdf.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"]
        assert "/StructTreeRoot" in root
        assert root["/Lang"] == "en"
        assert pdf.metadata.title == "Tandem Meetings"
        assert b"pdfuaid" in root["/Metadata"].get_object().get_data()

    def test_embeds_inter_and_every_other_font(self, canvas, victor_client, read_pdf):
        pdf = read_pdf(victor_client.get(address(canvas)).content)
        names = set()
        for page in pdf.pages:
            for font in page["/Resources"]["/Font"].values():
                descendant = font.get_object()["/DescendantFonts"][0].get_object()
                descriptor = descendant["/FontDescriptor"].get_object()
                assert {"/FontFile2", "/FontFile3"} & set(descriptor)
                names.add(descendant["/BaseFont"])
        assert any("Inter" in name for name in names)

    @pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
    def test_has_the_size_of_its_paper(self, paper, canvas, victor_client, read_pdf):
        page = read_pdf(victor_client.get(address(canvas, paper.id)).content).pages[0]
        assert float(page.mediabox.width) == pytest.approx(paper.width * POINTS_PER_MM, abs=1)
        assert float(page.mediabox.height) == pytest.approx(paper.height * POINTS_PER_MM, abs=1)

    def test_says_title_workspace_version_illustration_and_statement(self, canvas, olga, victor_client, read_pdf):
        write(canvas, olga, illustration="All figures are invented.", value_statement="Minutes before you leave.")
        said = text_of(read_pdf(victor_client.get(address(canvas)).content))
        canvas.refresh_from_db()
        for part in (
            "Tandem Meetings",
            "Tandem",
            f"Version {canvas.revision},",
            "All figures are invented.",
            "Minutes",
        ):
            assert part in said

    def test_has_the_date_of_the_version_in_the_readers_zone(self, canvas, victor, victor_client, read_pdf):
        Canvas.objects.filter(pk=canvas.pk).update(changed_at="2026-11-12T23:30:00Z")
        victor.time_zone = "Asia/Tokyo"
        victor.save()
        assert "13 Nov 2026" in text_of(read_pdf(victor_client.get(address(canvas)).content))

    def test_shows_segments_and_status_in_words(self, canvas, olga, victor_client, read_pdf):
        with changes.record(canvas, by=olga) as change:
            segment = change.create(Segment(name="Rights holders", colour=4, position=1))
            change.flush()
            note = Note(block="key_resources", text="Catalog", status="invalidated", position=1)
            put_on(change, change.create(note), [segment])
        said = text_of(read_pdf(victor_client.get(address(canvas)).content))
        assert "Catalog Rights holders Invalidated" in said


@pytest.mark.once
class TestNothingIsLost:
    @pytest.mark.parametrize("paper", ["a4-landscape", "a4-portrait"])
    def test_of_sixty_notes_each_is_there(self, paper, workspace, olga, victor_client, read_pdf):
        canvas = canvas_with_notes(workspace=workspace, by=olga, count=60, segments=2)
        said = text_of(read_pdf(victor_client.get(address(canvas, paper)).content))
        assert all(f"Note {n} " in said for n in range(1, 61))

    def test_of_six_hundred_notes_each_is_there(self, workspace, olga, victor_client, read_pdf):
        canvas = canvas_with_notes(workspace=workspace, by=olga, count=600)
        pdf = read_pdf(victor_client.get(address(canvas)).content)
        said = text_of(pdf)
        assert all(f"Note {n} " in said for n in range(1, 601))
        assert len(pdf.pages) > 3

    def test_of_the_longest_texts_every_word_is_there(self, canvas, olga, victor_client, read_pdf):
        words = " ".join(f"word{n}" for n in range(300))[:2000]
        write(
            canvas,
            olga,
            ("key_resources", words),
            ("target_market", words),
            ("key_resources", "After it"),
            value_statement="A statement. " * 46,
            illustration="Invented. " * 60,
            title="T" * 120,
        )
        said = squeezed(text_of(read_pdf(victor_client.get(address(canvas)).content)))
        assert said.count(squeezed(words)) == 2
        assert "Afterit" in said
        assert "T" * 120 in said

    @pytest.mark.fonts
    def test_of_other_scripts_every_character_is_there(self, canvas, olga, victor_client, read_pdf):
        write(
            canvas,
            olga,
            ("target_market", "这是一个关于目标市场的便签"),
            ("target_market", "שלום עולם"),
            ("target_market", "مرحبا بالعالم"),
            ("target_market", "😀🎉"),
        )
        said = squeezed(text_of(read_pdf(victor_client.get(address(canvas)).content)))
        for text in ("这是一个关于目标市场的便签", "😀🎉"):
            assert text in said
        assert {*"שלום"} <= {*said}

    def test_what_runs_from_right_to_left_is_set_so(self, canvas, olga, victor):
        write(canvas, olga, ("target_market", "مرحبا"), ("target_market", "Hello"), title="شات", value_statement="شات")
        canvas.refresh_from_db()
        html = compose(dossier_of(canvas, Choice())).html
        for part in ('dir="rtl">مرحبا', 'dir="ltr">Hello', 'dir="rtl">شات <small>', '<p class="lead" dir="rtl">شات'):
            assert part in html

    def test_line_breaks_stay(self, canvas, olga, victor_client, read_pdf):
        write(canvas, olga, ("target_market", "First line\nSecond line"))
        page = read_pdf(victor_client.get(address(canvas)).content).pages[0].extract_text()
        assert "First line\nSecond line" in page


class TestAccess:
    def test_otto_may_not_know_of_it(self, canvas, otto_client):
        assert otto_client.get(address(canvas)).status_code == 404

    def test_who_is_not_signed_in_is_sent_to_sign_in(self, canvas, client):
        assert client.get(address(canvas)).status_code == 302

    def test_nothing_is_written_by_it(self, canvas, olga_client):
        assert olga_client.post(address(canvas)).status_code == 405


class TestAnAnswer:
    def test_is_a_download_named_after_the_canvas(self, canvas, olga, victor_client):
        write(canvas, olga, title='A/B "test"\u202e é')
        response = victor_client.get(address(canvas))
        assert response["Content-Type"] == "application/pdf"
        assert response["Content-Disposition"] == "attachment; filename*=utf-8''A%20B%20test%20%C3%A9.pdf"

    def test_is_not_sent_again_to_who_has_it(self, canvas, victor_client):
        etag = victor_client.get(address(canvas))["ETag"]
        again = victor_client.get(address(canvas), headers={"If-None-Match": etag})
        assert (again.status_code, again.content) == (304, b"")

    def test_changes_with_the_canvas(self, canvas, olga, victor_client):
        etag = victor_client.get(address(canvas))["ETag"]
        write(canvas, olga, ("target_market", "New"))
        again = victor_client.get(address(canvas), headers={"If-None-Match": etag})
        assert again.status_code == 200
        assert again["ETag"] != etag

    def test_is_made_once_for_all_who_ask(self, canvas, victor_client, rita_client, monkeypatch):
        first = victor_client.get(address(canvas))
        monkeypatch.setattr("exports.actions.press.print", None)
        assert rita_client.get(address(canvas)).content == first.content

    def test_an_unknown_paper_is_refused_beside_the_field(self, canvas, victor_client):
        response = victor_client.get(address(canvas, "papyrus"))
        assert response.status_code == 422
        assert "There is no such paper. Choose one of these." in response.text

    def test_comes_in_a4_landscape_where_no_paper_is_named(self, canvas, victor_client, read_pdf):
        page = read_pdf(victor_client.get(reverse("exports:pdf", args=[canvas.pk])).content).pages[0]
        assert float(page.mediabox.width) == pytest.approx(842, abs=1)

    def test_more_than_forty_in_five_minutes_are_too_many_for_one_person(
        self, canvas, victor, victor_client, rita_client
    ):
        from exports import actions

        for _ in range(40):
            actions.limit.take(victor.pk, now=actions.time.monotonic())
        response = victor_client.get(address(canvas))
        assert response.status_code == 429
        assert 0 < int(response["Retry-After"]) <= 300
        assert "You have asked for many PDFs" in response.text
        assert rita_client.get(address(canvas)).status_code == 200


def test_paper_waits_until_all_is_worked_out_and_says_if_it_takes_too_long(canvas, olga, victor_client, monkeypatch):
    feature_with_lines(canvas, by=olga, **EARNING)
    monkeypatch.setattr(working_out, "working", lambda: working_out.Pool(processes=0))
    monkeypatch.setattr(sheets, "COMPLETE", 0)
    answer = victor_client.get(address(canvas))
    assert answer.status_code == 503
    assert answer["Retry-After"] == "30"
    assert "Not all figures of this canvas are worked out yet." in answer.text
