"""Every address has a door: its view declares who may come in, or it stands on the short public list."""

from collections.abc import Iterator
from typing import NamedTuple

import pytest
from django.urls import URLPattern, get_resolver

PUBLIC = {"health", "ready", "metrics", "document:schema", "teams:sign-in", "teams:sign-in-link", "teams:sign-out"}
DOORS = ("canvas_permission", "workspace_permission", "personal")


class Address(NamedTuple):
    name: str
    route: str
    view: object

    @property
    def has_door(self) -> bool:
        return any(getattr(self.view, door, None) for door in DOORS)

    @property
    def is_open(self) -> bool:
        return not getattr(self.view, "login_required", True)


def addresses(resolver=None, namespace="", prefix="") -> Iterator[Address]:
    for pattern in (resolver or get_resolver()).url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield Address(f"{namespace}{pattern.name}", route, pattern.callback)
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from addresses(pattern, inner, route)


each_address = pytest.mark.parametrize("address", [pytest.param(found, id=found.name) for found in addresses()])


@each_address
def test_every_address_has_a_door_or_is_on_the_public_list(address):
    assert address.has_door != (address.name in PUBLIC)


@each_address
def test_only_the_public_list_is_open_to_who_is_not_signed_in(address):
    assert address.is_open == (address.name in PUBLIC)


@each_address
def test_what_names_a_canvas_or_a_workspace_goes_through_its_door(address):
    if "<uuid:canvas_id>" in address.route:
        assert address.view.canvas_permission
    elif "<uuid:workspace_id>" in address.route:
        assert address.view.workspace_permission


def test_names_of_addresses_are_unique_and_never_left_out():
    names = [address.name for address in addresses()]
    assert len(names) == len(set(names))
    assert not [name for name in names if name.endswith("None")]


def test_the_public_list_names_only_what_exists():
    assert {address.name for address in addresses()} >= PUBLIC
