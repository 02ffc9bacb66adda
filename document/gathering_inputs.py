"""What is said beside the features and lines of a canvas, as the reader would give it, in a few queries."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from canvas.models import Canvas
from document import content
from economics import number_text
from ledger.figures.kept_prices import kept
from ledger.models import Actual, Line, NextCheck, Scenario
from prices.rates import MEASURES

Place = tuple[UUID, UUID | None]


@dataclass(frozen=True, slots=True)
class Beside:
    """By the ids of features and lines. A limit stands by its feature and its line, None for the usage."""

    limits: dict[Place, dict[str, content.Limit]]
    shares: dict[UUID, list[content.Share]]
    scenarios: dict[UUID, list[content.Scenario]]
    actuals: dict[UUID, list[content.Actual]]
    check_next: content.CheckNext | None


def gather_beside(canvas: Canvas) -> Beside:
    """Return what is said beside the features and lines of a canvas."""
    beside = Beside(defaultdict(dict), defaultdict(list), defaultdict(list), defaultdict(list), _check_next(canvas))
    for limit in canvas.limits.all():
        said = content.Limit(limit.fixed, limit.least, limit.most)
        beside.limits[limit.feature_id, limit.line_id][limit.field] = said
    for share in canvas.cost_shares.with_ends():
        beside.shares[share.line_id].append(content.Share(share.feature.name, f"{share.percent.normalize():f}%"))
    for scenario in canvas.scenarios.in_order().with_inputs():
        beside.scenarios[scenario.feature_id].append(_scenario(scenario))
    for actual in canvas.actuals.oldest_first():
        beside.actuals[actual.feature_id].append(_actual(actual))
    return beside


def prices_of(line: Line) -> content.Prices | None:
    """Return the prices that a line was priced with, None where it keeps none of its model."""
    found = kept(line)
    if found is None:
        return None
    price = found.price
    apart = "units" in line.kept_prices
    return content.Prices(
        found.on,
        found.catalogue,
        price.name,
        **{measure: _tiers(getattr(price, measure)) for measure in MEASURES},
        units={name: _tiers(tiers) for name, tiers in price.units.items()} if apart else None,
        request=_decimal(price.request) if price.request else None,
        least={name: _decimal(amount) for name, amount in price.least.items()},
        hours=tuple(content.HourlyPrice(*map(_decimal, each)) for each in price.hours),
    )


def _tiers(tiers: Sequence[tuple[float, float]]) -> tuple[content.Tier, ...]:
    return tuple(content.Tier(*map(_decimal, tier)) for tier in tiers)


def _decimal(number: float) -> Decimal:
    return Decimal(number_text(number))


def _scenario(scenario: Scenario) -> content.Scenario:
    inputs = (
        content.ScenarioInput(each.field, each.value, each.line.key if each.line else "")
        for each in scenario.inputs.all()
    )
    return content.Scenario(scenario.name, tuple(inputs))


def _actual(actual: Actual) -> content.Actual:
    counted = {name: getattr(actual, name) for name in content.names(content.Actual) if name != "date"}
    return content.Actual(
        actual.date,
        **{name: None if number is None else Decimal(number).normalize() for name, number in counted.items()},
    )


def _check_next(canvas: Canvas) -> content.CheckNext | None:
    marked = NextCheck.objects.filter(canvas=canvas).select_related("feature", "line").first()
    return marked and content.CheckNext(marked.feature.name, marked.field, marked.line.key if marked.line else "")
