"""The format canvas-ledger/1 as data: which keys stand where, and what each may hold."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from canvas import rules as canvas_rules
from canvas.layouts import BLOCK_IDS, LAYOUTS
from document import content
from document.grammar import (
    Choice,
    Colour,
    Currency,
    Day,
    Estimate,
    Flag,
    Group,
    LineOfSide,
    Link,
    Listing,
    Percent,
    Quantity,
    Text,
)
from economics import kinds
from economics.numbers import USAGE
from economics.units import TABLE, amount_field, price_field
from ledger import rules as ledger_rules
from prices.rules import MODEL_LENGTH

FAMILY = "canvas-ledger"
FORMAT = f"{FAMILY}/1"
CATALOGUE_LENGTH = 40
MOST_TIERS = 20


def line_group(kind: str, method: str) -> Group:
    """Return the object that a line of this kind and method is."""
    return _LINE_GROUPS[kind, method]


def _make_line(**said) -> content.DocumentLine:
    by_unit = ledger_rules.flat_units({column: said.pop(column, {}) for column in ledger_rules.UNIT_COLUMNS})
    own = {name: said.pop(name) for name in content.names(content.DocumentLine) if name in said}
    return content.DocumentLine(fields=_make_filled(**said) | by_unit, **own)


def _make_filled(**texts) -> dict[str, str]:
    return {name: text for name, text in texts.items() if text}


def _make_hourly(hours, input, output) -> content.HourlyPrice:
    return content.HourlyPrice(hours, input or Decimal(0), output or Decimal(0))


def _make_limits(**limits) -> dict[str, content.Limit]:
    return {name: limit for name, limit in limits.items() if limit != content.Limit()}


def limit(field: kinds.Field) -> Group:
    """Return the object that a limit of this field is."""
    # What an input can be at least may be 0, even where it can't be 0 itself.
    least, most = (replace(field, label=f"{field.label}, at {end}", divides=False) for end in ("least", "most"))
    ends = {"least": Estimate(least, single=True), "most": Estimate(most, single=True)}
    return Group({"fixed": Flag(default=False)} | ends, content.Limit)


def _limits(fields: Iterable[kinds.Field]) -> Group:
    return Group({each.name: limit(each) for each in fields}, _make_limits)


def _line_group(line_type: kinds.LineType) -> Group:
    keys: dict[str, Any] = {
        "key": Text(ledger_rules.KEY_LENGTH, reserved=(USAGE,)),
        "kind": Choice((line_type.kind,), required=True),
        "method": Choice((line_type.method,)),
    }
    keys |= {name: Text(length) for name, (_, length) in ledger_rules.LINE_TEXTS.items()}
    if line_type.has_model:
        keys |= {"provider": Text(MODEL_LENGTH), "model": Text(MODEL_LENGTH)}
        keys |= {name: Text(length) for name, (_, length) in ledger_rules.MODEL_TEXTS.items()}
    if line_type.has_basis:
        keys["basis"] = Choice(tuple(kinds.BASES))
    keys |= {each.name: Estimate(each) for each in line_type.fields}
    if line_type.has_model:
        keys |= {
            "units": Group({unit.name: Estimate(amount_field(unit)) for unit in TABLE}, _make_filled),
            "unit_prices": Group({unit.name: Estimate(price_field(unit)) for unit in TABLE}, _make_filled),
        }
    keys |= {"evidence": EVIDENCE, "limits": _limits(line_type.numbers)}
    if line_type.side == kinds.COST:
        keys["split"] = Listing(SHARE)
    if line_type.has_model:
        keys["prices"] = PRICES
    return Group(keys, _make_line)


EVIDENCE = Group(
    {
        "level": Choice(canvas_rules.EVIDENCE_LEVELS),
        "source": Text(canvas_rules.SOURCE_LENGTH),
        "url": Link(),
        "date": Day(),
    },
    content.Evidence,
)

_NAME = Text(ledger_rules.NAME_LENGTH, required=True)
_KEY = Text(ledger_rules.KEY_LENGTH)
_FIELD = Text(ledger_rules.FIELD_LENGTH, required=True)

SHARE = Group({"feature": _NAME, "share": Percent()}, content.Share)

# As many digits as a float has.
_DOLLARS = Quantity("1.25", places=24, digits=17)
_TIERS = Listing(
    Group(
        {
            "above_tokens": Quantity("200000", places=0, required=True),
            "price": replace(_DOLLARS, required=True),
        },
        content.Tier,
    ),
    most=MOST_TIERS,
)
PRICES = Group(
    {
        "date": Day(required=True),
        "catalogue": Text(CATALOGUE_LENGTH),
        # The provider and the model, as the catalogue calls them.
        "name": Text(2 * MODEL_LENGTH + 1),
        "input": _TIERS,
        "cached_input": _TIERS,
        "output": _TIERS,
        "units": Group({unit.name: _TIERS for unit in TABLE}, _make_filled, optional=True),
        "request": _DOLLARS,
        "least": Group({unit.name: _DOLLARS for unit in TABLE}, _make_filled),
        "hours": Listing(
            Group({"hours": replace(_DOLLARS, required=True), "input": _DOLLARS, "output": _DOLLARS}, _make_hourly),
            most=24,
        ),
    },
    content.Prices,
    optional=True,
)

_LINE_GROUPS = {(each.kind, each.method): _line_group(each) for each in kinds.LINE_TYPES}

NAMES = Listing(Text(ledger_rules.NAME_LENGTH, required=True))

NOTE = Group(
    {
        "text": Text(canvas_rules.NOTE_LENGTH, required=True),
        "status": Choice(canvas_rules.STATUSES, default="assumption"),
        "segments": NAMES,
        "features": NAMES,
        "lines": NAMES,
    },
    content.Note,
)

SCENARIO = Group(
    {
        "name": _NAME,
        "inputs": Listing(Group({"line": _KEY, "field": _FIELD, "value": Estimate(None)}, content.ScenarioInput)),
    },
    content.Scenario,
)

_COUNT = Quantity("1200", whole=15, places=0)
# A day on which credits come to more than what was charged has a cost below 0.
_AMOUNT = Quantity("12.50", signed=True)
ACTUAL = Group(
    {
        "date": Day(required=True, years=ledger_rules.ACTUAL_YEARS),
        "uses": _COUNT,
        "cost": _AMOUNT,
        "revenue": _AMOUNT,
        "input_tokens": _COUNT,
        "output_tokens": _COUNT,
        "reviewed": _COUNT,
    },
    content.Actual,
)

FEATURE = Group(
    {
        "name": Text(ledger_rules.NAME_LENGTH, required=True),
        "description": Text(ledger_rules.DESCRIPTION_LENGTH),
        "uses_ai": Flag(default=True),
        "usage": Group(
            {each.name: Estimate(each) for each in kinds.USAGE_FIELDS}
            | {
                "evidence": EVIDENCE,
                "per_user": Group({each.name: Estimate(each) for each in kinds.PER_USER_FIELDS}, _make_filled),
                "limits": _limits(kinds.USAGE_FIELDS),
            },
            content.Usage,
        ),
        "costs": Listing(LineOfSide(kinds.COST, kinds.COST_KINDS), most=ledger_rules.LINE_LIMIT),
        "value": Listing(LineOfSide(kinds.VALUE, kinds.VALUE_KINDS), most=ledger_rules.LINE_LIMIT),
        "not_applicable": Group({kind: Text(ledger_rules.REASON_LENGTH) for kind in kinds.AI_COST_KINDS}, _make_filled),
        "neither_driver": Text(ledger_rules.REASON_LENGTH),
        "scenarios": Listing(SCENARIO, most=ledger_rules.SCENARIO_LIMIT),
        "actuals": Listing(ACTUAL, most=ledger_rules.DAY_LIMIT),
    },
    content.Feature,
)

SECTIONS = {
    "canvas": Group(
        {
            "title": Text(canvas_rules.TITLE_LENGTH, required=True),
            "currency": Currency(),
            "summary": Text(canvas_rules.SUMMARY_LENGTH),
            "usd_rate": Quantity("0.92", places=9, positive=True),
            "usd_rate_date": Day(),
            "layout": Choice(tuple(LAYOUTS), default="six_blocks"),
            "value_statement": Text(canvas_rules.STATEMENT_LENGTH),
            "illustration": Text(canvas_rules.SUMMARY_LENGTH),
            "check_next": Group({"feature": _NAME, "line": _KEY, "field": _FIELD}, content.CheckNext, optional=True),
        },
        content.Head,
        required=True,
    ),
    "brief": Group({name: Text(canvas_rules.ANSWER_LENGTH) for name in content.names(content.Brief)}, content.Brief),
    "segments": Listing(
        Group(
            {"name": Text(canvas_rules.SEGMENT_LENGTH, required=True), "colour": Colour()},
            content.Segment,
        ),
        most=canvas_rules.SEGMENT_LIMIT,
    ),
    "blocks": Group({block: Listing(NOTE) for block in BLOCK_IDS}),
    "features": Listing(FEATURE, most=ledger_rules.FEATURE_LIMIT),
}

DOCUMENT = Group({"format": Text(40, required=True), **SECTIONS})
