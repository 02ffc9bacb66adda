"""The format canvas-ledger/1 as data: which keys stand where, and what each may hold."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from canvas import rules as canvas_rules
from canvas.layouts import BLOCK_IDS, LAYOUTS
from document import content
from ledger import rules as ledger_rules
from ledger.economics import kinds

FAMILY = "canvas-ledger"
FORMAT = f"{FAMILY}/1"
LONGEST_LIST = 2000


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text of at most `most` characters; a required one is not empty."""

    most: int
    required: bool = False
    default: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    options: tuple[str, ...]
    default: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class Flag:
    """true or false."""

    default: bool
    required: bool = False


@dataclass(frozen=True, slots=True)
class Colour:
    """The number of a segment's colour; 0 where the first free one is to be taken."""

    most: int = canvas_rules.SEGMENT_LIMIT
    required: bool = False
    default: int = 0


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency by its ISO 4217 code."""

    required: bool = True
    default: str = ""


@dataclass(frozen=True, slots=True)
class Rate:
    """A positive decimal number, as text or as a JSON number; SQLite keeps 15 digits of it in all."""

    whole: int = 9
    places: int = 9
    digits: int = 15
    required: bool = False
    default: None = None


@dataclass(frozen=True, slots=True)
class Day:
    """A date, such as 2025-03-31."""

    required: bool = False
    default: None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A web or mail address."""

    required: bool = False
    default: str = ""


@dataclass(frozen=True, slots=True)
class Estimate:
    """An estimate of this field, as typed; a JSON number is taken too."""

    field: kinds.Field
    most: int = ledger_rules.ESTIMATE_LENGTH
    required: bool = False
    default: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """An object: its keys, and what is made of their values."""

    keys: Mapping[str, Any]
    make: Callable[..., object] = dict
    required: bool = False

    @property
    def default(self) -> object:
        """What stands where the object does not: everything at its default."""
        return self.make(**{key: part.default for key, part in self.keys.items()})


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of like parts."""

    part: Any
    most: int = LONGEST_LIST
    required: bool = False
    default: tuple = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of one side of the ledger: its kind and method say which further keys it has."""

    side: str
    kinds: tuple[str, ...] = field(default=())
    required: bool = False


def line_group(kind: str, method: str) -> Group:
    """Return the object that a line of this kind and method is."""
    return _LINE_GROUPS[kind, method]


def _make_line(*, key, kind, method, label, evidence, **typed) -> content.Line:
    filled = {name: text for name, text in typed.items() if text}
    return content.Line(key, kind, method, label, filled, evidence)


def _make_reasons(**reasons) -> dict[str, str]:
    return {kind: reason for kind, reason in reasons.items() if reason}


def _line_group(line_type: kinds.LineType) -> Group:
    keys: dict[str, Any] = {
        "key": Text(ledger_rules.KEY_LENGTH),
        "kind": Choice((line_type.kind,), required=True),
        "method": Choice((line_type.method,)),
        "label": Text(ledger_rules.LABEL_LENGTH),
    }
    if line_type.has_model:
        keys |= {"provider": Text(ledger_rules.MODEL_LENGTH), "model": Text(ledger_rules.MODEL_LENGTH)}
    if line_type.has_basis:
        keys["basis"] = Choice(tuple(kinds.BASES))
    keys |= {each.name: Estimate(each) for each in line_type.fields}
    return Group(keys | {"evidence": EVIDENCE}, _make_line)


EVIDENCE = Group(
    {
        "level": Choice(ledger_rules.EVIDENCE_LEVELS),
        "source": Text(ledger_rules.SOURCE_LENGTH),
        "url": Link(),
        "date": Day(),
    },
    content.Evidence,
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

FEATURE = Group(
    {
        "name": Text(ledger_rules.NAME_LENGTH, required=True),
        "description": Text(ledger_rules.DESCRIPTION_LENGTH),
        "uses_ai": Flag(default=True),
        "usage": Group(
            {each.name: Estimate(each) for each in kinds.USAGE_FIELDS} | {"evidence": EVIDENCE}, content.Usage
        ),
        "costs": Listing(Line(kinds.COST, kinds.COST_KINDS)),
        "value": Listing(Line(kinds.VALUE, kinds.VALUE_KINDS)),
        "not_applicable": Group(
            {kind: Text(ledger_rules.REASON_LENGTH) for kind in kinds.AI_COST_KINDS}, _make_reasons
        ),
        "neither_driver": Text(ledger_rules.REASON_LENGTH),
    },
    content.Feature,
)

SECTIONS = {
    "canvas": Group(
        {
            "title": Text(canvas_rules.TITLE_LENGTH, required=True),
            "currency": Currency(),
            "summary": Text(canvas_rules.SUMMARY_LENGTH),
            "usd_rate": Rate(),
            "usd_rate_date": Day(),
            "layout": Choice(tuple(LAYOUTS), default="six_blocks"),
            "value_statement": Text(canvas_rules.STATEMENT_LENGTH),
            "illustration": Text(canvas_rules.SUMMARY_LENGTH),
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
    "features": Listing(FEATURE),
}

DOCUMENT = Group({"format": Text(40, required=True), **SECTIONS})
