"""The format as a JSON Schema (2020-12), made of the parts of `schema`: for editors, and for programs that write it.

It refuses what is wrong in the shape of a document. What a number says and what names point at only the reader knows.
"""

import json
from collections.abc import Callable
from functools import cache
from typing import Any

from document import grammar, schema
from economics import kinds
from ui.rules import LINK_LENGTH

DRAFT = "https://json-schema.org/draft/2020-12/schema"
FILE_NAME = "canvas-ledger-1.schema.json"
TITLE = "One canvas of Canvas Ledger, with everything it holds"

_NAMED = {
    "evidence": schema.EVIDENCE,
    "note": schema.NOTE,
    "limit": schema.limit(kinds.Field("", "What the input can be", "5")),
    "share": schema.SHARE,
    "prices": schema.PRICES,
    "scenario": schema.SCENARIO,
    "actual": schema.ACTUAL,
    "feature": schema.FEATURE,
}
# By what is made of them: every limit has one shape, whatever its field.
_NAMES = {part.make: name for name, part in _NAMED.items()}


@cache
def text() -> str:
    """Return the schema as the text of a file."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=1) + "\n"


def json_schema() -> dict[str, Any]:
    """Return the schema as dicts, lists, texts, numbers and booleans, ready for JSON."""
    parts = {name: _group(part) for name, part in _NAMED.items()}
    lines = {_line_name(line): _line_group(line) for line in kinds.LINE_TYPES}
    whole = _group(schema.DOCUMENT)
    whole["properties"]["format"] = {"const": schema.FORMAT}
    return {"$schema": DRAFT, "$id": "urn:canvas-ledger:1", "title": TITLE, **whole, "$defs": parts | lines}


def _part(part: Any) -> dict[str, Any]:
    name = _NAMES.get(getattr(part, "make", None))
    return _reference(name) if name else _PARTS[type(part)](part)


def _reference(name: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{name}"}


def _group(part: grammar.Group) -> dict[str, Any]:
    required = [key for key, each in part.keys.items() if each.required]
    return {
        "type": "object",
        "properties": {key: _part(each) for key, each in part.keys.items()},
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def _listing(part: grammar.Listing) -> dict[str, Any]:
    return {"type": "array", "items": _part(part.part), "maxItems": part.most}


def _line(part: grammar.LineOfSide) -> dict[str, Any]:
    return {"anyOf": [_reference(_line_name(line)) for line in kinds.LINE_TYPES if line.kind in part.kinds]}


def _line_name(line: kinds.LineType) -> str:
    return "-".join(filter(None, (line.kind, line.method)))


def _line_group(line: kinds.LineType) -> dict[str, Any]:
    made = _group(schema.line_group(line.kind, line.method))
    if line.method:
        made["required"] = [*made["required"], "method"]
        made["properties"]["method"] = {"const": line.method}
    return made | {"description": f"{line.words}: {line.formula}"}


def _text(part: grammar.Text) -> dict[str, Any]:
    filled = {"pattern": r"\S"} if part.required else {}
    reserved = {"not": {"enum": list(part.reserved)}} if part.reserved else {}
    return {"type": "string", "maxLength": part.most, **filled, **reserved}


def _choice(part: grammar.Choice) -> dict[str, Any]:
    empty = () if part.required or "" in part.options else ("",)
    options = [*part.options, *empty]
    return {"const": options[0]} if len(options) == 1 else {"enum": options}


def _estimate(part: grammar.Estimate) -> dict[str, Any]:
    typed = {"anyOf": [{"type": "string", "maxLength": part.most}, {"type": "number"}]}
    if part.field is None:
        return typed
    words = f"{part.field.label}, {part.field.unit}" if part.field.unit else part.field.label
    return {"description": words, "examples": [part.field.hint], **typed}


def _quantity(part: grammar.Quantity) -> dict[str, Any]:
    sign, most = ("-?", 10**part.whole) if part.signed else ("", 10**part.whole)
    typed = {"type": "string", "pattern": rf"^\s*{sign}[0-9]+(\.[0-9]+)?\s*$"}
    least = {"exclusiveMinimum": -most if part.signed else 0} if part.positive or part.signed else {"minimum": 0}
    number = {"type": "number" if part.places else "integer", **least, "exclusiveMaximum": most}
    return {"examples": [part.hint], "anyOf": [typed, number]}


def _percent(part: grammar.Percent) -> dict[str, Any]:
    typed = {"type": "string", "pattern": "[0-9]", "maxLength": 60}
    return {"examples": ["40%"], "anyOf": [typed, {"type": "number", "exclusiveMinimum": 0, "maximum": 1}]}


def _day(part: grammar.Day) -> dict[str, Any]:
    day = "[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}"
    return {"type": "string", "pattern": rf"^\s*{day if part.required else f'({day})?'}\s*$"}


_PARTS: dict[type, Callable[[Any], dict[str, Any]]] = {
    grammar.Group: _group,
    grammar.Listing: _listing,
    grammar.LineOfSide: _line,
    grammar.Text: _text,
    grammar.Choice: _choice,
    grammar.Flag: lambda part: {"type": "boolean"},
    grammar.Colour: lambda part: {"type": "integer", "minimum": 1, "maximum": part.most},
    grammar.Currency: lambda part: {"type": "string", "pattern": r"^\s*[A-Z]{3}\s*$"},
    grammar.Quantity: _quantity,
    grammar.Percent: _percent,
    grammar.Day: _day,
    grammar.Link: lambda part: {"type": "string", "maxLength": LINK_LENGTH},
    grammar.Estimate: _estimate,
}
