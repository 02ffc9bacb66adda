"""The numbers of a feature as rows of the database hold them: which there are, whose they are, what stands in them."""

from economics import kinds, units
from economics.inputs import MODEL, Input, describe
from economics.numbers import USAGE, Number
from economics.reading import read_feature
from ledger.figures.sheets import Row
from ledger.models import Feature, Line


def numbers_of(row: Row) -> list[Number]:
    """Return every number of a feature, the usage first, those of lines that it bears a part of last."""
    return [*_of_usage(), *(Number(line.key, field.name) for line in _lines(row) for field in _fields(line))]


def filled_inputs(row: Row) -> dict[Number, Input]:
    """Return what stands in every number that a feature rests on, the usage first."""
    return {number: describe(row.plain, number) for number, _ in read_feature(row.plain).estimates()}


def changeable_numbers(row: Row) -> list[Number]:
    """Return the numbers that a scenario of a feature can change, and the models of its lines."""
    return [*_of_usage(), *(number for line in row.lines for number in _of_line(line))]


def changeable_fields(line: Line) -> list[kinds.Field]:
    """Return the fields of a line that count as it is: own prices do where it names no model."""
    named = bool(line.provider or line.model)
    own = {*kinds.OWN_PRICES, *(name for name in units.FIELDS if name.startswith(units.OWN_PRICE))}
    return [field for field in _fields(line) if not (named and field.name in own)]


def line_of(row: Row, number: Number) -> Line | None:
    """Return the line of a number, the feature's own or one of which it bears a part; None for one of the usage."""
    return next((line for line in _lines(row) if line.key == number.key), None)


def holder_of(row: Row, number: Number) -> Feature | Line:
    """Return what holds a number and its evidence: its line, or the feature for its usage."""
    return line_of(row, number) or row.feature


def _of_line(line: Line) -> list[Number]:
    model = [Number(line.key, MODEL)] if line.line_type.has_model else []
    return [*model, *(Number(line.key, field.name) for field in changeable_fields(line))]


def _of_usage() -> list[Number]:
    return [Number(USAGE, field.name) for field in kinds.USAGE_FIELDS]


def _fields(line: Line) -> tuple[kinds.Field, ...]:
    by_unit = tuple(field for name, field in units.FIELDS.items() if name in line.typed)
    return (*line.line_type.fields_on(line.basis), *by_unit)


def _lines(row: Row) -> list[Line]:
    return [*row.lines, *(each.line for each in row.borne)]
