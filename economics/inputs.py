"""An input of a feature: where it stands, what to call it, what was typed and on what it rests."""

from dataclasses import dataclass

from economics import kinds
from economics.model import USAGE, Feature, Line


@dataclass(frozen=True)
class Input:
    """One estimate of a line or of the usage.

    `place` is its line's key or "usage". `path` is its place in a document, such as "costs.0.input_tokens". `words`
    name it on a page, `label` within its line. `unit` is the words after the field, where `money` stands for the
    currency. `text` is what was typed, or the default. `evidence` is that of its line or of the usage.
    """

    place: str
    field: str
    path: str
    words: str
    label: str
    unit: str
    share: bool
    text: str
    evidence: str


def describe(feature: Feature, place: str, field: str) -> Input:
    """The input at this place and field; KeyError where the feature has none there."""
    known = field_of(feature, place, field)
    return Input(
        place=place,
        field=field,
        path=path(feature, place, field),
        words=words(feature, place, field),
        label=known.label,
        unit=known.unit,
        share=known.share,
        text=_typed(feature, place, field).strip() or known.default,
        evidence=(feature.usage_evidence if place == USAGE else _line(feature, place).evidence) or "guess",
    )


def path(feature: Feature, place: str, field: str) -> str:
    """Where an input stands in a document's feature, such as "costs.0.input_tokens" or "usage.active_users"."""
    if place == USAGE:
        return f"{USAGE}.{field}"
    for side, lines in (("costs", feature.costs), ("value", feature.value)):
        for position, line in enumerate(lines):
            if line.key == place:
                return f"{side}.{position}.{field}"
    raise KeyError(place)


def words(feature: Feature, place: str, field: str) -> str:
    """What to call an input on a page, such as "Summarise: Input tokens per call"; KeyError where there is none."""
    label = field_of(feature, place, field).label
    if place == USAGE:
        return label
    line = _line(feature, place).words
    return label if line == label else f"{line}: {label}"


def field_of(feature: Feature, place: str, field: str) -> kinds.Field:
    """The field that an input fills; KeyError where there is none."""
    if place == USAGE:
        return {each.name: each for each in kinds.USAGE_FIELDS}[field]
    line = _line(feature, place)
    return kinds.line_type(line.kind, line.method).field(field)


def _line(feature: Feature, key: str) -> Line:
    return {line.key: line for line in feature.lines}[key]


def _typed(feature: Feature, place: str, field: str) -> str:
    if place == USAGE:
        return {"active_users": feature.active_users, "uses_per_user_per_month": feature.uses_per_user_per_month}[field]
    return _line(feature, place).inputs.get(field) or ""
