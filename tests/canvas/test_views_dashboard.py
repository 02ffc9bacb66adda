"""The dashboard: exactly the workspace's canvases, found, renamed, archived, restored."""

import re
from urllib.parse import unquote

import pytest
from django.urls import reverse

from canvas.actions import canvases, notes
from canvas.models import Canvas
from tests.factories import canvas_with_notes

pytestmark = pytest.mark.django_db


def dashboard_of(workspace):
    return reverse("canvas:dashboard", args=[workspace.pk])


def titles(response):
    return re.findall(r'<h2 id="canvas-title-[^"]+" dir="auto"><a [^>]+>([^<]+)</a>', response.content.decode())


def test_the_dashboard_lists_exactly_the_canvases_of_its_workspace(olga_client, canvas, other_workspace, otto, olga):
    canvases.create_canvas(workspace=canvas.workspace, title="Spotify", by=olga)
    canvases.create_canvas(workspace=other_workspace, title="Otto's secret", by=otto)

    assert titles(olga_client.get(dashboard_of(canvas.workspace))) == ["Spotify", "Tandem Meetings"]


def test_the_search_finds_titles_and_summaries_of_this_workspace_only(
    olga_client, otto_client, canvas, other_workspace, otto, olga
):
    canvases.create_canvas(workspace=canvas.workspace, title="Spotify", summary="Music for tandem rides", by=olga)
    canvases.create_canvas(workspace=canvas.workspace, title="Zoom", by=olga)
    canvases.create_canvas(workspace=other_workspace, title="Tandem of Otto", by=otto)
    page = dashboard_of(canvas.workspace)

    assert titles(olga_client.get(page, {"q": "tandem"})) == ["Spotify", "Tandem Meetings"]
    nothing = olga_client.get(page, {"q": "nothing like it"})
    assert "No canvas says “nothing like it”" in nothing.content.decode()


def test_a_search_that_can_be_in_no_title_shows_everything(olga_client, canvas):
    assert titles(olga_client.get(dashboard_of(canvas.workspace), {"q": "\x00" * 3})) == ["Tandem Meetings"]


def test_htmx_gets_only_the_cards(olga_client, canvas):
    response = olga_client.get(dashboard_of(canvas.workspace), headers={"HX-Request": "true"})
    assert "<html" not in response.content.decode()
    assert titles(response) == ["Tandem Meetings"]


def test_the_number_of_queries_does_not_grow_with_canvases_and_notes(
    olga_client, workspace, olga, django_assert_max_num_queries
):
    for number in range(12):
        canvas_with_notes(workspace=workspace, by=olga, count=20, title=f"Canvas {number}")
    olga_client.get(dashboard_of(workspace))
    with django_assert_max_num_queries(11):
        assert len(titles(olga_client.get(dashboard_of(workspace)))) == 12


def test_a_card_shows_its_notes_in_small(olga_client, canvas, olga):
    notes.add_note(canvas=canvas, block="cost_structure", text="Inference", by=olga, status="invalidated")
    page = olga_client.get(dashboard_of(canvas.workspace)).content.decode()
    assert '<path class="x"' in page
    assert "1 note<" in page


def test_creating_a_canvas_leads_to_its_brief(edda_client, workspace):
    response = edda_client.post(
        reverse("canvas:new", args=[workspace.pk]), {"title": " Reply drafts ", "currency": "EUR"}
    )
    canvas = Canvas.objects.get(title="Reply drafts")
    assert response.headers["Location"].startswith(reverse("canvas:rate", args=[canvas.pk]))
    assert reverse("canvas:brief", args=[canvas.pk]) in unquote(response.headers["Location"])
    assert (canvas.currency, canvas.workspace) == ("EUR", workspace)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"title": "", "currency": "EUR"}, "This is empty. Fill it in."),
        ({"title": "x" * 121, "currency": "EUR"}, "This is 121 characters long, and 120 is the most."),
        ({"title": "Fine", "currency": "XXY"}, "Select a valid choice"),
    ],
)
def test_bad_input_is_answered_with_422_the_sentence_and_the_typed_text(edda_client, workspace, typed, sentence):
    response = edda_client.post(reverse("canvas:new", args=[workspace.pk]), typed)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert f'value="{typed["title"]}"' in response.content.decode() or not typed["title"]
    assert not Canvas.objects.exists()


