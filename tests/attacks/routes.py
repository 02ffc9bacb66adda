"""Every address of the product, read from the URLconf, so that no new one escapes the attacks."""

import re
from dataclasses import dataclass

from django.db import connection, transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse

METHODS = ("get", "head", "post", "put", "patch", "delete", "options", "trace")
TOKEN = re.compile(r"[A-Za-z0-9]{64}")


@dataclass(frozen=True, slots=True)
class Route:
    """One named address: its view, and the names of the ids in its path."""

    name: str
    view: object
    ids: tuple[str, ...]

    @property
    def permission(self):
        """What the view's door asks for, or None where it has no door of a canvas or workspace."""
        return getattr(self.view, "canvas_permission", None) or getattr(self.view, "workspace_permission", None)

    @property
    def items(self) -> tuple[str, ...]:
        """The ids that name something of the canvas; the number of a page doesn't."""
        return tuple(name for name in self.ids[1:] if name != "number")

    def url(self, ids: dict) -> str:
        return reverse(self.name, kwargs={name: ids[name] for name in self.ids})


def all_routes() -> list[Route]:
    """Return every route below the root URLconf."""
    return list(_walk(get_resolver(), (), ()))


def canvas_routes() -> list[Route]:
    """Return the routes that belong to one canvas."""
    return [route for route in all_routes() if "canvas_id" in route.ids]


def asked(client, route: Route, ids: dict, method="get", data=None, **options):
    """Send a request and take back whatever it did to the database, so that every route meets the same world."""
    with transaction.atomic():
        response = getattr(client, method)(route.url(ids), **({"data": data} if data else {}), **options)
        transaction.set_rollback(True)
    connection.needs_rollback = False
    return response


def _walk(resolver: URLResolver, namespaces, ids):
    for pattern in resolver.url_patterns:
        here = (*ids, *pattern.pattern.converters)
        if isinstance(pattern, URLPattern):
            yield Route(":".join((*namespaces, pattern.name or "?")), pattern.callback, here)
        else:
            below = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from _walk(pattern, below, here)


def without_token(response) -> str:
    """Return what an answer says, but for the token against forged requests, which differs each time."""
    return TOKEN.sub("", response.text)
