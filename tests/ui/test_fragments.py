import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.cookie import CookieStorage
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails

from ui.fragments import fragment_or_redirect, page_or_fragment, wants_fragment
from ui.toasts import toast

PAGE = "errors/error.html"
FRAGMENT = "error-message"
CONTEXT = {"status": 404, "sentence": "Nothing <here>."}
HTMX = {"HX-Request": "true"}


def asked(**headers):
    request = RequestFactory().get("/", headers=headers)
    request.htmx = HtmxDetails(request)
    request.user = AnonymousUser()
    request._messages = CookieStorage(request)
    return request


def text(response):
    return response.content.decode()


def test_a_browser_gets_the_page():
    response = page_or_fragment(asked(), PAGE, CONTEXT, fragment=FRAGMENT)
    assert "<html" in text(response)
    assert "Nothing &lt;here&gt;." in text(response)


def test_htmx_gets_only_the_fragment_and_the_status():
    response = page_or_fragment(asked(**HTMX), PAGE, CONTEXT, fragment=FRAGMENT, status=422)
    assert text(response).strip() == "<p data-sentence>Nothing &lt;here&gt;.</p>"
    assert response.status_code == 422


@pytest.mark.parametrize("header", ["HX-Boosted", "HX-History-Restore-Request"])
def test_htmx_gets_the_page_where_it_shows_a_page(header):
    request = asked(**HTMX, **{header: "true"})
    assert not wants_fragment(request)
    assert "<html" in text(page_or_fragment(request, PAGE, CONTEXT, fragment=FRAGMENT))


def test_after_a_change_a_browser_is_sent_on_and_htmx_gets_the_fragment():
    sent_on = fragment_or_redirect(asked(), PAGE, CONTEXT, fragment=FRAGMENT, to="/next/")
    assert (sent_on.status_code, sent_on["Location"]) == (302, "/next/")
    kept = fragment_or_redirect(asked(**HTMX), PAGE, CONTEXT, fragment=FRAGMENT, to="/next/")
    assert (kept.status_code, text(kept).strip()) == (200, "<p data-sentence>Nothing &lt;here&gt;.</p>")


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_cache_is_told_what_the_answer_depends_on(headers):
    page = page_or_fragment(asked(**headers), PAGE, CONTEXT, fragment=FRAGMENT)
    change = fragment_or_redirect(asked(**headers), PAGE, CONTEXT, fragment=FRAGMENT, to="/")
    for response in (page, change):
        assert {"HX-Request", "HX-Boosted", "HX-History-Restore-Request"} <= set(response["Vary"].split(", "))


def test_a_toast_comes_with_the_fragment_and_can_be_undone():
    request = asked(**HTMX)
    toast(request, "Note <deleted>", undo="/steps/7/undo/")
    answer = text(fragment_or_redirect(request, PAGE, CONTEXT, fragment=FRAGMENT, to="/"))
    assert '<div id="toasts" hx-swap-oob="innerHTML">' in answer
    assert "Note &lt;deleted&gt;" in answer
    assert 'method="post" action="/steps/7/undo/"' in answer


def test_a_toast_waits_for_the_page_that_a_browser_is_sent_to():
    request = asked()
    toast(request, "Note deleted")
    fragment_or_redirect(request, PAGE, CONTEXT, fragment=FRAGMENT, to="/")
    page = text(page_or_fragment(request, PAGE, CONTEXT, fragment=FRAGMENT))
    assert page.count("Note deleted") == 1
    assert "hx-swap-oob" not in page


def test_an_older_toast_is_left_for_the_next_page():
    request = asked(**HTMX)
    answer = text(page_or_fragment(request, PAGE, CONTEXT, fragment=FRAGMENT))
    assert "toasts" not in answer
    assert not request._messages.used
