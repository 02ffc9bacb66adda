"""What each user costs and brings in as geometry: users from left to right by how much they use it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from economics.advice_model import Tail, TailPoint
from ledger.pages.charts.curves import along, area, line, upwards
from ledger.pages.charts.drawing import text


@dataclass(frozen=True, slots=True)
class TailDrawing:
    """`cost` and `income` are points of lines, `loss` those around what users cost more than they bring in.

    `zero` is a height, `top_tenth` the width at which the tenth of the users begins who use it most, `low` and `high`
    the amounts at the two edges.
    """

    cost: str
    income: str
    loss: tuple[str, ...]
    zero: str
    top_tenth: str
    low: float
    high: float


def draw_tail(tail: Tail) -> TailDrawing:
    """Lay out the users from the lightest to the heaviest."""
    points = list(_with_crossings(tail.points))
    across = along(0.0, 1.0)
    height, low, high = upwards(amount for point in points for amount in (point.cost, point.income))
    costs = [(across(point.share), height(point.cost)) for point in points]
    incomes = [(across(point.share), height(point.income)) for point in points]
    return TailDrawing(
        cost=line(costs),
        income=line(incomes),
        loss=tuple(area(costs[first:last], incomes[first:last]) for first, last in _runs_below_water(points)),
        zero=text(height(0.0)),
        top_tenth=text(across(0.9)),
        low=low,
        high=high,
    )


def _with_crossings(points: Sequence[TailPoint]) -> Iterator[TailPoint]:
    """The points, and between two of them the one at which cost and income are the same."""
    for before, after in pairwise(points):
        yield before
        gap, next_gap = before.cost - before.income, after.cost - after.income
        if gap * next_gap < 0:
            part = gap / (gap - next_gap)
            share, uses, cost = (
                getattr(before, name) + part * (getattr(after, name) - getattr(before, name))
                for name in ("share", "uses", "cost")
            )
            yield TailPoint(share, uses, cost, cost)
    yield points[-1]


def _runs_below_water(points: Sequence[TailPoint]) -> Iterator[tuple[int, int]]:
    """From which point up to before which users cost at least what they bring in, and some of them more."""
    first = None
    for place, point in enumerate([*points, None]):
        is_under = point is not None and point.cost >= point.income
        if is_under and first is None:
            first = place
        elif not is_under and first is not None:
            if any(each.cost > each.income for each in points[first:place]):
                yield first, place
            first = None
