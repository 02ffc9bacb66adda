"""The strict reader of canvas-ledger/1: a text in, a complete plain document out, or a refusal that says where."""

from collections.abc import Callable
from difflib import get_close_matches
from typing import Any

from document import grammar, schema, values
from document.content import Document, DocumentLine
from document.parsing import MOST_BYTES, DocumentRefused, RepeatedKey, parse, quoted
from document.references import resolve
from document.values import type_words
from economics import kinds, model_line


def read(source: bytes | str, *, most_bytes: int | None = MOST_BYTES) -> Document:
    """Read a document. Raises DocumentRefused, which names the place; a document is taken whole or not at all."""
    parsed = parse(source, most_bytes=most_bytes)
    _check_format(parsed)
    sections = _read(parsed, schema.DOCUMENT, "")
    del sections["format"]
    return resolve(Document(**sections))


def _check_format(parsed: object) -> None:
    # Before anything else: a later version may hold keys that this one would call unknown.
    named = _object(parsed, "").get("format")
    if named is None:
        raise DocumentRefused("format", f'it is missing. A document begins with "format": "{schema.FORMAT}".')
    text = values.plain_text(named, "format", f'Write "{schema.FORMAT}".')
    if text == schema.FORMAT:
        return
    if text.startswith(f"{schema.FAMILY}/"):
        raise DocumentRefused(
            "format", f"{quoted(text)} is another version of the format, and {schema.FORMAT} is the one read here."
        )
    raise DocumentRefused("format", f"{quoted(text)} is another format, and {schema.FORMAT} is the one read here.")


def _read(value: object, part: Any, where: str) -> Any:
    return _READERS[type(part)](value, part, where)


def _at(where: str, key: str | int) -> str:
    return f"{where}.{key}" if where else str(key)


def _object(value: object, where: str) -> dict:
    if isinstance(value, RepeatedKey):
        raise DocumentRefused(_place(where), f"the key {quoted(value.key)} comes twice. Keep one of the two.")
    if not isinstance(value, dict):
        raise DocumentRefused(_place(where), f"this is {type_words(value)}. Write an object, in {{ and }}.")
    return value


def _place(where: str) -> str:
    return where or "the document"


def _group(value: object, part: grammar.Group, where: str) -> Any:
    typed = _object(value, where)
    for key in typed:
        if key not in part.keys:
            raise _unknown_key(key, tuple(part.keys), where)
    return part.make(**{key: _member(typed, key, each, where) for key, each in part.keys.items()})


def _unknown_key(key: str, known: tuple[str, ...], where: str) -> DocumentRefused:
    near = get_close_matches(key[:80], known, n=1)
    hint = f"Did you mean {near[0]}?" if near else f"Take it out; what may stand here is {', '.join(known)}."
    return DocumentRefused(_at(where, quoted(key)[1:-1]), f"this key is not known. {hint}")


def _member(typed: dict, key: str, part: Any, where: str) -> Any:
    if key in typed:
        return _read(typed[key], part, _at(where, key))
    if part.required:
        raise DocumentRefused(_at(where, key), "it is missing. Fill it in.")
    return part.default


def _listing(value: object, part: grammar.Listing, where: str) -> tuple:
    if not isinstance(value, list):
        raise DocumentRefused(where, f"this is {type_words(value)}. Write a list, in [ and ].")
    if len(value) > part.most:
        raise DocumentRefused(where, f"these are {len(value):,}, and {part.most:,} is the most. Take some out.")
    return tuple(_read(each, part.part, _at(where, index)) for index, each in enumerate(value))


def _line(value: object, part: grammar.LineOfSide, where: str) -> DocumentLine:
    typed = _object(value, where)
    kind = _member(typed, "kind", grammar.Choice(part.kinds, required=True), where)
    methods = kinds.methods(kind)
    method = _member(typed, "method", grammar.Choice(methods, required="" not in methods), where)
    line = _group(typed, schema.line_group(kind, method), where)
    _check_one_price(line, where)
    _check_parts(line, where)
    return line


def _check_one_price(line: DocumentLine, where: str) -> None:
    own = next(iter(model_line.own_prices(line.fields)), None)
    if own and "model" in line.fields:
        raise DocumentRefused(
            _at(where, own), "the line names a model as well, which has prices of its own. Keep one of the two."
        )


def _check_parts(line: DocumentLine, where: str) -> None:
    problem = next(model_line.too_large(line.fields), None)
    if problem:
        raise DocumentRefused(_at(where, problem.field), problem.sentence)


_READERS: dict[type, Callable] = {
    **values.READERS,
    grammar.Group: _group,
    grammar.Listing: _listing,
    grammar.LineOfSide: _line,
}
