"""What was counted of a feature: import days, take them out again."""

from dataclasses import asdict

from canvas import changes
from economics.numbers import Number
from ledger import rules
from ledger.actions.numbers import holder
from ledger.models import Actual, Feature, Line


class TooManyDays(changes.Refused):
    """A feature holds at most 4,000 days of actuals. Take out months that no longer matter, then import these."""


class NoSuchDays(changes.Refused):
    """No day in this time was imported, so there was nothing to take out. Reload the page."""


def import_days(*, canvas, feature_id, days, by) -> int:
    """Store days of a feature, in one step; a day that stands already is replaced whole. Return how many were."""
    return take_table(canvas=canvas, feature_id=feature_id, days=days, ranges=(), by=by)


def take_table(*, canvas, feature_id, days, ranges, by) -> int:
    """Store days of a feature and put ranges that they propose into its numbers, all in one step.

    `ranges` are as a page shows them: number, version, text and evidence. Return how many days stood already.
    """
    with changes.record(canvas, by=by) as change:
        replaced = _store(change, change.get(Feature, feature_id), days)
        for (item, version), fields in _by_item(change, feature_id, ranges).items():
            change.update(item, version=version, **fields)
    return replaced


def _store(change, feature, days) -> int:
    held = {actual.date: actual for actual in feature.actuals.between(days[0].date, days[-1].date)}
    new = sum(day.date not in held for day in days)
    if new and feature.actuals.count() + new > rules.DAY_LIMIT:
        raise TooManyDays
    for day in days:
        if actual := held.get(day.date):
            change.update(actual, version=actual.version, **_counted(day))
    for day in days:
        if day.date not in held:
            change.create(Actual(feature=feature, date=day.date, **_counted(day)))
    return len(days) - new


def _by_item(change, feature_id, ranges) -> dict:
    """The fields of each line or of the usage that ranges are put into, by the row and its version."""
    found: dict = {}
    for each in ranges:
        item = holder(change, feature_id, each.number)
        fields = found.setdefault((item, each.version), {})
        fields |= {each.number.field: each.text, **each.evidence}
    return found


def delete_days(*, canvas, feature_id, since, until, by) -> int:
    """Take the days of a feature from one to another out, in one step. Return how many there were."""
    with changes.record(canvas, by=by) as change:
        feature = change.get(Feature, feature_id)
        actuals = list(feature.actuals.between(since, until).oldest_first())
        if not actuals:
            raise NoSuchDays
        for actual in actuals:
            change.delete(actual, version=actual.version)
    return len(actuals)


def accept_range(*, canvas, feature_id, number: Number, version, text, evidence, by) -> Feature | Line:
    """Put a range that was measured into a number of a feature, with where it comes from."""
    with changes.record(canvas, by=by) as change:
        item = holder(change, feature_id, number)
        return change.update(item, version=version, **{number.field: text}, **evidence)


def _counted(day) -> dict:
    return {name: number for name, number in asdict(day).items() if name != "date"}
