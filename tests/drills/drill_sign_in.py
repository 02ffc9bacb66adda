"""B04: a stranger who guesses from many addresses slows a sign-in, keeps nobody out, and holds up no page."""

from functools import partial

from tests.drills.load import at_once
from tests.drills.product import PASSWORD


def sign_in(browser, password, address):
    typed = {"email": "olga@example.com", "password": password}
    return browser.post("/sign-in/", typed, **{"X-Forwarded-For": address})


def test_b04_a_stranger_slows_and_keeps_nobody_out(serve, report):
    server = serve(TRUSTED_PROXIES="127.0.0.1")
    known = server.sign_in("Olga")
    guesses = [partial(sign_in, server.browser(), "a wrong guess", f"203.0.113.{n}") for n in range(20)]
    assert {answer.status for answer in at_once(*guesses)} <= {422, 429}
    elsewhere = server.browser()
    slow, *pages = at_once(partial(sign_in, elsewhere, PASSWORD, "192.0.2.1"), *[partial(known.get, "/account/")] * 5)
    quick = sign_in(known, PASSWORD, "203.0.113.1")
    report(f"20 guesses: a new browser is in after {slow.seconds:.1f} s, a known one after {quick.seconds:.1f} s")
    assert (slow.status, quick.status) == (302, 302)
    assert elsewhere.get("/account/").status == 200
    assert quick.seconds < slow.seconds < 20
    assert max(page.seconds for page in pages) < slow.seconds
