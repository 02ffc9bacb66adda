"""Which one number of a canvas is to be checked next."""

from canvas import changes
from ledger.models import Feature, Line, NextCheck


def mark(*, canvas, field, by, line_id=None, feature_id=None) -> NextCheck:
    """Mark a number of a line, or of a feature's usage, as the next to check; a mark that stands elsewhere moves."""
    with changes.record(canvas, by=by) as change:
        number = _number(change, line_id, feature_id) | {"field": field}
        if standing := NextCheck.objects.of(canvas).first():
            return change.update(standing, version=standing.version, **number)
        return change.create(NextCheck(**number))


def unmark(*, canvas, field, by, line_id=None, feature_id=None) -> NextCheck | None:
    """Take the mark off this number and return it; None where it stands elsewhere by now, or nowhere."""
    with changes.record(canvas, by=by) as change:
        number = _number(change, line_id, feature_id) | {"field": field}
        if standing := NextCheck.objects.of(canvas).filter(**number).first():
            change.delete(standing, version=standing.version)
        return standing


def _number(change, line_id, feature_id) -> dict:
    if line_id is None:
        return {"feature": change.get(Feature, feature_id), "line": None}
    line = change.get(Line, line_id)
    return {"feature": line.feature, "line": line}