def test_renaming_answers_htmx_with_the_new_title_and_a_browser_with_the_dashboard(edda_client, canvas):
    url = reverse("canvas:rename", args=[canvas.pk])
    fragment = edda_client.post(url, {"title": "Tandem", "version": 1}, headers={"HX-Request": "true"})
    assert titles(fragment) == ["Tandem"]
    page = edda_client.post(url, {"title": "Tandem II", "version": 2})
    assert page.headers["Location"] == dashboard_of(canvas.workspace)
    assert Canvas.objects.get(pk=canvas.pk).title == "Tandem II"


def test_an_archived_canvas_leaves_the_dashboard_can_be_read_and_comes_back(edda_client, canvas):
    edda_client.post(reverse("canvas:archive", args=[canvas.pk]))
    page = dashboard_of(canvas.workspace)
    assert titles(edda_client.get(page)) == []
    assert titles(edda_client.get(page, {"archived": "1"})) == ["Tandem Meetings"]
    refused = edda_client.post(reverse("canvas:rename", args=[canvas.pk]), {"title": "No", "version": 1})
    assert refused.status_code == 403
    assert "Restore it first" in refused.content.decode()

    edda_client.post(reverse("canvas:restore", args=[canvas.pk]))
    assert titles(edda_client.get(page)) == ["Tandem Meetings"]


def test_a_viewer_sees_no_menu_and_may_not_archive(victor_client, canvas):
    assert "Archive</button>" not in victor_client.get(dashboard_of(canvas.workspace)).content.decode()
    assert victor_client.post(reverse("canvas:archive", args=[canvas.pk])).status_code == 403
    assert not Canvas.objects.archived().exists()


def test_the_first_canvas_says_in_which_currency_the_next_ones_count(olga_client, workspace):
    for title, currency in (("First", "CHF"), ("Second", "EUR")):
        new = reverse("canvas:new", args=[workspace.pk])
        assert ('value="CHF" selected' in olga_client.get(new).text) == (title == "Second")
        olga_client.post(new, {"title": title, "currency": currency})
    workspace.refresh_from_db()
    assert workspace.currency == "CHF"


def test_a_currency_that_needs_a_rate_asks_for_it_when_it_is_chosen(olga_client, workspace):
    new = reverse("canvas:new", args=[workspace.pk])
    asked = olga_client.post(new, {"title": "First", "currency": "CHF"}).headers["Location"]
    made = Canvas.objects.get(title="First")
    assert asked.startswith(reverse("canvas:rate", args=[made.pk]))
    assert "What is a US dollar in CHF?" in olga_client.get(asked).text
    response = olga_client.post(asked, {"version": made.version, "usd_rate": "0.8"})
    assert response.headers["Location"] == reverse("canvas:brief", args=[made.pk])


def test_currencies_that_people_use_come_first(olga_client, workspace):
    page = olga_client.get(reverse("canvas:new", args=[workspace.pk])).text
    assert page.index("Used most") < page.index("US Dollar, USD") < page.index("Swiss Franc, CHF")
    assert page.index("Swiss Franc, CHF") < page.index("All others") < page.index("Afghan Afghani, AFN")


def test_an_owner_changes_the_currency_of_a_workspace(olga_client, edda_client, workspace):
    address = reverse("canvas:currency", args=[workspace.pk])
    assert edda_client.get(address).status_code == 403
    olga_client.post(address, {"currency": "JPY"})
    workspace.refresh_from_db()
    assert workspace.currency == "JPY"
    assert olga_client.post(address, {"currency": "XXQ"}).status_code == 422
