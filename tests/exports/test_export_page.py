import pytest
from django.urls import reverse

from exports import views
from exports.press.pressroom import Busy, LibraryMissing, Press
from exports.rules.papers import PAPERS
from tests.exports.press import workers
from tests.exports.test_pdf import address, write


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
