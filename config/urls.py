"""The address book: each app brings its own addresses."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.decorators.http import require_safe

handler400 = "config.errors.bad_request"
handler403 = "config.errors.forbidden"
handler404 = "config.errors.not_found"
handler500 = "config.errors.server_error"


@require_safe
@login_not_required
def health(request: HttpRequest) -> HttpResponse:
    """Answer a supervisor that asks whether the process serves."""
    return HttpResponse("ok", content_type="text/plain")


urlpatterns = [
    path("health/", health, name="health"),
    path("", include("teams.urls")),
    path("", include("canvas.urls")),
    path("", include("ledger.urls")),
    path("", include("document.urls")),
    path("", include("exports.urls")),
]
