"""The address book: each app brings its own addresses."""

from django.urls import include, path

from config.health import health, ready
from config.metrics import metrics

handler400 = "config.errors.bad_request"
handler403 = "config.errors.forbidden"
handler404 = "config.errors.not_found"
handler500 = "config.errors.server_error"


urlpatterns = [
    path("health/", health, name="health"),
    path("health/ready", ready, name="ready"),
    path("metrics", metrics, name="metrics"),
    path("", include("teams.urls")),
    path("", include("canvas.urls")),
    path("", include("ledger.urls")),
    path("", include("document.urls")),
    path("", include("exports.urls")),
]
