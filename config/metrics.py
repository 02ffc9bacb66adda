"""Figures of the process itself in Prometheus' format, for who has the token."""

import time
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client import generate_latest as as_text
from prometheus_client.multiprocess import MultiProcessCollector

BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)

REQUESTS = Counter("canvas_ledger_requests", "Requests that were answered", ["view", "method", "status"])
SECONDS = Histogram("canvas_ledger_request_seconds", "Seconds in a thread, without waiting", ["view"], buckets=BUCKETS)
REFUSED = Counter("canvas_ledger_refused", "Requests that were refused before a page was asked", ["status"])
IN_PROGRESS = Gauge(
    "canvas_ledger_requests_in_progress", "Requests that wait or are answered", multiprocess_mode="livesum"
)
CONNECTIONS = Gauge("canvas_ledger_connections", "Open connections of browsers", multiprocess_mode="livesum")


class MetricsMiddleware:
    """Count each request by its view, method and status, and its seconds by its view."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        start = time.perf_counter()
        response = self.get_response(request)
        view = request.resolver_match.view_name if request.resolver_match else "none"
        SECONDS.labels(view).observe(time.perf_counter() - start)
        method = request.method if request.method in ("GET", "HEAD", "POST") else "other"
        REQUESTS.labels(view, method, response.status_code).inc()
        return response


@require_safe
@login_not_required
def metrics(request: HttpRequest) -> HttpResponse:
    """Hand the figures to who sends the token; without one in the settings there is nothing here."""
    if not settings.METRICS_TOKEN:
        raise Http404
    if not constant_time_compare(request.headers.get("Authorization", ""), f"Bearer {settings.METRICS_TOKEN}"):
        headers = {"WWW-Authenticate": "Bearer"}
        return HttpResponse("Send the token of the settings.", status=HTTPStatus.UNAUTHORIZED, headers=headers)
    return HttpResponse(as_text(registry()), content_type=CONTENT_TYPE_LATEST)


def forget_what_was_counted() -> None:
    """Take away what the workers of an earlier start have counted."""
    if settings.COUNTED_DIR:
        for file in settings.COUNTED_DIR.glob("*.db"):
            file.unlink()


def registry() -> CollectorRegistry:
    """Return what this process has counted; with several workers, what all of them have."""
    if not settings.COUNTED_DIR:
        return REGISTRY
    together = CollectorRegistry()
    MultiProcessCollector(together)
    return together
