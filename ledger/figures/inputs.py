"""The inputs that advice names, as rows of the database: their lines and what holds their evidence."""

from economics import kinds
from economics.model import USAGE
from ledger.figures.sheets import Row
from ledger.models import Feature, Line


def line_of(row: Row, place: str) -> Line | None:
    """Return the line with this key, the feature's own or one of which it bears a part; None for the usage."""
    return next((line for line in _lines(row) if line.key == place), None) if place != USAGE else None


def evidenced(row: Row, place: str) -> Feature | Line:
    """Return what holds the evidence for an input: its line, or the feature for its usage."""
    return line_of(row, place) or row.feature


def numbers_of(row: Row) -> dict[str, tuple[Line | None, str]]:
    """Return every number of a feature by its name: its line, or None for the usage, and the name of its field."""
    usage: list[tuple[Line | None, str]] = [(None, field.name) for field in kinds.USAGE_FIELDS]
    of_lines = [(line, field.name) for line in _lines(row) for field in line.line_type.fields_on(line.basis)]
    return {input_name(line, field): (line, field) for line, field in (*usage, *of_lines)}


def input_name(line: Line | None, field: str) -> str:
    """Return what names a number in a form and an address, and ends the ids of its elements: "usage-active_users"."""
    return f"{line.pk if line else USAGE}-{field}"


def _lines(row: Row) -> list[Line]:
    return [*row.lines, *(each.line for each in row.borne)]
