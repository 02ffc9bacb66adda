"""What a person reads when a request is refused: the page for a browser, its one sentence for htmx."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from config.outage import answer_to_the_present_fault
from ui.audit import ASKED
from ui.fragments import page_or_fragment

SENTENCES = {
    400: "The request could not be read. Go back, reload the page and try again.",
    403: "You may look at this, but not do this. Ask an owner of the workspace for the right.",
    404: "There is nothing here that you can open. It may have been removed, or you may not be a member.",
}

MOST_MB = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024**2
TOO_MUCH = (
    f"What was typed or pasted is more than {MOST_MB} MB, so nothing of it was saved. "
    "Go back and send less of it, or send it as a file."
)


def refuse(request: HttpRequest, status: int, sentence: str = "") -> HttpResponse:
    """Render the error page of `status` with `sentence`, or only its message where htmx asked."""
    context = {"sentence": sentence or SENTENCES[status], "status": status}
    return page_or_fragment(request, "errors/error.html", context, fragment="error-message", status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refuse(request, 400, TOO_MUCH if isinstance(exception, RequestDataTooBig) else "")


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refuse(request, 403, str(exception))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refuse(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer after a fault: a page that needs no database, no session and no context processor."""
    return answer_to_the_present_fault() or render(None, "errors/500.html", {"request_id": ASKED.get().id}, status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return refuse(request, 403, "This page has been open too long to be trusted. Reload it and try again.")
