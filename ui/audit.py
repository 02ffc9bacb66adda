"""What an admin wants to know afterwards: who did what from where, one line of JSON each in the log named `audit`."""

import json
import logging
import uuid
from contextvars import ContextVar
from dataclasses import dataclass

from django.utils import timezone

logger = logging.getLogger("audit")


@dataclass(frozen=True, slots=True)
class Asked:
    """The request that is being answered: its id, and the address that it came from."""

    id: str
    address: str


NOT_ASKED = Asked(id="-", address="command line")
ASKED: ContextVar[Asked] = ContextVar("asked", default=NOT_ASKED)


def new_id() -> str:
    """Return an id for a request: 32 hexadecimal digits, never the same."""
    return uuid.uuid4().hex


def note(event: str, *, account: str, **facts: object) -> None:
    """Write one line: what happened, of which account (the email), from where and in which request."""
    asked = ASKED.get()
    line = {"at": timezone.now().isoformat(), "event": event, "account": account, **facts}
    logger.info(json.dumps({**line, "from": asked.address, "request": asked.id}, default=str))
