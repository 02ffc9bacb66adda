"""Marking the next number to check on a feature's page, and where the mark is shown."""

import pytest
from django.urls import reverse

from canvas.actions import canvases
from economics.numbers import Number
from ledger.actions import next_check as actions
from ledger.models import NextCheck
from tests.factories import feature_with_lines
from tests.ledger.conftest import EARNING
from tests.ledger.parts import part_url

HTMX = {"HX-Request": "true"}
UNSURE = {**EARNING, "active_users": "80 to 120", "uses_per_user_per_month": "8 to 12"}
UNSURE["lines"] = [*EARNING["lines"][:3], {**EARNING["lines"][3], "label": "The plan", "amount": "0.1 to 0.4"}]


@pytest.fixture
def unsure(canvas, olga):
    return feature_with_lines(canvas, by=olga, **UNSURE)


@pytest.fixture
def price(unsure):
    return unsure.lines.get(kind="monetization")


def url(name, canvas, feature):
    return reverse(f"ledger:{name}", args=[canvas.pk, feature.pk])


def test_one_click_marks_a_number_and_the_page_says_so(canvas, unsure, price, edda_client):
    page = edda_client.get(part_url(unsure, "risk")).text
    assert f'name="number" value="{price.key}:amount"' in page
    answer = edda_client.post(url("next-check", canvas, unsure), {"number": f"{price.key}:amount"})
    assert answer.url == f"{part_url(unsure, 'risk')}#hangs-on-{unsure.pk}"
    page = edda_client.get(answer.url).text
    chart = page.partition('class="tornado-rows"')[2].partition("</ol>")[0]
    assert chart.count("Next to check") == 1
    assert "Take off" in chart
    assert url("next-check-delete", canvas, unsure) in chart


def test_htmx_gets_the_sheet_and_hears_of_it(canvas, unsure, price, edda_client):
    answer = edda_client.post(url("next-check", canvas, unsure), {"number": f"{price.key}:amount"}, headers=HTMX)
    assert f'id="feature-{unsure.pk}"' in answer.text
    assert "Next to check" in answer.headers["HX-Trigger"]


def test_the_mark_is_taken_off(canvas, unsure, price, olga, edda_client):
    actions.mark(canvas=canvas, number=Number(price.key, "amount"), by=olga)
    edda_client.post(url("next-check-delete", canvas, unsure), {"number": f"{price.key}:amount"})
    assert not NextCheck.objects.of(canvas).exists()


def test_the_usage_can_be_marked(canvas, unsure, edda_client):
    edda_client.post(url("next-check", canvas, unsure), {"number": "usage:active_users"})
    mark = NextCheck.objects.of(canvas).get()
    assert (mark.feature, mark.line, mark.field) == (unsure, None, "active_users")


@pytest.mark.parametrize("number", ["", "usage:price", "usage:", "x", "other-99:amount"])
@pytest.mark.parametrize("name", ["next-check", "next-check-delete"])
def test_what_the_feature_has_not_is_refused_with_a_sentence(canvas, unsure, edda_client, name, number):
    answer = edda_client.post(url(name, canvas, unsure), {"number": number})
    assert answer.status_code == 422
    assert "This feature has no such number any more." in answer.text
    assert not NextCheck.objects.of(canvas).exists()


def test_a_number_of_another_canvas_is_not_reached(canvas, unsure, workspace, olga, olga_client):
    other = canvases.create_canvas(workspace=workspace, title="Other", by=olga)
    foreign = feature_with_lines(other, by=olga, **UNSURE)
    number = f"{foreign.lines.get(kind='monetization').key}:amount"
    assert olga_client.post(url("next-check", canvas, unsure), {"number": number}).status_code == 422
    assert olga_client.post(url("next-check", canvas, foreign), {"number": number}).status_code == 404
    assert not NextCheck.objects.exists()


@pytest.mark.parametrize("name", ["next-check", "next-check-delete"])
def test_who_may_not_edit_marks_nothing(canvas, unsure, name, rita_client, victor_client, otto_client):
    data = {"number": "usage:active_users"}
    answers = [client.post(url(name, canvas, unsure), data) for client in (rita_client, victor_client, otto_client)]
    assert [answer.status_code for answer in answers] == [403, 403, 404]
    assert not NextCheck.objects.exists()


def test_who_may_not_edit_sees_the_mark_and_no_button(canvas, unsure, price, olga, victor_client):
    actions.mark(canvas=canvas, number=Number(price.key, "amount"), by=olga)
    page = victor_client.get(part_url(unsure, "risk")).text
    assert "Next to check" in page
    assert "Check next" not in page
    assert "Take off" not in page


def test_the_ledger_names_the_number_and_leads_to_it(canvas, unsure, price, olga, victor_client):
    where = reverse("ledger:page", args=[canvas.pk])
    assert "Next number to check" not in victor_client.get(where).text
    actions.mark(canvas=canvas, number=Number(price.key, "amount"), by=olga)
    page = victor_client.get(where).text
    assert "Next number to check" in page
    assert f'href="{price.get_absolute_url()}" dir="auto">Price per use of Earner</a>' in page
    assert "(The plan)" in page
