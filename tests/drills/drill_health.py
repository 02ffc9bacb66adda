"""B06: a supervisor and a monitor are told the truth by the running product."""

import re

import pytest

from tests.drills.faults import full, gone

TOKEN = "a-token-of-a-good-length"


def test_b06_it_lives_without_a_database_and_is_not_ready(server, postgresql, report):
    browser = server.browser()
    assert browser.get("/health/ready").status == 200
    with gone(server, postgresql):
        live, ready = browser.get("/health/live"), browser.get("/health/ready")
    report(f"database gone: live {live.status} in {live.seconds:.2f} s, ready {ready.status} in {ready.seconds:.2f} s")
    assert (live.status, ready.status) == (200, 503)
    assert "does not answer" in ready.text
    assert max(live.seconds, ready.seconds) < 2


@pytest.mark.once
def test_b06_it_is_not_ready_with_a_full_disk(server):
    with full(server):
        ready = server.browser().get("/health/ready")
    assert ready.status == 503
    assert "Nothing can be written" in ready.text


def test_what_the_workers_count_is_added_up(serve, postgresql):
    workers = {"WORKERS": "2"} if postgresql else {}
    server = serve(METRICS_TOKEN=TOKEN, **workers)
    browser = server.browser()
    for _ in range(20):
        assert browser.get("/sign-in/").status == 200
    said = browser.get("/metrics", Authorization=f"Bearer {TOKEN}").text
    [counted] = re.findall(r'^canvas_ledger_requests_total{.*view="teams:sign-in".*} (\d+)', said, re.MULTILINE)
    assert int(counted) == 20
    assert browser.get("/metrics").status == 401
