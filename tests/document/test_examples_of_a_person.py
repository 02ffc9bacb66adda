"""Examples stand in a workspace of their own, are counted nowhere, can be hidden and brought back."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from canvas.models import Canvas
from document.actions import bring_examples
from teams.actions.workspaces import examples_workspace
from teams.models import Workspace

pytestmark = pytest.mark.django_db


@pytest.fixture
def examples(olga):
    return bring_examples(to=olga)


def page(client, workspace):
    return client.get(workspace.get_absolute_url()).content.decode()


def test_they_stand_apart_on_the_dashboard_and_their_money_is_in_no_sum(olga_client, workspace, canvas, examples):
    shown = page(olga_client, workspace)
    assert shown.count(">Example<") == 3
    assert "Their money counts nowhere." in shown
    assert "a month" not in shown.partition('id="examples"')[0]


def test_their_own_dashboard_marks_each_and_sums_nothing(olga_client, examples):
    shown = page(olga_client, examples)
    assert shown.count(">Example<") == 3
    assert 'id="portfolio"' not in shown


def test_every_page_of_an_example_says_so(olga_client, examples):
    spotify = Canvas.objects.get(title="Spotify")
    feature = spotify.features.in_order().first()
    for address in (spotify.get_absolute_url(), feature.get_absolute_url(), reverse("canvas:brief", args=[spotify.pk])):
        assert ">Example<" in olga_client.get(address).content.decode()


def test_a_canvas_of_ones_own_says_nothing_of_an_example(olga_client, canvas):
    assert ">Example<" not in olga_client.get(canvas.get_absolute_url()).content.decode()


def test_hidden_they_are_gone_from_every_list_and_the_menu_brings_them_back(olga_client, olga, workspace, examples):
    gone = olga_client.post(reverse("document:hide-examples"), follow=True).content.decode()
    assert "The examples are hidden." in gone
    assert "Undo" in gone
    assert 'id="examples"' not in page(olga_client, workspace)
    listed = olga_client.get(reverse("teams:workspaces")).content.decode()
    assert "Show examples" in listed
    assert f"workspace-{examples.pk}" not in listed
    olga_client.post(reverse("document:examples"))
    assert 'id="examples"' in page(olga_client, workspace)
    assert Canvas.objects.filter(workspace=examples).count() == 3


def test_the_toast_takes_the_hiding_back_and_stays_where_one_was(olga_client, olga, examples):
    undo = f"{reverse('document:examples')}?back={reverse('teams:home')}"
    olga_client.post(reverse("document:hide-examples"))
    assert olga_client.post(undo).headers["Location"] == reverse("teams:home")
    olga.refresh_from_db()
    assert olga.shows_examples


def test_who_has_one_workspace_of_work_lands_there_beside_the_examples(otto_client, otto, other_workspace):
    bring_examples(to=otto)
    assert otto_client.get("/").headers["Location"] == other_workspace.get_absolute_url()


def test_nobody_sees_the_examples_of_another(edda_client, examples):
    assert edda_client.get(examples.get_absolute_url()).status_code == 404


def test_a_person_has_one_workspace_of_examples(olga, examples):
    assert examples_workspace(of=olga) == examples
    with pytest.raises(IntegrityError), transaction.atomic():
        Workspace.objects.create(name="More", examples_of=olga)


def test_an_empty_workspace_asks_one_thing_and_leads_to_the_description(olga_client, workspace):
    shown = page(olga_client, workspace)
    assert "Which product is it about?" in shown
    typed = {"title": "Tandem Meetings", "currency": "USD"}
    response = olga_client.post(reverse("ledger:new-canvas", args=[workspace.pk]), typed)
    made = Canvas.objects.get(title="Tandem Meetings")
    assert response.headers["Location"] == reverse("ledger:start", args=[made.pk])


def test_who_may_not_edit_an_empty_workspace_is_told_who_may(victor_client, workspace):
    shown = page(victor_client, workspace)
    assert "Which product is it about?" not in shown
    assert "There is no canvas here yet." in shown
