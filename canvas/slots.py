"""Named places of the canvas page and of the dashboard that an app to the left fills.

Such an app registers one provider, by the name of its module, in its `AppConfig.ready()`. It is imported when a page
first asks, so that a command which shows no page does not wait for it; it is asked once per page, with the canvas, and
answers from stored results, which the page renders in the same response.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Protocol, cast
from uuid import UUID

from django.utils.safestring import SafeString


@dataclass(frozen=True, slots=True)
class Contents:
    """What one provider shows on a canvas page, rendered: the strip, totals by block id, badges by note id."""

    strip: SafeString = field(default_factory=SafeString)
    block_totals: Mapping[str, SafeString] = field(default_factory=dict)
    note_badges: Mapping[UUID, SafeString] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Overview:
    """What one provider shows on a dashboard: its heading, a sentence beneath, what follows the cards, and each card's
    own by canvas id. All empty where it has nothing to say.
    """

    heading: str = ""
    sentence: str = ""
    portfolio: SafeString = field(default_factory=SafeString)
    cards: Mapping[UUID, SafeString] = field(default_factory=dict)


class Provider(Protocol):
    """What the module that an app to the left registers holds."""

    def canvas_contents(self, canvas) -> Contents:
        """Fill every slot of one canvas page."""

    def note_badges(self, canvas, note_ids: Iterable[UUID]) -> Mapping[UUID, SafeString]:
        """Fill the badges of a few notes, for a fragment."""

    def overview(self, workspace, asked: Mapping[str, str]) -> Overview:
        """Fill a workspace's dashboard; `asked` are the parameters of its address."""


_modules: list[str] = []


def register(module: str) -> None:
    """Take the name of the module that is an app's provider; a second time changes nothing."""
    if module not in _modules:
        _modules.append(module)


def _providers() -> list[Provider]:
    return [cast(Provider, import_module(module)) for module in _modules]


def fill(canvas) -> Contents:
    """Return what all providers together show on a canvas page."""
    parts = [provider.canvas_contents(canvas) for provider in _providers()]
    return Contents(
        strip=SafeString("".join(part.strip for part in parts)),
        block_totals=_joined(part.block_totals for part in parts),
        note_badges=_joined(part.note_badges for part in parts),
    )


def badges(canvas, note_ids: Iterable[UUID]) -> Mapping[UUID, SafeString]:
    """Return the badges of these notes."""
    ids = list(note_ids)
    return _joined(provider.note_badges(canvas, ids) for provider in _providers())


def overview(workspace, asked: Mapping[str, str]) -> Overview:
    """Return what all providers together show on a workspace's dashboard; the first heading and sentence stand."""
    parts = [provider.overview(workspace, asked) for provider in _providers()]
    return Overview(
        heading=next((part.heading for part in parts if part.heading), ""),
        sentence=next((part.sentence for part in parts if part.sentence), ""),
        portfolio=SafeString("".join(part.portfolio for part in parts)),
        cards=_joined(part.cards for part in parts),
    )


def _joined(parts) -> dict:
    together: dict = {}
    for part in parts:
        for key, html in part.items():
            together[key] = SafeString(together.get(key, "") + html)
    return together
