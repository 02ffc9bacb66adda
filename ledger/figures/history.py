"""How the estimate of a feature changed: read from the log of its canvas, and worked out anew for each day.

Each day counts with its last change; changes that move none of the figures asked for are no step. Prices that a line
did not keep are those of today, and so is what is shared with other features.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q
from django.utils import timezone

import economics
from canvas.models import Canvas, Change
from canvas.states import after_each
from economics import Summary
from ledger.figures.shares import shares_of
from ledger.figures.sheets import Prices, Row, as_economics
from ledger.figures.working_out import evaluated
from ledger.models import Feature, Line
from prices.catalogue import prices_for

MOST_STATES = 30


@dataclass(frozen=True, slots=True)
class Estimated:
    """What was estimated from one day on: uses a month and the variable cost per use, None while not known."""

    since: date
    uses: Summary | None
    cost: Summary | None


def estimates_of(canvas: Canvas, row: Row) -> list[Estimated] | None:
    """Return the estimates of a feature, the oldest first: its latest MOST_STATES, in a few queries.

    None while they are being worked out.
    """
    states = _states(canvas, row)[-MOST_STATES:]
    found = evaluated(canvas.workspace_id, {key: plain for _, key, plain in states})
    if any(key not in found for _, key, _ in states):
        return None
    results = [(day, found[key].results) for day, key, _ in states]
    return [Estimated(day, each.monthly_uses, each.variable_cost_per_use) for day, each in results]


def _states(canvas: Canvas, row: Row) -> list[tuple[date, str, economics.Feature]]:
    """Return what the feature was from each day on that moved its figures, with the key of that."""
    days = list(_days(canvas, row.feature))
    shares, prices = shares_of(canvas), _prices(days)
    states: list[tuple[date, str, economics.Feature]] = []
    known = None
    for day, feature, lines in days:
        feature.canvas = canvas
        plain = _costs_alone(as_economics(canvas, feature, lines, prices, shares))
        key = economics.inputs_key(plain)
        if key != known:
            states.append((day, key, plain))
        known = key
    return states


def _days(canvas: Canvas, feature: Feature) -> Iterator[tuple[date, Feature, list[Line]]]:
    """The feature and its lines as they stood at the end of each day on which one of them was changed."""
    belongs = Q(after__feature_id=str(feature.pk)) | Q(before__feature_id=str(feature.pk))
    about = Q(model=Feature._meta.label, item_id=feature.pk) | (Q(model=Line._meta.label) & belongs)
    rows = Change.objects.filter(about, canvas=canvas).order_by("id").defer("before")
    for day, state in after_each(rows, lambda row: timezone.localdate(row.at)):
        if held := state.one(Feature, feature.pk):
            yield day, held, _in_order(state.of(Line))


def _in_order(lines: list[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: (line.position, str(line.pk)))


def _prices(days) -> Prices:
    models = {(line.provider, line.model) for _, _, lines in days for line in lines if line.model}
    return prices_for(models, on=timezone.localdate())


def _costs_alone(plain: economics.Feature) -> economics.Feature:
    """The feature without what moves neither its uses nor its costs."""
    costs = tuple(replace(line, label="", evidence="guess") for line in plain.costs)
    return replace(
        plain, name="", costs=costs, value=(), not_applicable={}, neither_driver="", usage_evidence="guess", per_user={}
    )
