"""What ties the parts of a document together: unique names, line keys, and what its notes point at."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import count
from typing import Any

from canvas.rules import first_free_colour
from document.content import Document, DocumentLine, Feature, Note, Segment
from document.inputs import resolve_inputs
from document.parsing import DocumentRefused, quoted
from document.unique import check_unique
from economics.kinds import DRIVER_KINDS
from ledger.rules import CANVAS_LINE_LIMIT


def resolve(document: Document) -> Document:
    """Return the document with every line keyed, every segment coloured, and every name that a note points at found.

    What a note points at stands in the document's order. Raises DocumentRefused.
    """
    check_unique([segment.name for segment in document.segments], "segments")
    check_unique([feature.name for feature in document.features], "features")
    for index, feature in enumerate(document.features):
        _check_reasons(feature, f"features.{index}")
    if len(document.lines) > CANVAS_LINE_LIMIT:
        raise DocumentRefused(
            "features",
            f"their lines are {len(document.lines):,}, and {CANVAS_LINE_LIMIT:,} is the most. Take some out.",
        )
    document = replace(document, segments=_coloured(document.segments), features=_keyed(document.features))
    return replace(resolve_inputs(document), blocks=_linked(document))


def _check_reasons(feature: Feature, where: str) -> None:
    for kind in feature.not_applicable:
        if any(line.kind == kind for line in feature.costs):
            raise DocumentRefused(
                f"{where}.not_applicable.{kind}",
                f"the feature has a line of the kind {kind}, so it applies. Take the reason or the line out.",
            )
    if feature.neither_driver and any(line.kind in DRIVER_KINDS for line in feature.value):
        raise DocumentRefused(
            f"{where}.neither_driver",
            "the feature has a monetization or retention line, so it drives one. Take the reason or the line out.",
        )


def _coloured(segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    taken = {segment.colour for segment in segments}
    coloured = []
    for segment in segments:
        colour = segment.colour or first_free_colour(taken)
        taken.add(colour)
        coloured.append(replace(segment, colour=colour))
    return tuple(coloured)


def _keyed(features: tuple[Feature, ...]) -> tuple[Feature, ...]:
    taken: set[str] = set()
    for index, feature in enumerate(features):
        for side in ("costs", "value"):
            _take_keys(getattr(feature, side), taken, f"features.{index}.{side}")
    numbers: dict[str, count] = {}
    return tuple(
        replace(
            feature,
            costs=tuple(_with_key(line, taken, numbers) for line in feature.costs),
            value=tuple(_with_key(line, taken, numbers) for line in feature.value),
        )
        for feature in features
    )


def _take_keys(lines: tuple[DocumentLine, ...], taken: set[str], where: str) -> None:
    for index, line in enumerate(lines):
        if line.key in taken:
            raise DocumentRefused(
                f"{where}.{index}.key", f"{quoted(line.key)} is the key of another line. Change it, or leave it out."
            )
        if line.key:
            taken.add(line.key)


def _with_key(line: DocumentLine, taken: set[str], numbers: dict[str, count]) -> DocumentLine:
    if line.key:
        return line
    following = (f"{line.kind}-{number}" for number in numbers.setdefault(line.kind, count(1)))
    return replace(line, key=next(key for key in following if key not in taken))


def _linked(document: Document) -> dict[str, tuple[Note, ...]]:
    places = {
        "segments": _places(segment.name for segment in document.segments),
        "features": _places(feature.name for feature in document.features),
        "lines": _places(line.key for line in document.lines),
    }
    return {
        block: tuple(_link(note, places, f"blocks.{block}.{index}") for index, note in enumerate(notes))
        for block, notes in document.blocks.items()
    }


def _places(names: Iterable[str]) -> dict[str, int]:
    return {name: place for place, name in enumerate(names)}


def _link(note: Note, places: dict[str, dict[str, int]], where: str) -> Note:
    found: dict[str, Any] = {to: _ordered(getattr(note, to), places[to], f"{where}.{to}", to) for to in places}
    return replace(note, **found)


def _ordered(names: tuple[str, ...], places: dict[str, int], where: str, to: str) -> tuple[str, ...]:
    seen: set[str] = set()
    for index, name in enumerate(names):
        if name not in places:
            raise DocumentRefused(
                f"{where}.{index}",
                f"{quoted(name)} is not among the document's {to}. Add it there, or take it out here.",
            )
        if name in seen:
            raise DocumentRefused(f"{where}.{index}", f"{quoted(name)} is named here already. Take one of the two out.")
        seen.add(name)
    return tuple(sorted(names, key=places.__getitem__))
