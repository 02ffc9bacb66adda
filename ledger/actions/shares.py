"""Costs that several features bear: who bears what part of a line."""

from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from django.db.models import Q

from canvas import changes
from canvas.models import Change
from ledger.models import CostShare, Feature, Line
from ledger.rules import percent_text, too_much


class NotACost(changes.Refused):
    """Only a cost can be shared, and this line is none. Share a line of the costs."""


class TooMuch(changes.Refused):
    """The parts that other features bear come to more than the whole; the message says to how much."""


Percents = Mapping[UUID, Decimal | None]


def share_cost(*, canvas, line_id, version, percents: Percents, by, step=None, seen: Percents | None = None) -> Line:
    """Set what other features bear of a cost, in per cent by the feature's id, in one step; only those given.

    None or nought: it bears nothing. `seen` is what the person saw of those that she changed: raises Conflict where
    somebody else has changed one of them since; without it her own parts stand.
    """
    with changes.record(canvas, by=by, step=step) as change:
        line = change.get(Line, line_id)
        # Nothing of the line itself is changed, but a version that can't be right is refused as everywhere.
        change.update(line, version=version)
        if not line.is_cost:
            raise NotACost
        standing = {share.feature_id: share for share in line.shares.all()}
        if seen is not None:
            _check_seen(canvas, line, standing, percents, seen)
        _check_total(standing, percents)
        for feature_id, percent in percents.items():
            _set(change, line, standing.get(feature_id), feature_id, percent)
        return line


def _set(change, line: Line, share: CostShare | None, feature_id: UUID, percent: Decimal | None) -> None:
    if share and percent:
        change.update(share, version=share.version, percent=percent)
    elif share:
        change.delete(share, version=share.version)
    elif percent:
        feature = change.get(Feature, feature_id)
        if feature.pk == line.feature_id:
            raise Feature.DoesNotExist
        change.create(CostShare(line=line, feature=feature, percent=percent))


def _check_total(standing: Mapping[UUID, CostShare], percents: Percents) -> None:
    after = {feature_id: share.percent for feature_id, share in standing.items()} | dict(percents)
    if sentence := too_much(percent or Decimal(0) for percent in after.values()):
        raise TooMuch(sentence)


def _check_seen(canvas, line: Line, standing: Mapping[UUID, CostShare], percents: Percents, seen: Percents) -> None:
    contested = {}
    for feature_id, mine in percents.items():
        theirs = standing[feature_id].percent if feature_id in standing else None
        if theirs not in (seen.get(feature_id), mine or None):
            contested[str(feature_id)] = (percent_text(theirs), percent_text(mine))
    if contested:
        raise changes.Conflict(line, contested, _who_shared(canvas, line))


def _who_shared(canvas, line: Line) -> str:
    """Return who last changed what others bear of a line."""
    of_line = Q(before__line_id=str(line.pk)) | Q(after__line_id=str(line.pk))
    changed = Change.objects.filter(of_line, canvas=canvas, model=CostShare._meta.label)
    return changed.newest_first().values_list("by_name", flat=True).first() or "Somebody"
