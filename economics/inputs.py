"""An input of a feature: its number, what to call it, what was typed and on what it rests."""

from dataclasses import dataclass

from economics import kinds
from economics.model import Feature, Line
from economics.numbers import USAGE, Number

MODEL = "model"
"""The field of the number that stands for the model of a line."""


@dataclass(frozen=True)
class Input:
    """What stands in one number of a feature.

    `words` name it on a page, `label` within its line. `unit` is the words after the field, where `money` stands for
    the currency. `text` is what was typed, or the default. `evidence` is that of its line or of the usage.
    """

    number: Number
    words: str
    label: str
    unit: str
    share: bool
    text: str
    evidence: str


def describe(feature: Feature, number: Number) -> Input:
    """What stands in this number, or which model prices a line; KeyError where the feature has none of this name."""
    if number.field == MODEL:
        return _model_of(_line(feature, number), number)
    field = field_of(feature, number)
    return Input(
        number=number,
        words=_words(feature, number, field.label),
        label=field.label,
        unit=field.unit,
        share=field.share,
        text=_typed(feature, number).strip() or field.default,
        evidence=(feature.usage_evidence if number.is_of_usage else _line(feature, number).evidence) or "guess",
    )


def field_of(feature: Feature, number: Number) -> kinds.Field:
    """The field that a number fills; KeyError where there is none."""
    if number.is_of_usage:
        return {field.name: field for field in kinds.USAGE_FIELDS}[number.field]
    line = _line(feature, number)
    return kinds.line_type(line.kind, line.method).field(number.field)


def place(feature: Feature, number: Number) -> tuple[int, int]:
    """Where a number stands in the document: the usage, the costs in their order, the value; then by its field."""
    keys = [USAGE, *(line.key for line in feature.lines)]
    return keys.index(number.key), _field_names(feature, number).index(number.field)


def _field_names(feature: Feature, number: Number) -> list[str]:
    if number.is_of_usage:
        return [field.name for field in kinds.USAGE_FIELDS]
    line = _line(feature, number)
    names = [field.name for field in kinds.line_type(line.kind, line.method).fields]
    return [MODEL, *names, *(name for name in line.inputs if name not in names), number.field]


def model_text(provider: str, model: str) -> str:
    """A model as one text, provider/model; "" where there is none."""
    return f"{provider}/{model}" if model else ""


def model_pair(text: str) -> tuple[str, str]:
    """Provider and model of such a text; the provider is "" where it names none."""
    provider, slash, model = text.strip().partition("/")
    return (provider, model) if slash else ("", provider)


def _model_of(line: Line, number: Number) -> Input:
    return Input(
        number=number,
        words=f"{line.words}: Model",
        label="Model",
        unit="",
        share=False,
        text=model_text(line.provider, line.model),
        evidence=line.evidence or "guess",
    )


def _words(feature: Feature, number: Number, label: str) -> str:
    """What to call it on a page, such as "Summarise: Input tokens per call"."""
    if number.is_of_usage:
        return label
    line = _line(feature, number).words
    return label if line == label else f"{line}: {label}"


def _line(feature: Feature, number: Number) -> Line:
    return {line.key: line for line in feature.lines}[number.key]


def _typed(feature: Feature, number: Number) -> str:
    if number.is_of_usage:
        usage: dict[str, str] = {field.name: getattr(feature, field.name) for field in kinds.USAGE_FIELDS}
        return usage[number.field]
    return _line(feature, number).inputs.get(number.field) or ""
