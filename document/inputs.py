"""What a document says beside the lines: of single inputs, of costs that are shared, and of what was counted."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from document.content import CheckNext, Document, DocumentLine, Feature, Limit, Prices, Scenario, ScenarioInput, Share
from document.parsing import DocumentRefused, quoted
from document.unique import check_once, check_unique
from document.values import check_estimate
from economics import kinds
from economics.inputs import MODEL

WHOLE = Decimal(100)


def resolve_inputs(document: Document) -> Document:
    """Return the document with all of it checked and in the document's order. Raises DocumentRefused.

    Every line has its key already.
    """
    names = [feature.name for feature in document.features]
    if document.canvas.check_next:
        _check_next(document.canvas.check_next, document.features)
    pairs = enumerate(document.features)
    return replace(document, features=tuple(_resolved(each, names, f"features.{place}") for place, each in pairs))


def percent_of(share: Share) -> Decimal:
    """Return a share in per cent."""
    return Decimal(share.share.removesuffix("%"))


def line_fields(line: DocumentLine) -> tuple[kinds.Field, ...]:
    """Return the fields of a line that hold a number."""
    return kinds.line_type(line.kind, line.method).numbers


def ordered(scenario: Scenario, feature: Feature) -> Scenario:
    """Return a scenario of the feature with its inputs in the order of the usage, the lines and their fields."""
    fields = [("", kinds.USAGE_FIELDS), *((line.key, line_fields(line)) for line in feature.lines)]
    places = [(key, name) for key, found in fields for name in (MODEL, *(field.name for field in found))]
    return replace(
        scenario, inputs=tuple(sorted(scenario.inputs, key=lambda each: places.index((each.line, each.field))))
    )


def _resolved(feature: Feature, names: Sequence[str], where: str) -> Feature:
    _check_limits(feature.usage.limits, kinds.USAGE_FIELDS, f"{where}.usage")
    check_unique([scenario.name for scenario in feature.scenarios], f"{where}.scenarios")
    scenarios = (
        _checked_scenario(scenario, feature, f"{where}.scenarios.{place}")
        for place, scenario in enumerate(feature.scenarios)
    )
    check_once([actual.date.isoformat() for actual in feature.actuals], f"{where}.actuals", "date")
    others = [name for name in names if name != feature.name]
    return replace(
        feature,
        costs=tuple(_cost(line, others, f"{where}.costs.{place}") for place, line in enumerate(feature.costs)),
        value=tuple(_checked(line, f"{where}.value.{place}") for place, line in enumerate(feature.value)),
        scenarios=tuple(scenarios),
        actuals=tuple(sorted(feature.actuals, key=lambda actual: actual.date)),
    )


def _cost(line: DocumentLine, others: Sequence[str], where: str) -> DocumentLine:
    line = _checked(line, where)
    if line.prices:
        _check_prices(line, line.prices, f"{where}.prices")
    for place, share in enumerate(line.split):
        if share.feature not in others:
            raise DocumentRefused(
                f"{where}.split.{place}.feature",
                f"{quoted(share.feature)} is not among the document's other features. Name one of them.",
            )
    check_once([share.feature for share in line.split], f"{where}.split", "feature")
    if sum(map(percent_of, line.split)) > WHOLE:
        raise DocumentRefused(f"{where}.split", "these shares come to more than 100%. Lower one of them.")
    return replace(line, split=tuple(sorted(line.split, key=lambda share: others.index(share.feature))))


def _checked(line: DocumentLine, where: str) -> DocumentLine:
    _check_limits(line.limits, line_fields(line), where)
    return line


def _check_limits(limits: Mapping[str, Limit], fields: Sequence[kinds.Field], where: str) -> None:
    by_name = {field.name: field for field in fields}
    for name, limit in limits.items():
        at = f"{where}.limits.{name}"
        if limit.fixed and (limit.least or limit.most):
            raise DocumentRefused(at, "what is fixed has no least and no most. Keep one of the two.")
        if limit.least and limit.most:
            field = replace(by_name[name], divides=False)
            if check_estimate(limit.least, field, at).mid > check_estimate(limit.most, field, at).mid:
                raise DocumentRefused(at, "the least is above the most. Swap them.")


def _check_prices(line: DocumentLine, prices: Prices, where: str) -> None:
    if "model" not in line.fields:
        raise DocumentRefused(where, "they are prices of a model, and the line names none. Name it, or take them out.")
    measures = {measure: getattr(prices, measure) for measure in ("input", "cached_input", "output")}
    for measure, tiers in (measures | {f"units.{name}": tiers for name, tiers in (prices.units or {}).items()}).items():
        starts = [tier.above_tokens for tier in tiers]
        if starts and (starts[0] or starts != sorted(set(starts))):
            raise DocumentRefused(
                f"{where}.{measure}", "tiers begin above 0 tokens and go up from there. Put them in that order."
            )


def _checked_scenario(scenario: Scenario, feature: Feature, where: str) -> Scenario:
    for place, each in enumerate(scenario.inputs):
        at = f"{where}.inputs.{place}"
        if not _tries_model(feature, each):
            field = _field(feature, each.line, each.field, at)
            if each.value:
                check_estimate(each.value, field, f"{at}.value")
    check_once([_input_text(each) for each in scenario.inputs], f"{where}.inputs", "field")
    return ordered(scenario, feature)


def _tries_model(feature: Feature, each: ScenarioInput) -> bool:
    """Whether a scenario's input is the model of a line, as provider/model, rather than a number."""
    line = next((line for line in feature.lines if line.key == each.line), None)
    return each.field == MODEL and line is not None and kinds.line_type(line.kind, line.method).has_model


def _input_text(each: ScenarioInput) -> str:
    return f"{each.field} of {each.line or 'the usage'}"


def _check_next(named: CheckNext, features: Sequence[Feature]) -> None:
    where = "canvas.check_next"
    feature = next((feature for feature in features if feature.name == named.feature), None)
    if feature is None:
        raise DocumentRefused(
            f"{where}.feature",
            f"{quoted(named.feature)} is not among the document's features. Add it there, or take this out.",
        )
    _field(feature, named.line, named.field, where)


def _field(feature: Feature, key: str, name: str, where: str) -> kinds.Field:
    """Return the field of this name of the line with this key, or of the usage."""
    line = next((line for line in feature.lines if line.key == key), None)
    if key and line is None:
        raise DocumentRefused(f"{where}.line", f"{quoted(key)} is the key of no line of {quoted(feature.name)}.")
    fields = line_fields(line) if line else kinds.USAGE_FIELDS
    found = next((field for field in fields if field.name == name), None)
    if found is None:
        known = ", ".join(field.name for field in fields)
        raise DocumentRefused(f"{where}.field", f"{quoted(name)} is no field here. Write one of {known}.")
    return found
