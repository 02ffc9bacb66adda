"""A document as text: what differs from the defaults, always in the same order."""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from document import content, grammar, schema
from document.content import Document, DocumentLine
from ledger.rules import UNIT_COLUMNS, unit_columns


def write(document: Document) -> str:
    """Return the text of a document, which `reading.read` takes back without loss."""
    return json.dumps(as_data(document), ensure_ascii=False, indent=1) + "\n"


def as_data(document: Document) -> dict:
    """Return a document as dicts, lists, texts, numbers and booleans, ready for JSON."""
    return {"format": schema.FORMAT, **_data(document, grammar.Group(schema.SECTIONS))}


def _data(value: Any, part: Any):
    if isinstance(part, grammar.Listing):
        return [_data(each, part.part) for each in value]
    if isinstance(part, grammar.LineOfSide):
        return _data(_flat(value), schema.line_group(value.kind, value.method))
    if isinstance(part, grammar.Group):
        members = {key: _member(value, key, each.default) for key, each in part.keys.items()}
        return {key: _data(held, part.keys[key]) for key, held in members.items() if held != part.keys[key].default}
    return _scalar(value)


def _flat(line: DocumentLine) -> dict:
    own = {name: getattr(line, name) for name in content.names(line) if name != "fields"}
    by_unit: dict[str, dict[str, str]] = {column: {} for column in UNIT_COLUMNS}
    return {**line.fields, **by_unit, **unit_columns(line.fields, by_unit), **own}


def _member(value: Any, key: str, default: object) -> Any:
    return value.get(key, default) if isinstance(value, Mapping) else getattr(value, key)


def _scalar(value: object):
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else value
