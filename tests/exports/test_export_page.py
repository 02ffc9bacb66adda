import re

import pytest
from django.urls import reverse

from canvas.actions import canvases
from exports import views
from exports.press.pressroom import Busy, LibraryMissing, Press
from exports.rules.papers import PAPERS
from tests.exports.press import workers
from tests.exports.test_pdf import address, write
from tests.factories import feature_with_lines
from tests.ledger.conftest import EARNING


@pytest.fixture
def page(canvas):
    return reverse("exports:export", args=[canvas.pk])


def test_it_offers_every_paper_with_a4_landscape_chosen(page, victor_client):
    said = victor_client.get(page).text
    for paper in PAPERS.values():
        assert paper.title in said
    assert 'value="a4-landscape" id="id_paper_0" checked' in " ".join(said.split()).replace("required ", "")


def test_its_form_leads_to_the_pdf_without_javascript(page, canvas, victor_client):
    said = victor_client.get(page).text
    assert f'method="get" action="{reverse("exports:pdf", args=[canvas.pk])}"' in said


def test_htmx_gets_the_form_alone(page, victor_client):
    response = victor_client.get(page, headers={"HX-Request": "true"})
    assert "<html" not in response.text
    assert "data-export-form" in response.text


def test_otto_may_not_know_of_it(page, otto_client):
    assert otto_client.get(page).status_code == 404


def test_it_says_which_library_is_missing(page, victor_client, monkeypatch):
    press = Press(workers.without_library)
    press.refusal = LibraryMissing()
    monkeypatch.setattr(views, "press", press)
    monkeypatch.setattr(press, "warm_up", lambda: None)
    assert "apt-get install --yes libpango-1.0-0" in victor_client.get(page).text


class TestWhenThereIsNoPdf:
    @pytest.fixture(autouse=True)
    def no_press(self, monkeypatch):
        press = Press(workers.without_library)
        monkeypatch.setattr("exports.actions.press", press)
        yield
        press.stop()

    def test_a_missing_library_is_a_503_with_the_command(self, canvas, victor_client):
        response = victor_client.get(address(canvas))
        assert response.status_code == 503
        assert "apt-get install --yes libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" in response.text

    def test_a_full_queue_is_a_503_that_says_when_to_come_again(self, canvas, victor_client, monkeypatch):
        monkeypatch.setattr("exports.actions.press.print", refuse)
        response = victor_client.get(address(canvas))
        assert (response.status_code, response["Retry-After"]) == (503, "30")
        assert "Try again in half a minute" in response.text

    def test_the_paper_stays_chosen(self, canvas, victor_client):
        said = victor_client.get(address(canvas, "letter-portrait")).text
        assert "checked" in said[said.index('value="letter-portrait"') :][:60]


def refuse(*args, **kwargs):
    raise Busy


def test_characters_that_no_font_has_are_named_on_paper_and_beside_it(canvas, olga, victor_client, read_pdf):
    write(canvas, olga, ("target_market", "One \u0378"))
    response = victor_client.get(address(canvas))
    assert response["X-Missing-Scripts"] == "Symbols"
    assert "No font on this server has these characters" in read_pdf(response.content).pages[0].extract_text()
    assert victor_client.get(address(canvas))["X-Missing-Scripts"] == "Symbols"


class TestAView:
    @pytest.fixture
    def pages(self, canvas):
        return reverse("exports:pages", args=[canvas.pk])

    def test_shows_every_page_as_a_picture(self, pages, canvas, edda, victor_client):
        feature_with_lines(canvas, by=edda, **EARNING)
        said = victor_client.get(pages, headers={"HX-Request": "true"}).text
        pictures = re.findall(r'<img src="([^"]+)"', said)
        assert len(pictures) == 3
        for picture in pictures:
            answer = victor_client.get(picture)
            assert answer["Content-Type"] == "image/png"
            assert answer.content.startswith(b"\x89PNG")

    def test_without_javascript_it_is_the_page_with_what_was_chosen(self, pages, victor_client):
        said = victor_client.get(pages, {"paper": "a3-portrait"}).text
        assert "data-export-form" in said
        assert 'alt="Page 1 of 1"' in said
        assert "checked" in said[said.index('value="a3-portrait"') :][:60]

    def test_is_the_pdf_itself_so_that_the_download_is_there_at_once(self, pages, canvas, victor_client, monkeypatch):
        victor_client.get(pages)
        monkeypatch.setattr("exports.actions.press.print", None)
        assert victor_client.get(address(canvas)).status_code == 200

    def test_of_another_canvas_shows_nothing(self, pages, canvas, workspace, olga, victor_client, otto_client):
        said = victor_client.get(pages).text
        picture = re.search(r'<img src="([^"]+)"', said)[1]
        other = canvases.create_canvas(workspace=workspace, title="Another", by=olga)
        assert victor_client.get(picture.replace(str(canvas.pk), str(other.pk))).status_code == 404
        assert otto_client.get(picture).status_code == 404
        assert otto_client.get(pages).status_code == 404

    def test_says_what_keeps_it_from_being_made(self, pages, victor_client, monkeypatch):
        monkeypatch.setattr("exports.actions.press.print", refuse)
        answer = victor_client.get(pages, headers={"HX-Request": "true"})
        assert answer.status_code == 503
        assert "data-sentence" in answer.text
        assert "Try again in half a minute" in answer.text


def test_a_part_is_moved_without_javascript(page, canvas, edda, victor_client):
    feature_with_lines(canvas, by=edda, **EARNING)
    order = {"chosen": "1", "order": ["canvas", "overview", "features", "ledger"], "part": ["canvas", "ledger"]}
    said = victor_client.get(page, order | {"move": "ledger-up"}).text
    assert re.findall(r'name="order"\s+value="(\w+)"', said) == ["canvas", "overview", "ledger", "features"]
    assert re.findall(r'id="part-(\w+)"[^>]*checked', said) == ["canvas", "ledger"]
