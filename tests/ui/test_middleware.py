import re
import time
from datetime import timedelta

import pytest
from django.contrib.auth.decorators import login_not_required
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.urls import include, path
from django.utils import timezone
from django.views.decorators.http import etag


def inner(request):
    return HttpResponse("for members only")


@login_not_required
def sign_in(request):
    return HttpResponse("sign in here")


def clock(request):
    return HttpResponse(timezone.get_current_timezone_name())


@etag(lambda request: '"1"')
def tagged(request):
    return HttpResponse("kept")


urlpatterns = [
    path("tagged/", tagged),
    path("inner/", inner),
    path("clock/", clock),
    path("", include(([path("sign-in/", sign_in, name="sign-in")], "teams"))),
]

pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]
HTMX = {"HX-Request": "true"}


def set_session(client, **values):
    session = client.session
    session.update(values)
    session.save()


def test_each_answer_has_an_id_of_its_own(client):
    first, second = (client.get("/sign-in/")["X-Request-ID"] for _ in range(2))
    assert re.fullmatch("[0-9a-f]{32}", first)
    assert first != second


def test_an_id_that_the_browser_names_is_not_taken(client):
    assert client.get("/sign-in/", headers={"X-Request-ID": "forged"})["X-Request-ID"] != "forged"


@pytest.mark.parametrize(("address", "said"), [("/tagged/", "private, no-cache"), ("/inner/", "no-store")])
def test_a_page_is_kept_only_where_it_is_asked_for_again_each_time(olga_client, address, said):
    assert olga_client.get(address)["Cache-Control"] == said


def test_that_nothing_has_changed_does_not_throw_away_what_is_kept(olga_client):
    answer = olga_client.get("/tagged/", headers={"If-None-Match": '"1"'})
    assert (answer.status_code, answer["Cache-Control"]) == (304, "private, no-cache")


def test_a_page_is_for_who_is_signed_in(client):
    response = client.get("/inner/?a=1")
    assert (response.status_code, response["Location"]) == (302, "/sign-in/?next=/inner/%3Fa%3D1")


def test_htmx_is_told_to_go_to_the_sign_in_page_and_back_to_where_the_person_was(client):
    headers = {**HTMX, "HX-Current-URL": "http://testserver/canvases/1/?tab=b"}
    response = client.get("/inner/", headers=headers)
    assert response["HX-Redirect"] == "/sign-in/?next=%2Fcanvases%2F1%2F%3Ftab%3Db"
    assert response.content == b""


@pytest.mark.parametrize("page", ["https://evil.example/x", "//evil.example", "javascript:alert(1)", ""])
def test_htmx_is_never_told_to_come_back_to_another_site(client, page):
    response = client.get("/inner/", headers={**HTMX, "HX-Current-URL": page})
    assert response["HX-Redirect"] == "/sign-in/?next=%2F"


@pytest.mark.parametrize(
    ("page", "back"),
    [("http://testserver/clock/?q=1", "%2Fclock%2F%3Fq%3D1"), ("https://evil.example/inner/", "%2F"), ("", "%2F")],
)
def test_a_form_sent_after_the_session_ended_leads_back_to_its_page_not_to_where_it_was_sent(client, page, back):
    response = client.post("/inner/", headers={"Referer": page} if page else {})
    assert response.headers["Location"] == f"/sign-in/?next={back}"


def test_a_session_that_is_used_stays(olga_client):
    now = int(time.time())
    set_session(olga_client, since=now - 86_400, seen=now - 3600)
    assert olga_client.get("/inner/").status_code == 200
    assert olga_client.session["seen"] >= now


def test_a_session_without_use_ends(olga_client, settings):
    settings.SESSION_IDLE = timedelta(hours=1)
    set_session(olga_client, since=int(time.time()) - 3601, seen=int(time.time()) - 3601)
    assert olga_client.get("/inner/").status_code == 302
    assert not Session.objects.exists()


def test_a_session_ends_in_time_whatever_its_use(olga_client, settings):
    settings.SESSION_ABSOLUTE = timedelta(days=1)
    set_session(olga_client, since=int(time.time()) - 86_401, seen=int(time.time()))
    assert olga_client.get("/inner/").status_code == 302


def test_a_session_is_not_written_at_every_request(olga_client, django_assert_num_queries):
    olga_client.get("/inner/")
    with django_assert_num_queries(2):
        olga_client.get("/inner/")


def test_a_visitor_who_is_not_signed_in_gets_no_session(client):
    client.get("/sign-in/")
    assert not Session.objects.exists()


def test_times_are_shown_in_the_zone_of_the_person(olga, olga_client):
    olga.time_zone = "Europe/Madrid"
    olga.save()
    assert olga_client.get("/clock/").content == b"Europe/Madrid"
