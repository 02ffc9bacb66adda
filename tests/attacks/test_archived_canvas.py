"""An archived canvas takes no write on any route but the one that restores it, whoever asks."""

import pytest

from canvas.actions import canvases
from tests.attacks.routes import canvas_routes
from tests.attacks.test_access_matrix import state_of
from tests.attacks.world import every_form

pytestmark = pytest.mark.django_db

LEFT_OPEN = {"canvas:restore", "document:duplicate"}


def test_no_route_writes_to_it(olga, olga_client, canvas, ids):
    forms = [form for form in every_form(olga_client, ids).values() if str(canvas.pk) in form.action]
    forms = [form for form in forms if form.method == "post" and not form.action.endswith("/duplicate/")]
    canvases.archive_canvas(canvas=canvas, by=olga)
    before = state_of(canvas.pk)
    assert len(forms) > 12
    for form in forms:
        for headers in ({}, {"HX-Request": "true"}):
            assert form.send(olga_client, form.filled("Mine"), headers=headers).status_code == 403, form.action
    for route in canvas_routes():
        if route.name not in LEFT_OPEN:
            assert olga_client.post(route.url(ids), {"version": 1}).status_code in (403, 405), route.name
    assert state_of(canvas.pk) == before


def test_it_can_still_be_read_copied_and_restored(olga, olga_client, canvas, ids):
    canvases.archive_canvas(canvas=canvas, by=olga)
    assert olga_client.get(canvas.get_absolute_url()).status_code == 200
    assert olga_client.post(f"/canvases/{canvas.pk}/duplicate/").status_code == 302
    olga_client.post(f"/canvases/{canvas.pk}/restore/")
    assert olga_client.get(f"/canvases/{canvas.pk}/settings/").status_code == 200
