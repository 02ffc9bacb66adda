"""Limits: what a person says of how far an input can go, set and taken away."""

from canvas import changes
from economics import kinds
from ledger.models import Feature, Limit, Line


class NoSuchInput(changes.Refused):
    """There is no such number here any more, so it can't be limited. Reload the page and choose another."""


def set_limit(
    *, canvas, field, by, feature_id=None, line_id=None, version=0, fixed=False, least="", most="", step=None
) -> Limit:
    """Say of an input of a line, or of a feature's usage where there is no line, that it is fixed or has ends.

    `version` is that of the limit that the person saw, 0 where there was none.
    """
    with changes.record(canvas, by=by, step=step) as change:
        line = change.get(Line, line_id) if line_id else None
        feature = line.feature if line else change.get(Feature, feature_id)
        _check_field(line, field)
        said = {"fixed": fixed, "least": least, "most": most}
        held = canvas.limits.filter(feature=feature, line=line, field=field).first()
        if held:
            return change.update(change.get(Limit, held.pk), version=version, **said)
        return change.create(Limit(feature=feature, line=line, field=field, **said))


def clear_limit(*, canvas, limit_id, version, by) -> Limit:
    """Take a limit away, so that its input is free again."""
    with changes.record(canvas, by=by) as change:
        limit = change.get(Limit, limit_id)
        change.delete(limit, version=version)
        return limit


def _check_field(line, field) -> None:
    fields = line.line_type.fields if line else kinds.USAGE_FIELDS
    if field not in {each.name for each in fields}:
        raise NoSuchInput
