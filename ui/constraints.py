"""What the database promises about text: SQLite takes any length where a column says `max_length`."""

from django.db.models import CheckConstraint, Value
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual


def at_most(field: str, length: int, *, name: str) -> CheckConstraint:
    """Return the constraint that holds `field` to `length` characters."""
    return CheckConstraint(condition=LessThanOrEqual(Length(field), Value(length)), name=name)


def lengths(noun: str, **fields: int) -> tuple[CheckConstraint, ...]:
    """Return one constraint for each field of a model, named after `noun` and the field."""
    return tuple(at_most(field, length, name=f"{noun}_{field}_length") for field, length in fields.items())
