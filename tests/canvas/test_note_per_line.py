"""Pasted lines become a note each, those of the brief, too."""

import uuid

import pytest
from django.urls import reverse

from canvas.actions import notes, steps
from canvas.rules import LINE_LIMIT, lines_of

pytestmark = pytest.mark.django_db
BLOCK = "key_activities"


def texts(canvas, block=BLOCK):
    return [note.text for note in canvas.notes.filter(block=block).in_order()]


def sent(canvas, note_id=None, **typed):
    note_id = note_id or uuid.uuid4()
    return reverse("canvas:note-lines", args=[canvas.pk, note_id]), {
        "version": 0,
        "block": BLOCK,
        "is_new": 1,
        "status": "assumption",
        **typed,
    }


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("one\ntwo", ["one", "two"]),
        ("- one\r\n\r\n\u2022 two\n  * three  ", ["one", "two", "three"]),
        ("1. one\n2) two\n3 of three", ["one", "two", "3 of three"]),
        ("-5% a month\n1.5 hours", ["-5% a month", "1.5 hours"]),
        (" \n-\n", ["-"]),
        ("", []),
    ],
)
def test_a_line_loses_its_bullet_and_nothing_else(text, lines):
    assert lines_of(text) == lines


def test_every_line_becomes_a_note_in_one_step(edda_client, canvas, edda):
    address, typed = sent(canvas, text="- label tickets\n- renew the license\n- test replies")
    response = edda_client.post(address, typed)
    assert response.status_code == 302
    assert texts(canvas) == ["label tickets", "renew the license", "test replies"]
    steps.undo(canvas=canvas, by=edda)
    assert texts(canvas) == []


def test_lines_of_a_note_that_stands_follow_it_before_the_next(edda_client, canvas, edda):
    first, last = (notes.add_note(canvas=canvas, block=BLOCK, text=text, by=edda) for text in ("first", "last"))
    address, typed = sent(canvas, first.pk, text="first\nsecond\nthird", version=first.version)
    edda_client.post(address, typed)
    assert texts(canvas) == ["first", "second", "third", "last"]


def test_many_lines_between_two_notes_keep_their_order(edda_client, canvas, edda):
    first, last = (notes.add_note(canvas=canvas, block=BLOCK, text=text, by=edda) for text in ("0", "last"))
    wanted = [str(number) for number in range(40)]
    address, typed = sent(canvas, first.pk, text="\n".join(wanted), version=first.version)
    edda_client.post(address, typed)
    assert texts(canvas) == [*wanted, "last"]


def test_all_of_it_may_be_longer_than_a_note_but_no_line(edda_client, canvas):
    address, typed = sent(canvas, text="\n".join(["x" * 1500] * 3))
    edda_client.post(address, typed)
    assert len(texts(canvas)) == 3
    address, typed = sent(canvas, text="short\n" + "x" * 2001)
    response = edda_client.post(address, typed)
    assert response.status_code == 422
    assert "A line is 2,001 characters long" in response.text
    assert len(texts(canvas)) == 3


@pytest.mark.parametrize(("text", "sentence"), [("\n".join(["x"] * (LINE_LIMIT + 1)), "201 lines"), ("\n \n", "empty")])
def test_too_many_lines_and_none_are_refused(edda_client, canvas, text, sentence):
    address, typed = sent(canvas, text=text)
    response = edda_client.post(address, typed)
    assert response.status_code == 422
    assert sentence in response.text
    assert texts(canvas) == []


def test_without_a_script_the_page_of_a_note_offers_it(edda_client, canvas):
    page = edda_client.get(reverse("canvas:new-note", args=[canvas.pk]), {"block": BLOCK}).text
    assert "One note a line" in page
    assert 'data-limit="2000"' in page


def test_the_lines_of_the_brief_are_offered_one_by_one(edda_client, canvas):
    answers = {"version": 1, "target_customers": "Support leads\nTeam leads", "alternatives": "Doing nothing"}
    offered = edda_client.post(reverse("canvas:brief", args=[canvas.pk]), answers).headers["Location"]
    page = edda_client.get(offered).text
    assert "Target Market: Support leads" in page
    assert "Target Market: Team leads" in page
    edda_client.post(offered, {"lines": ["target_customers-1"]})
    assert texts(canvas, "target_market") == ["Team leads"]
