"""Who may ask what: the cast against every route of a canvas and workspace, by every method (A01, A08, A12, A14, A16,
A19, A20, A21, A22, A24, A25, A28, A31).

What a route asks for is read from its door; what each person holds is written out here, so that a change to the
table of roles is noticed.
"""

import pytest
from django.test import Client

from canvas.models import Canvas
from document.gathering import gather
from document.writing import write
from teams.roles import Permission, Role
from tests.attacks.conftest import FOREIGN
from tests.attacks.routes import METHODS, all_routes, asked, canvas_routes, without_token

pytestmark = pytest.mark.django_db

HOLDS = {
    "olga": {Permission.VIEW, Permission.COMMENT, Permission.EDIT, Permission.MANAGE},
    "edda": {Permission.VIEW, Permission.COMMENT, Permission.EDIT},
    "rita": {Permission.VIEW, Permission.COMMENT},
    "victor": {Permission.VIEW},
}
ROUTES = [route for route in all_routes() if {"canvas_id", "workspace_id"} & set(route.ids)]
PARTS = [route for route in canvas_routes() if route.items]
FRAGMENT = {"HX-Request": "true"}


def state_of(canvas_id):
    """Return everything that a canvas holds, and how often it was changed."""
    canvas = Canvas.objects.get(pk=canvas_id)
    return write(gather(canvas)), canvas.revision


def test_there_are_routes_to_attack():
    assert len(ROUTES) > 30
    assert len(PARTS) > 10


@pytest.mark.parametrize("person", HOLDS)
def test_each_member_gets_through_exactly_where_the_role_holds_what_the_route_asks(request, ids, person):
    client = request.getfixturevalue(f"{person}_client")
    for route in ROUTES:
        allowed = route.permission in HOLDS[person]
        for method in METHODS:
            data = {"segment": ids["segment_id"]} if method == "post" else None
            status = asked(client, route, ids, method, data).status_code
            at = (route.name, method, status)
            if allowed:
                assert status not in (403, 404), at
                assert status < 500 or status == 503, at
            else:
                assert status in (403, 405), at


@pytest.mark.parametrize("person", ["rita", "victor"])
def test_who_may_not_edit_has_changed_nothing_after_trying_everything(request, ids, person):
    client = request.getfixturevalue(f"{person}_client")
    before = state_of(ids["canvas_id"])
    for route in ROUTES:
        for method in METHODS:
            getattr(client, method)(route.url(ids), {"version": 1, "text": "Mine", "name": "Mine", "title": "Mine"})
    assert state_of(ids["canvas_id"]) == before


def test_an_outsider_learns_not_even_that_it_exists(otto_client, ids):
    nothing = ids | {name: "00000000-0000-4000-8000-000000000000" for name in ids if name.endswith("_id")}
    before = state_of(ids["canvas_id"])
    for route in ROUTES:
        for method in METHODS:
            here, nowhere = (getattr(otto_client, method)(route.url(which)) for which in (ids, nothing))
            assert here.status_code in (404, 405), (route.name, method, here.status_code)
            assert without_token(here) == without_token(nowhere), (route.name, method)
    assert state_of(ids["canvas_id"]) == before


def test_nobody_signed_in_is_sent_to_sign_in_and_htmx_too(client, ids):
    for route in ROUTES:
        for method in ("get", "post"):
            page = getattr(client, method)(route.url(ids))
            assert page.status_code == 302, (route.name, method)
            assert page.headers["Location"].startswith("/sign-in/?next="), (route.name, method)
            fragment = getattr(client, method)(route.url(ids), headers=FRAGMENT)
            assert fragment.headers["HX-Redirect"].startswith("/sign-in/"), (route.name, method)


@pytest.mark.parametrize("headers", [{}, FRAGMENT], ids=["browser", "htmx"])
def test_an_item_of_one_canvas_is_not_reached_through_another(olga_client, ids, foreign_ids, headers):
    before = state_of(foreign_ids["canvas_id"])
    for route in PARTS:
        for foreign in route.items:
            mixed = ids | {foreign: foreign_ids[foreign]}
            for method in ("get", "post"):
                response = asked(olga_client, route, mixed, method, {"version": 1}, headers=headers)
                at = (route.name, foreign, method, response.status_code)
                # 422 is what an incomplete form gets before anything is looked up.
                assert response.status_code in (404, 405, 422), at
                assert FOREIGN not in without_token(response), at
    assert state_of(foreign_ids["canvas_id"]) == before


def test_a_canvas_of_a_stranger_opens_no_way_to_the_own_item_and_the_reverse(otto_client, ids, ottos_ids):
    before = state_of(ids["canvas_id"])
    for route in PARTS:
        item = route.items[-1]
        for mixed in (ottos_ids | {item: ids[item]}, ids | {item: ottos_ids[item]}):
            for method in ("get", "post"):
                response = getattr(otto_client, method)(route.url(mixed), {"version": 1})
                assert response.status_code in (404, 405, 422), (route.name, method)
                assert "Own" not in without_token(response), (route.name, method)
    assert state_of(ids["canvas_id"]) == before


def test_a_method_in_a_header_or_field_changes_nothing(victor_client, ids):
    for route in ROUTES:
        if route.permission is not Permission.VIEW:
            overrides = {"X-HTTP-Method-Override": "GET", "X-Method-Override": "GET", "X-HTTP-Method": "GET"}
            response = victor_client.post(route.url(ids), {"_method": "GET"}, headers=overrides)
            assert response.status_code in (403, 405), route.name


def test_a_get_that_calls_itself_a_post_is_a_get(olga_client, ids):
    before = state_of(ids["canvas_id"])
    for route in ROUTES:
        headers = {"X-HTTP-Method-Override": "POST", "X-Method-Override": "DELETE"}
        olga_client.get(route.url(ids), {"_method": "POST", "version": 1}, headers=headers)
        assert state_of(ids["canvas_id"]) == before, route.name


@pytest.mark.parametrize("headers", [{}, FRAGMENT], ids=["browser", "htmx"])
def test_every_write_wants_the_token_of_the_form(olga, ids, headers):
    client = Client(enforce_csrf_checks=True)
    client.force_login(olga)
    before = state_of(ids["canvas_id"])
    for route in all_routes():
        for method in ("post", "put", "patch", "delete"):
            status = getattr(client, method)(route.url(ids), headers=headers).status_code
            assert status == 403, (route.name, method, status)
    assert state_of(ids["canvas_id"]) == before


def test_a_token_of_another_browser_does_not_help(olga, ids):
    client = Client(enforce_csrf_checks=True)
    client.force_login(olga)
    for route in all_routes():
        response = client.post(route.url(ids), headers={"X-CSRFToken": "a" * 64})
        assert response.status_code == 403, route.name


def test_a_role_that_is_taken_down_counts_from_the_next_request_on(edda, edda_client, ids, workspace):
    membership = workspace.memberships.get(user=edda)
    asking = [route for route in ROUTES if route.permission is Permission.EDIT]
    assert asked(edda_client, asking[0], ids).status_code == 200
    membership.role = Role.VIEWER
    membership.save()
    assert {asked(edda_client, route, ids, "post").status_code for route in asking} <= {403, 405}
    membership.delete()
    assert {asked(edda_client, route, ids, method).status_code for route in ROUTES for method in METHODS} <= {404, 405}


def test_whoever_is_deactivated_is_out_at_the_next_request(olga, olga_client, ids):
    olga.is_active = False
    olga.save()
    for route in ROUTES:
        assert olga_client.get(route.url(ids)).headers["Location"].startswith("/sign-in/"), route.name
