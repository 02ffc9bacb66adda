"""What a document says beside its features and lines becomes rows, in the change that is under way."""

from collections.abc import Mapping

from canvas.rules import renumbered
from document import content
from document.content import Document
from document.features import price_of
from document.inputs import percent_of
from ledger import rules
from ledger.figures.kept_prices import as_kept
from ledger.models import Actual, CostShare, Feature, Limit, Line, NextCheck, Scenario, ScenarioInput
from prices.rates import MEASURES


def create_beside(change, document: Document, features: Mapping[str, Feature], lines: Mapping[str, Line]) -> None:
    """Create it all; `features` by name and `lines` by key are created already."""
    for feature in document.features:
        row = features[feature.name]
        _create_limits(change, feature, row, lines)
        _create_scenarios(change, feature, row, lines)
        for actual in feature.actuals:
            change.create(_actual(actual, row))
    for line in document.lines:
        for share in line.split:
            change.create(CostShare(line=lines[line.key], feature=features[share.feature], percent=percent_of(share)))
    if named := document.canvas.check_next:
        change.create(NextCheck(feature=features[named.feature], line=lines.get(named.line), field=named.field))


def kept_prices(line: content.DocumentLine) -> dict | None:
    """Return what a line keeps of the prices of its model, as `ledger.figures.kept_prices` reads it."""
    if line.prices is None:
        return None
    return {
        "provider": line.fields.get("provider", ""),
        "model": line.fields["model"],
        "name": line.prices.name,
        "date": line.prices.date.isoformat(),
        "catalogue": line.prices.catalogue,
        **_kept(line.prices),
    }


def _kept(prices: content.Prices) -> dict:
    """Return prices as kept; what the model bills apart only where the document says it."""
    kept = as_kept(price_of(prices))
    return kept if prices.units is not None else {name: kept[name] for name in MEASURES}


def _create_limits(change, feature: content.Feature, row: Feature, lines: Mapping[str, Line]) -> None:
    for said, line in ((feature.usage, None), *((line, lines[line.key]) for line in feature.lines)):
        for field, limit in said.limits.items():
            change.create(
                Limit(feature=row, line=line, field=field, fixed=limit.fixed, least=limit.least, most=limit.most)
            )


def _create_scenarios(change, feature: content.Feature, row: Feature, lines: Mapping[str, Line]) -> None:
    placed = zip(renumbered(len(feature.scenarios)), feature.scenarios, strict=True)
    for position, scenario in placed:
        made = change.create(Scenario(feature=row, name=scenario.name, position=position))
        for each in scenario.inputs:
            line = lines.get(each.line)
            change.create(ScenarioInput(scenario=made, line=line, field=each.field, value=each.value))


def _actual(actual: content.Actual, row: Feature) -> Actual:
    counted = {name: getattr(actual, name) for name in content.names(content.Actual)}
    whole = {name: int(counted[name]) for name in rules.ACTUAL_COUNTS if counted[name] is not None}
    return Actual(feature=row, **counted | whole)
