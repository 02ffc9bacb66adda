"""A canvas becomes a document: its rows as the reader would give them, in a few queries however many they are."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from canvas.models import Canvas, Segment
from document import content
from document.content import Document
from document.gathering_inputs import Beside, gather_beside, prices_of
from document.inputs import ordered
from ledger.models import Feature, Line


def gather(canvas: Canvas) -> Document:
    """Return the canvas as a document, whole."""
    rows = list(canvas.features.in_order().with_lines())
    beside = gather_beside(canvas)
    return Document(
        canvas=_head(canvas, beside),
        brief=_made(content.Brief, canvas.brief),
        segments=tuple(_made(content.Segment, segment) for segment in canvas.segments.in_order()),
        blocks=_blocks(canvas, rows),
        features=tuple(_feature(feature, beside) for feature in rows),
    )


def _made(kind: Callable, row, **values):
    return kind(**{name: getattr(row, name) for name in content.names(kind) if name not in values}, **values)


def _head(canvas: Canvas, beside: Beside) -> content.Head:
    rate = canvas.usd_rate
    usd_rate = None if rate is None else rate.normalize()
    return _made(content.Head, canvas, usd_rate=usd_rate, check_next=beside.check_next)


def _blocks(canvas: Canvas, features: list[Feature]) -> dict[str, tuple[content.Note, ...]]:
    linked = _linked(canvas)
    lines = [line for feature in features for line in _in_sides(feature)]
    blocks: dict[str, list[content.Note]] = {block.id: [] for block in canvas.plan.blocks}
    for note in canvas.notes.in_order().prefetch_related("segments"):
        made = content.Note(
            text=note.text,
            status=note.status,
            segments=tuple(segment.name for segment in sorted(note.segments.all(), key=_place)),
            features=tuple(feature.name for feature in features if feature.pk in linked[note.pk]),
            lines=tuple(line.key for line in lines if line.pk in linked[note.pk]),
        )
        blocks[note.block].append(made)
    return {block: tuple(notes) for block, notes in blocks.items()}


def _linked(canvas: Canvas) -> dict[UUID, set[UUID]]:
    linked: dict[UUID, set[UUID]] = defaultdict(set)
    for note, feature, line in canvas.note_links.values_list("note_id", "feature_id", "line_id"):
        linked[note].add(feature or line)
    return linked


def _place(segment: Segment) -> tuple:
    return segment.position, segment.pk


def _in_sides(feature: Feature) -> list[Line]:
    """The cost lines, then the value lines: each side is ordered by itself."""
    return sorted(feature.lines.all(), key=lambda line: not line.is_cost)


def _feature(feature: Feature, beside: Beside) -> content.Feature:
    bare = content.Feature(
        name=feature.name,
        description=feature.description,
        uses_ai=feature.uses_ai,
        usage=_made(content.Usage, feature, evidence=_evidence(feature), limits=beside.limits[feature.pk, None]),
        costs=tuple(_line(line, beside) for line in feature.lines.all() if line.is_cost),
        value=tuple(_line(line, beside) for line in feature.lines.all() if not line.is_cost),
        not_applicable=feature.not_applicable,
        neither_driver=feature.neither_driver,
        actuals=tuple(beside.actuals[feature.pk]),
    )
    return replace(bare, scenarios=tuple(ordered(each, bare) for each in beside.scenarios[feature.pk]))


def _line(line: Line, beside: Beside) -> content.DocumentLine:
    named = {name: getattr(line, name) for name in ("provider", "model", "basis")}
    return _made(
        content.DocumentLine,
        line,
        fields={name: text for name, text in named.items() if text} | line.typed,
        evidence=_evidence(line),
        limits=beside.limits[line.feature_id, line.pk],
        split=tuple(beside.shares[line.pk]),
        prices=prices_of(line),
    )


def _evidence(row: Feature | Line) -> content.Evidence:
    return content.Evidence(*(getattr(row, f"evidence_{name}") for name in content.names(content.Evidence)))
