"""What is kept only to be fast: where the database takes no writes at this moment, readers go on without it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, OperationalError, transaction


@contextmanager
def only_to_be_fast() -> Iterator[None]:
    """Write what can be worked out again, or let it go: its feature is gone meanwhile, or nothing can be written."""
    try:
        with transaction.atomic():
            yield
    except (IntegrityError, OperationalError):
        return
