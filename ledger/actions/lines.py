"""Lines of a feature: add, edit, move, delete."""

from collections.abc import Mapping

from django.utils import timezone

from canvas import changes
from canvas.actions.positions import position_at
from canvas.models import Change
from economics import kinds, units
from ledger import rules
from ledger.actions.keys import KeyMaker
from ledger.figures.kept_prices import is_of, keep
from ledger.models import Feature, Line


class TooManyLines(changes.Refused):
    """A feature has at most 50 lines of costs and 50 of value, a canvas 2,000 in all. Put some together first."""


class BothPrices(changes.Refused):
    """A line has a model or prices of its own, and somebody gave it the other meanwhile. Cancel, and open it again."""


class MarkedNotApplicable(changes.Refused):
    """A line can't be added beside a reason that says there is none; the message quotes the reason."""

    def __init__(self, kind: str, reason: str):
        words = kinds.KIND_WORDS[kind]
        super().__init__(f"{words} is marked not applicable: “{reason}”. Empty that reason first, then add the line.")


class MarkedNeither(changes.Refused):
    """A driver line can't be added beside "neither"; the message quotes the reason."""

    def __init__(self, reason: str):
        super().__init__(
            "This feature is marked as driving neither retention nor monetization: "
            f"“{reason}”. Empty that reason first, then add the line."
        )


def add_line(*, canvas, feature_id, kind, by, method="", step=None, **fields) -> Line:
    """Add a line at the end of its side, costs or value, of a feature; its key is made here, once."""
    with changes.record(canvas, by=by, step=step) as change:
        feature = change.get(Feature, feature_id)
        _check_reasons(feature, kind)
        beside = list(feature.lines.beside(kind).in_order())
        if len(beside) >= rules.LINE_LIMIT or canvas.lines.count() >= rules.CANVAS_LINE_LIMIT:
            raise TooManyLines
        position = position_at(change, beside, len(beside))
        key = KeyMaker(change).make(kind)
        line = Line(feature=feature, kind=kind, method=method, key=key, position=position)
        for name, value in columns_of(line, fields).items():
            setattr(line, name, value)
        return change.create(line)


def edit_line(*, canvas, line_id, version, by, step=None, **fields) -> Line:
    """Change what was typed into a line, its label or its evidence; only the fields given.

    A line that is given a model keeps the model's prices of today; one that is given back the model it had when the
    step began, as Esc does, keeps what it kept then.
    """
    with changes.record(canvas, by=by, step=step) as change:
        line = change.get(Line, line_id)
        fields = columns_of(line, fields)
        _check_one_price(line, fields)
        if {"provider", "model"} & set(fields):
            chosen = {name: fields.get(name, getattr(line, name)) for name in ("provider", "model")}
            before = _kept_before(change, line)
            is_back = is_of(before, **chosen)
            fields["kept_prices"] = before if is_back else keep(**chosen, on=timezone.localdate())
        return change.update(line, version=version, **fields)


def move_line(*, canvas, line_id, index, by) -> Line:
    """Put a line at a place of its side: `index` counts from 0 among the side's other lines; past the end is last."""
    with changes.record(canvas, by=by) as change:
        line = change.get(Line, line_id)
        others = list(line.feature.lines.beside(line.kind).exclude(pk=line.pk).in_order())
        return change.place(line, position=position_at(change, others, index))


def delete_line(*, canvas, line_id, version, by) -> Line:
    """Delete a line with the links from notes to it."""
    with changes.record(canvas, by=by) as change:
        line = change.get(Line, line_id)
        change.delete(line, version=version)
        return line


def columns_of(line: Line, fields: Mapping) -> dict:
    """Return fields as columns of a line: those of units typed over what it holds of units."""
    by_unit = {name: fields[name] for name in fields if name in units.FIELDS}
    held = {column: getattr(line, column) for column in rules.UNIT_COLUMNS}
    others = {name: value for name, value in fields.items() if name not in by_unit}
    return others | rules.unit_columns(by_unit, held)


def _check_reasons(feature, kind) -> None:
    column = rules.NOT_APPLICABLE.get(kind)
    if column and getattr(feature, column):
        raise MarkedNotApplicable(kind, getattr(feature, column))
    if kind in kinds.DRIVER_KINDS and feature.neither_driver:
        raise MarkedNeither(feature.neither_driver)


def _check_one_price(line, fields) -> None:
    own = (*kinds.OWN_PRICES, "unit_prices")
    after = {name: fields.get(name, getattr(line, name)) for name in ("provider", "model", *own)}
    if (after["provider"] or after["model"]) and any(after[name] for name in own):
        raise BothPrices


def _kept_before(change, line: Line) -> dict | None:
    """Return the prices that a line kept before the first save of this step."""
    saved = Change.objects.filter(canvas=change.canvas, item_id=line.pk, step=change.step).order_by("id").first()
    return (saved.before or {}).get("kept_prices") if saved else line.kept_prices
