"""From the name of a number to the rows that hold it, in the change that is under way."""

from canvas import changes
from economics import kinds
from economics.inputs import MODEL
from economics.numbers import Number
from ledger.models import Feature, Line


class NoSuchNumber(changes.Refused):
    """There is no such number here any more. Reload the page and choose another."""


def holder(change, feature_id, number: Number) -> Feature | Line:
    """Return the line that a number is one of, or the feature where it is one of the usage.

    Raises NoSuchNumber where the canvas has none of this name.
    """
    if number.is_of_usage:
        return _checked(change.get(Feature, feature_id), number, kinds.USAGE_FIELDS)
    found = change.canvas.lines.filter(key=number.key).first()
    if found is None:
        raise NoSuchNumber
    return _checked(change.get(Line, found.pk), number, found.line_type.numbers)


def foreign_keys(change, feature_id, number: Number) -> dict:
    """Return a number as the columns of a row that stands on it: its feature, its line, and its field."""
    held = holder(change, feature_id, number)
    feature, line = (held, None) if number.is_of_usage else (held.feature, held)
    return {"feature": feature, "line": line, "field": number.field}


def _checked(held, number: Number, fields):
    is_model = number.field == MODEL and isinstance(held, Line) and held.line_type.has_model
    if not is_model and number.field not in {field.name for field in fields}:
        raise NoSuchNumber
    return held
