"""A44 (write race), ASVS 2.3.3, 2.3.4: many at once lose nothing, and nobody undoes the work of somebody else."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from canvas.actions import notes
from canvas.models import Change, Note
from tests.attacks.forms import forms_of
from tests.cast import signed_in

PAIRS = 10


def at_once(calls):
    """Make all calls at once, each with a connection of its own; return their results in order."""

    def call(one):
        try:
            return one()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(call, calls))


def editor_of(client, url):
    return next(form for form in forms_of(client.get(url).text, url) if "text" in form.values)


@pytest.mark.django_db(transaction=True)
def test_of_twenty_edits_of_one_text_one_is_saved_and_every_other_is_told(canvas, note, olga, edda):
    url = f"{canvas.get_absolute_url()}notes/{note.pk}/"
    people = [signed_in(person) for _ in range(PAIRS) for person in (olga, edda)]
    sent = []
    for number, client in enumerate(people):
        form = editor_of(client, url)
        sent.append(lambda client=client, form=form, n=number: form.send(client, form.filled(f"Text {n}")))
    answers = at_once(sent)
    statuses = [answer.status_code for answer in answers]
    assert sorted(statuses) == [302] + [409] * 19
    winner = statuses.index(302)
    assert Note.objects.get(pk=note.pk).text == f"Text {winner}"
    for number, answer in enumerate(answers):
        if number != winner:
            assert f"Text {number}" in answer.text
            assert f"Text {winner}" in answer.text
    edits = Change.objects.filter(item_id=note.pk, verb="edit")
    assert edits.count() == 1
    assert canvas.changes.order_by("-id").first().revision == Note.objects.get(pk=note.pk).canvas.revision


@pytest.mark.django_db(transaction=True)
def test_twenty_saves_of_one_new_note_add_it_once(canvas, olga):
    client = signed_in(olga)
    form = editor_of(client, f"{canvas.get_absolute_url()}notes/new/")
    values = form.filled("New")
    answers = at_once([lambda: form.send(signed_in(olga), values) for _ in range(20)])
    assert {answer.status_code for answer in answers} <= {302, 409}
    assert canvas.notes.count() == 1


@pytest.mark.django_db(transaction=True)
def test_twenty_notes_added_at_once_are_all_there_each_in_a_revision_of_its_own(canvas, olga, edda):
    people = [olga, edda] * PAIRS
    add = [
        lambda by=by, n=n: notes.add_note(
            canvas=type(canvas).objects.get(pk=canvas.pk), block="key_activities", text=f"{n}", by=by
        )
        for n, by in enumerate(people)
    ]
    at_once(add)
    assert sorted(int(note.text) for note in canvas.notes.all()) == list(range(20))
    revisions = list(Change.objects.filter(canvas=canvas, model="canvas.Note").values_list("revision", flat=True))
    assert len(revisions) == len(set(revisions)) == 20


@pytest.mark.django_db
def test_a_step_of_somebody_else_named_in_a_form_hides_no_conflict(canvas, note, olga, edda):
    step = uuid.uuid4()
    notes.edit_note(canvas=canvas, note_id=note.pk, version=1, by=olga, step=step, text="Olga's")
    client = signed_in(edda)
    form = editor_of(client, f"{canvas.get_absolute_url()}notes/{note.pk}/")
    values = form.filled("Edda's") | {"version": ["1"], "step": [str(step)]}
    assert form.send(client, values).status_code == 409
    assert Note.objects.get(pk=note.pk).text == "Olga's"


@pytest.mark.django_db
def test_a_step_of_somebody_else_named_in_a_form_is_not_undone_with_the_own(canvas, note, olga, edda):
    step = uuid.uuid4()
    notes.edit_note(canvas=canvas, note_id=note.pk, version=1, by=olga, step=step, text="Olga's")
    other = notes.add_note(canvas=canvas, block="key_activities", text="Edda's", by=edda, step=step)
    signed_in(edda).post(f"{canvas.get_absolute_url()}undo/")
    assert Note.objects.get(pk=note.pk).text == "Olga's"
    assert not Note.objects.filter(pk=other.pk).exists()


@pytest.mark.django_db
def test_an_undo_over_the_work_of_another_is_refused(canvas, note, olga, edda):
    notes.edit_note(canvas=canvas, note_id=note.pk, version=1, by=edda, text="Edda's")
    answer = signed_in(olga).post(f"{canvas.get_absolute_url()}undo/")
    assert answer.status_code == 409
    assert "Edda has changed" in answer.text
    assert Note.objects.get(pk=note.pk).text == "Edda's"
