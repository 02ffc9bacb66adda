"""The settings and the brief of a canvas."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from canvas.actions import canvases, steps
from canvas.models import Brief, Canvas

pytestmark = pytest.mark.django_db

TYPED = {
    "version": 1,
    "title": "Tandem",
    "summary": "Meetings\r\nwritten up",
    "currency": "EUR",
    "usd_rate": "0.92",
    "usd_rate_date": "2026-11-12",
}


def test_settings_are_saved_as_typed(edda_client, canvas):
    response = edda_client.post(reverse("canvas:settings", args=[canvas.pk]), TYPED)
    saved = Canvas.objects.get(pk=canvas.pk)
    assert response.headers["Location"] == canvas.get_absolute_url()
    assert (saved.title, saved.summary, saved.currency) == ("Tandem", "Meetings\nwritten up", "EUR")
    assert (saved.usd_rate, saved.usd_rate_date) == (Decimal("0.92"), date(2026, 11, 12))


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("usd_rate", "one", "This is not a number. Write it like 0.92."),
        ("usd_rate", "0", "A rate is above zero."),
        ("usd_rate", "NaN", "This is not a number."),
        ("usd_rate_date", "soon", "This is not a date."),
        ("summary", "x" * 601, "601 characters"),
        ("title", "\x00", "can&#x27;t be stored"),
    ],
)
def test_bad_settings_are_answered_with_422_and_change_nothing(edda_client, canvas, field, typed, sentence):
    response = edda_client.post(reverse("canvas:settings", args=[canvas.pk]), TYPED | {field: typed})
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert Canvas.objects.get(pk=canvas.pk).title == "Tandem Meetings"


def test_two_people_saving_different_settings_both_win(edda_client, canvas, olga):
    canvases.edit_canvas(canvas=canvas, version=1, summary="Olga's summary", by=olga)
    opened_before = {"initial-title": canvas.title, "initial-summary": ""}
    edda_client.post(reverse("canvas:settings", args=[canvas.pk]), TYPED | opened_before | {"summary": ""})
    saved = Canvas.objects.get(pk=canvas.pk)
    assert (saved.title, saved.summary) == ("Tandem", "Olga's summary")


def test_the_answers_of_the_brief_are_offered_and_become_notes(edda_client, canvas, edda):
    answers = {"version": 1, "target_customers": "Support leads", "alternatives": "Doing nothing"}
    response = edda_client.post(reverse("canvas:brief", args=[canvas.pk]), answers)
    assert response.headers["Location"] == reverse("canvas:first-notes", args=[canvas.pk])

    offered = edda_client.get(response.headers["Location"]).content.decode()
    assert "Target Market: Support leads" in offered
    assert "Doing nothing" not in offered

    edda_client.post(response.headers["Location"], {"lines": ["target_customers-0"]})
    assert [(note.block, note.text) for note in canvas.notes.all()] == [("target_market", "Support leads")]
    steps.undo(canvas=canvas, by=edda)
    assert not canvas.notes.exists()


def test_an_empty_brief_leads_to_the_canvas(edda_client, canvas):
    response = edda_client.post(reverse("canvas:brief", args=[canvas.pk]), {"version": 1})
    assert response.headers["Location"] == canvas.get_absolute_url()


def test_the_brief_can_be_skipped_and_keeps_its_answers(edda_client, canvas):
    edda_client.post(reverse("canvas:brief", args=[canvas.pk]), {"version": 1, "revenue_model": "$14 a seat"})
    edda_client.post(reverse("canvas:brief-skip", args=[canvas.pk]))
    brief = Brief.objects.get(canvas=canvas)
    assert brief.skipped
    assert brief.revenue_model == "$14 a seat"
    assert "$14 a seat" in edda_client.get(reverse("canvas:brief", args=[canvas.pk])).content.decode()


def test_an_answer_that_is_too_long_is_kept_in_its_field(edda_client, canvas):
    long = "x" * 1001
    response = edda_client.post(reverse("canvas:brief", args=[canvas.pk]), {"version": 1, "pain_points": long})
    assert response.status_code == 422
    assert long in response.content.decode()


@pytest.mark.parametrize("name", ["settings", "brief", "first-notes"])
def test_who_may_not_edit_is_told_so_and_an_outsider_finds_nothing(victor_client, otto_client, canvas, name):
    url = reverse(f"canvas:{name}", args=[canvas.pk])
    assert victor_client.get(url).status_code == 403
    assert otto_client.get(url).status_code == 404


@pytest.mark.parametrize("name", ["settings", "rename"])
def test_a_form_sent_with_nothing_in_it_is_refused_as_such(edda_client, canvas, name):
    assert edda_client.post(reverse(f"canvas:{name}", args=[canvas.pk])).status_code == 422
