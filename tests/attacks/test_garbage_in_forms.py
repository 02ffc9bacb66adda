"""Whatever is sent to any form is answered, never with a fault of ours: versions, ids, numbers, missing and odd fields.

Each form of every page is sent once for every value in every field, as a browser and as htmx.
"""

import pytest
from django.db import connection, transaction

from tests.attacks.routes import all_routes
from tests.attacks.world import every_form, every_row
from tests.hostile import NULS, SCRIPTS

pytestmark = pytest.mark.django_db

VERSIONS = ("-1", "1" + "0" * 30, "9" * 5000, "1.5", "0x1", "", " ", "NaN", "1\x00", "2", "999")
NUMBERS = ("sNaN", "-Infinity", "1e400", "1E-400", "1e999999999", "-0", "1" * 400, "½", "٣")
IDS = ("x", "{00000000-0000-0000-0000-000000000000}", "urn:uuid:00000000-0000-4000-8000-000000000000", "0" * 32)
DATES = ("0001-01-01", "9999-12-31", "2026-02-30")
ANYWHERE = ("", "../../etc/passwd", "a" * 9_000, "__class__", NULS[0], SCRIPTS[0])
BY_NAME = {"version": VERSIONS, "position": VERSIONS, "rate": NUMBERS, "colour": VERSIONS, "date": DATES}
HIDDEN = {"step", "segments", "chosen", "seen", "block", "status", "way", "is_new", "questions", "level", "kind"}
FRAGMENT = {"HX-Request": "true"}
BY_ANYBODY = ("/account/password/", "/canvas.pdf")


def garbage_for(name: str) -> tuple[str, ...]:
    """Return what to put into a field of this name."""
    own = next((values for word, values in BY_NAME.items() if word in name), ())
    if name.startswith("initial-"):
        return (*own, NULS[0])
    return own + ANYWHERE + (IDS if HIDDEN & set(name.split("-")) else ())


def sent(client, form, values, **options):
    """Send a form and take back what it did."""
    with transaction.atomic():
        response = form.send(client, values, **options)
        transaction.set_rollback(True)
    connection.needs_rollback = False
    return response


def forms_to_spoil(client, ids):
    """Return every form that is answered by a page of ours; the others are attacked where they are tested."""
    forms = every_form(client, ids).values()
    return [form for form in forms if form.method != "dialog" and not form.action.endswith(BY_ANYBODY)]


class Faults:
    """What was answered with a fault of ours; every other request comes from htmx."""

    def __init__(self, client):
        self.client, self.found, self.sent = client, [], 0

    def send(self, form, values, *what):
        self.sent += 1
        headers = FRAGMENT if self.sent % 2 else {}
        try:
            status = sent(self.client, form, values, headers=headers).status_code
        except Exception as fault:
            self.found.append((form.action, *what, headers, repr(fault)[:200]))
        else:
            if status >= 500:
                self.found.append((form.action, *what, headers, status))


def test_no_value_in_any_field_is_a_fault_of_ours(olga_client, ids):
    faults = Faults(olga_client)
    for form in forms_to_spoil(olga_client, ids):
        for name in form.values.keys() - {"csrfmiddlewaretoken"}:
            for value in garbage_for(name):
                faults.send(form, form.values | {name: [value]}, name, value[:40])
    assert faults.sent > 300
    assert not faults.found, faults.found[:20]


@pytest.mark.once
def test_no_missing_and_no_repeated_field_is_a_fault_of_ours(olga_client, ids):
    faults = Faults(olga_client)
    for form in forms_to_spoil(olga_client, ids):
        for name, value in form.values.items():
            without = {other: held for other, held in form.values.items() if other != name}
            faults.send(form, without, name, "missing")
            faults.send(form, form.values | {name: [*value, "x", "1"]}, name, "repeated")
    assert not faults.found, faults.found[:20]


def test_a_version_that_cannot_be_right_saves_nothing(olga_client, ids):
    before = every_row()
    spoilt = 0
    for form in forms_to_spoil(olga_client, ids):
        names = [name for name in form.values if name.split("-")[-1] == "version" and form.values[name] != ["0"]]
        # Where a note stands among its neighbours never conflicts, whatever was seen of it.
        for version in [*VERSIONS, None] if names and not form.action.endswith("/move/") else ():
            spoilt += 1
            values = form.filled("Mine") | {name: [] if version is None else [version] for name in names}
            status = sent(olga_client, form, values).status_code
            assert 400 <= status < 500, (form.action, version, status)
    assert spoilt > 60
    assert every_row() == before


@pytest.mark.parametrize("wrong", ["x", "None", "%00", "%ff%fe", "..", "'--", "00000000-0000-4000-8000-00000000000g"])
def test_an_id_of_the_wrong_kind_is_not_found(olga_client, ids, wrong):
    for route in all_routes():
        for name in route.ids:
            if name != "token":
                url = route.url(ids).replace(str(ids[name]), wrong)
                for method in ("get", "post"):
                    assert getattr(olga_client, method)(url).status_code in (404, 405), (route.name, name)
