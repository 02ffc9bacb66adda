"""What was changed is announced once, after the commit, to whoever subscribed: live pages, an inbox, publications.

An app to the left subscribes in its `AppConfig.ready()` by the name of a function, which is imported when it is first
told. It is told in the thread that made the change, before that answers, and at most once: it does little, or hands on.
What it needs of the change it reads from the log. What goes wrong in it is logged and hinders neither the change nor
whoever else is told.

    announcements.subscribe("review.inbox:tell")

    def tell(announcement: Announcement) -> None: ...
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pkgutil import resolve_name
from uuid import UUID

from django.db import transaction

from canvas.models import Canvas, Change
from teams.actors import Actor


@dataclass(frozen=True, slots=True)
class Announcement:
    """That a canvas has come to a revision: by whom, of which models items were touched, and their anchors in order."""

    canvas_id: UUID
    revision: int
    actor: Actor
    models: frozenset[str]
    anchors: tuple[str, ...]


_subscribers: list[str] = []


def subscribe(name: str) -> None:
    """Have a function, named as `module:function`, told of every change; a second time changes nothing."""
    if name not in _subscribers:
        _subscribers.append(name)


def announce(canvas: Canvas, actor: Actor, rows: Sequence[Change]) -> None:
    """Announce a revision of a canvas, whose rows of the log these are, once the transaction around is committed."""
    if not _subscribers:
        return
    models, anchors = frozenset(row.model for row in rows), dict.fromkeys(row.anchor for row in rows)
    announcement = Announcement(canvas.pk, canvas.revision, actor, models, tuple(anchors))
    for name in _subscribers:
        # Robust: Django logs what it raises, with the traceback, and goes on.
        transaction.on_commit(_telling(name, announcement), robust=True)


def _telling(name: str, announcement: Announcement) -> Callable[[], None]:
    def tell():
        resolve_name(name)(announcement)

    return tell
