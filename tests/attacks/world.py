"""What stands in the database, row by row, and every page and form that a person can reach in it."""

from django.apps import apps
from django.db import models

from tests.attacks.forms import Form, forms_of
from tests.attacks.routes import all_routes

APPS = ("teams", "canvas", "ledger", "document", "exports")
# What a read may write: figures kept only to be fast.
KEPT_TO_BE_FAST = {"Figures"}
SEEN_BY_NOBODY_ELSE = {"teams:sign-out", "exports:pdf", "health", "ready", "metrics"}


def our_models() -> list[type[models.Model]]:
    """Return every model of the product."""
    return [model for model in apps.get_models(include_auto_created=True) if model._meta.app_label in APPS]


def every_row() -> dict[str, list[tuple]]:
    """Return all that stands in the product's tables, by model."""
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values_list())
        for model in our_models()
        if model.__name__ not in KEPT_TO_BE_FAST
    }


def pages(client, ids: dict, **options):
    """Yield the name, address and answer of every page that a GET shows this person."""
    for route in all_routes():
        if route.name in SEEN_BY_NOBODY_ELSE:
            continue
        response = client.get(route.url(ids), **options)
        if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
            yield route.name, route.url(ids), response


def every_form(client, ids: dict) -> dict[tuple[str, str], Form]:
    """Return each form of every page that this person can reach, by its action and its fields."""
    found = {}
    for _, url, response in pages(client, ids):
        for form in forms_of(response.text, url):
            if form.action != "/sign-out/":
                found[form.action, form.method, *sorted(form.values)] = form
    return found
