"""Whoever acts on a canvas: a person who signed in, the guest of a link, a token, or the product itself.

The log keeps of an actor what is here – id, name, kind – and no reference, so that it outlives a person's account and
a link. Undo is by the actor's id: each has a stack of steps of its own.
"""

from dataclasses import dataclass
from enum import StrEnum, auto
from uuid import UUID

from teams.models import User
from teams.roles import Role


class Kind(StrEnum):
    """What an actor is."""

    USER = auto()
    GUEST = auto()
    TOKEN = auto()
    SYSTEM = auto()


@dataclass(frozen=True, slots=True)
class Admission:
    """That an actor is let in to one canvas, in a role of its own there; to no other, whatever it is a member of."""

    canvas_id: UUID
    role: Role


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever acts, by a name to be shown. Without an admission it sees what the user of its id is a member of."""

    id: UUID
    name: str
    kind: Kind = Kind.USER
    admission: Admission | None = None

    @property
    def user_id(self) -> UUID | None:
        """The id of the user that this is; None where it is none."""
        return self.id if self.kind is Kind.USER else None


SYSTEM = Actor(UUID(int=0), "Canvas Ledger", Kind.SYSTEM)


def actor_of(by: User | Actor) -> Actor:
    """Return who acts as an actor: the one place where a user becomes one."""
    return by if isinstance(by, Actor) else Actor(by.pk, by.name)


def acting_in(request) -> Actor:
    """Return who acts in a request: whom it was let in as, or else the person who signed in.

    Whoever lets in somebody who is no user has set `request.actor` before a door is reached.
    """
    known = getattr(request, "actor", None)
    return known or actor_of(request.user)
