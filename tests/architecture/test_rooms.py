"""What the rooms of the ledger hand on: figures are numbers and ids, pages are words, addresses are made in neither."""

import ast

import pytest

from tests.architecture.source import ROOT, imported, modules, name_of, place, tree

ADDRESSES = {"reverse", "get_absolute_url"}
FORMATS = "ui.templatetags"
# Slots are rendered on pages of other apps, whose addresses they are told by what they stand on.
ADDRESSED = {"ledger/pages/slots.py"}


def of_room(room: str) -> list:
    return [path for path in modules() if path.is_relative_to(ROOT / "ledger" / room)]


def addresses_in(path) -> list[str]:
    """Where a module makes an address or asks an item for its own."""
    names = ((node, getattr(node, "attr", None) or getattr(node, "id", "")) for node in ast.walk(tree(path)))
    return [place(path, node) for node, name in names if name in ADDRESSES]


def test_figures_format_nothing():
    assert [
        name_of(path) for path in of_room("figures") if any(name.startswith(FORMATS) for name in imported(path))
    ] == []


@pytest.mark.parametrize("room", ["figures", "pages"])
def test_addresses_are_made_in_views_and_templates(room):
    assert of_room(room)
    modules = [path for path in of_room(room) if name_of(path) not in ADDRESSED]
    assert [found for path in modules for found in addresses_in(path)] == []
