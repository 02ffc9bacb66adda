"""Which one number of a canvas is to be checked next."""

from canvas import changes
from economics.numbers import Number
from ledger.actions.numbers import foreign_keys
from ledger.models import NextCheck


def mark(*, canvas, number: Number, by, feature_id=None) -> NextCheck:
    """Mark a number, one of the usage as that of the feature, as the next to check; a mark elsewhere moves there."""
    with changes.record(canvas, by=by) as change:
        place = foreign_keys(change, feature_id, number)
        if standing := NextCheck.objects.of(canvas).first():
            return change.update(standing, version=standing.version, **place)
        return change.create(NextCheck(**place))


def unmark(*, canvas, number: Number, by, feature_id=None) -> NextCheck | None:
    """Take the mark off this number and return it; None where it stands elsewhere by now, or nowhere."""
    with changes.record(canvas, by=by) as change:
        place = foreign_keys(change, feature_id, number)
        if standing := NextCheck.objects.of(canvas).filter(**place).first():
            change.delete(standing, version=standing.version)
        return standing
