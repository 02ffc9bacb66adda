"""Figures of the process for who has the token; for everybody else there is nothing, not even the address."""

import json
import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import resolve
from prometheus_client import REGISTRY

from config.environment import read_token
from config.metrics import MetricsMiddleware

TOKEN = "a-token-of-a-good-length"
pytestmark = pytest.mark.django_db


def test_without_a_token_there_is_nothing(client):
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


@pytest.mark.parametrize("said", ["", TOKEN, "Bearer", "Bearer x", f"Basic {TOKEN}", "Bearer é", f"bearer {TOKEN}x"])
def test_who_does_not_send_the_token_is_told_nothing(client, settings, said):
    settings.METRICS_TOKEN = TOKEN
    answer = client.get("/metrics", headers={"Authorization": said})
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
    assert b"canvas_ledger" not in answer.content


def test_who_sends_it_reads_the_figures(client, settings):
    settings.METRICS_TOKEN = TOKEN
    answer = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/plain; version=")
    for name in ("requests_total", "request_seconds", "refused_total", "requests_in_progress", "connections"):
        assert f"# TYPE canvas_ledger_{name}" in answer.text or f"canvas_ledger_{name}" in answer.text
    assert "process_resident_memory_bytes" in answer.text


def value(name, **labels):
    return REGISTRY.get_sample_value(name, labels) or 0


def test_a_request_is_counted_by_the_name_of_its_view_never_by_its_address():
    request = RequestFactory().generic("BREW", "/canvases/secret/")
    labels = {"view": "teams:sign-in", "method": "other", "status": "418"}
    before = value("canvas_ledger_requests_total", **labels)

    def answer(request):
        request.resolver_match = resolve("/sign-in/")
        return HttpResponse(status=418)

    MetricsMiddleware(answer)(request)
    assert value("canvas_ledger_requests_total", **labels) == before + 1
    assert value("canvas_ledger_request_seconds_count", view="teams:sign-in") > 0


@pytest.mark.parametrize("token", ["short", "é" * 30])
def test_a_token_that_is_easily_guessed_stops_the_start(token):
    with pytest.raises(ImproperlyConfigured, match="METRICS_TOKEN"):
        read_token({"METRICS_TOKEN": token}, "METRICS_TOKEN")


PROGRAM = "import json, config.settings as s; print(json.dumps([s.MIDDLEWARE[1], str(s.COUNTED_DIR)]))"


def read_settings(tmp_path, **environment):
    environment = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), **environment}
    run = subprocess.run([sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True, check=True)
    return json.loads(run.stdout)


def test_nothing_is_counted_that_nobody_may_read(tmp_path):
    middleware, _ = read_settings(tmp_path)
    assert "metrics" not in middleware


def test_several_workers_put_together_what_each_has_counted(tmp_path):
    address = "postgresql://canvas@localhost/canvas"
    found = read_settings(tmp_path, METRICS_TOKEN=TOKEN, WORKERS="2", DATABASE_URL=address)
    assert found == ["config.metrics.MetricsMiddleware", str(tmp_path / "metrics")]
    assert (tmp_path / "metrics").is_dir()
