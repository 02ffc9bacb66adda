"""A document becomes a canvas: in one change of its log, whole or not at all."""

from canvas import changes
from canvas.models import Brief, Canvas, Link, Note, NoteSegment, Segment
from canvas.rules import renumbered
from document import content
from document.content import Document
from document.loading_inputs import create_beside, kept_prices
from economics import units
from ledger import rules
from ledger.models import Feature, Line, NoteLink


def load_document(*, document: Document, workspace, by) -> Canvas:
    """Create a canvas of `workspace` that holds everything the document does."""
    canvas = Canvas(workspace=workspace, **_columns(document.canvas, without="check_next"))
    with changes.record(canvas, by=by) as change:
        # Where there are notes, the brief's answers need not be offered as the first ones.
        change.create(Brief(skipped=any(document.blocks.values()), **_columns(document.brief)))
        segments = _create_segments(change, document)
        features = _create_features(change, document)
        lines = _create_lines(change, document, features)
        create_beside(change, document, features, lines)
        _create_notes(change, document, {"segments": segments, "features": features, "lines": lines})
    return canvas


def _columns(part, *, without: str = "") -> dict:
    return {name: getattr(part, name) for name in content.names(part) if name != without}


def _placed(parts) -> list[tuple]:
    return list(zip(renumbered(len(parts)), parts, strict=True))


def _create_segments(change, document: Document) -> dict[str, Segment]:
    return {
        segment.name: change.create(Segment(position=position, **_columns(segment)))
        for position, segment in _placed(document.segments)
    }


def _create_features(change, document: Document) -> dict[str, Feature]:
    return {
        feature.name: change.create(_feature(feature, position)) for position, feature in _placed(document.features)
    }


def _feature(feature: content.Feature, position: int) -> Feature:
    reasons = {rules.NOT_APPLICABLE[kind]: reason for kind, reason in feature.not_applicable.items()}
    return Feature(
        name=feature.name,
        description=feature.description,
        uses_ai=feature.uses_ai,
        active_users=feature.usage.active_users,
        uses_per_user_per_month=feature.usage.uses_per_user_per_month,
        **{rules.PER_USER[name]: text for name, text in feature.usage.per_user.items()},
        neither_driver=feature.neither_driver,
        position=position,
        **reasons,
        **_evidence(feature.usage.evidence),
    )


def _create_lines(change, document: Document, features: dict[str, Feature]) -> dict[str, Line]:
    return {
        line.key: change.create(_line(line, position, features[feature.name]))
        for feature in document.features
        for side in (feature.costs, feature.value)
        for position, line in _placed(side)
    }


def _line(line: content.DocumentLine, position: int, feature: Feature) -> Line:
    empty: dict[str, dict[str, str]] = {column: {} for column in rules.UNIT_COLUMNS}
    return Line(
        feature=feature,
        position=position,
        kept_prices=kept_prices(line),
        **{name: getattr(line, name) for name in content.texts(line)},
        **{name: text for name, text in line.fields.items() if name not in units.FIELDS},
        **rules.unit_columns(line.fields, empty),
        **_evidence(line.evidence),
    )


def _evidence(evidence: content.Evidence) -> dict:
    return {f"evidence_{name}": value for name, value in _columns(evidence).items()}


def _create_notes(change, document: Document, named: dict[str, dict]) -> None:
    links: list[Link] = []
    for block, notes in document.blocks.items():
        for position, note in _placed(notes):
            row = Note(block=block, text=note.text, status=note.status, position=position)
            change.create(row)
            links += [NoteSegment(note=row, segment=named["segments"][name]) for name in note.segments]
            links += [NoteLink(note=row, feature=named["features"][name]) for name in note.features]
            links += [NoteLink(note=row, line=named["lines"][key]) for key in note.lines]
    for link in links:
        change.create(link)
