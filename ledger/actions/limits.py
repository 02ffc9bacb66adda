"""Limits: what a person says of how far an input can go, set and taken away."""

from canvas import changes
from economics.numbers import Number
from ledger.actions.numbers import foreign_keys
from ledger.models import Limit


def set_limit(
    *, canvas, number: Number, by, feature_id=None, version=0, limit_id=None, fixed=False, least="", most="", step=None
) -> Limit:
    """Say of a number that it is fixed or has ends; one of the usage is that of the feature.

    `limit_id` and `version` are those of the limit that the person saw, None and 0 where there was none.
    """
    with changes.record(canvas, by=by, step=step) as change:
        place = foreign_keys(change, feature_id, number)
        ends = {"fixed": fixed, "least": least, "most": most}
        held = canvas.limits.filter(**place).first()
        if limit_id and not held:
            change.get(Limit, limit_id)  # whoever took it away is named
        if held:
            return change.update(change.get(Limit, held.pk), version=version, **ends)
        return change.create(Limit(**place, **ends))


def clear_limit(*, canvas, limit_id, version, by) -> Limit:
    """Take a limit away, so that its input is free again."""
    with changes.record(canvas, by=by) as change:
        limit = change.get(Limit, limit_id)
        change.delete(limit, version=version)
        return limit
