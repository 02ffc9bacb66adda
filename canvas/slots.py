"""Named places of any page or row that an app to the left fills, without an import from here to there.

Such an app registers, in its `AppConfig.ready()`, which function fills which place. The function is imported when a
page first asks, so that a command which shows no page does not wait for it. It is called once per page with the ids
of all rows that have this place, answers from stored results, and is shown in the same response:

    slots.register({"note": "ledger.pages.slots:note_badges"})

    def note_badges(page: Page, note_ids: list[UUID]) -> Mapping[UUID, SafeString]: ...

Any page of any app names its own places: it asks `page.fill("phase", phase_ids)` and shows what comes back.
"""

from collections.abc import Callable, Iterable, Mapping
from pkgutil import resolve_name
from typing import Any

from django.utils.safestring import SafeString

_fillers: dict[str, list[str]] = {}


def register(fillers: Mapping[str, str]) -> None:
    """Take, by the name of a place, the function that fills it as `module:function`; again changes nothing."""
    for name, filler in fillers.items():
        known = _fillers.setdefault(name, [])
        if filler not in known:
            known.append(filler)


def fill(name: str, subject, about: Iterable) -> "Filled":
    """Fill one place of these rows, for a fragment; what a whole page fills shares one `Page`."""
    return Page(subject).fill(name, about)


class Filled(dict):
    """What stands in one place by the id of each row, rendered; nothing where no app has anything to say."""

    def __missing__(self, key) -> SafeString:
        return SafeString()


class Page:
    """One page while it is made: what it is of, what its address asks, and what was read for it once.

    `subject` is a canvas, or the workspace of a dashboard; `asked` are the parameters of the address.
    """

    def __init__(self, subject, asked: Mapping[str, str] | None = None) -> None:
        self.subject, self.asked = subject, asked or {}
        self._read: dict[Callable, Any] = {}

    def read[T](self, reader: Callable[[Any], T]) -> T:
        """Return what `reader` reads of the page's subject; places that need the same read it once."""
        if reader not in self._read:
            self._read[reader] = reader(self.subject)
        return self._read[reader]

    def has_read(self, reader: Callable[[Any], Any]) -> bool:
        return reader in self._read

    def fill(self, name: str, about: Iterable) -> Filled:
        """Return what all apps put into this place of each row, by its id, in the order of their registration."""
        filled = Filled()
        if ids := list(about):
            for filler in _fillers.get(name, ()):
                for key, html in resolve_name(filler)(self, ids).items():
                    filled[key] += html
        return filled

    def place(self, name: str) -> SafeString:
        """Return what all apps put into a place that the page has once."""
        return self.fill(name, [self.subject.pk])[self.subject.pk]
