"""Features: add, edit, duplicate, move, delete, and the reasons that stand in place of lines."""

from canvas import changes
from canvas.actions.positions import position_at
from economics import kinds
from ledger import rules
from ledger.actions.keys import KeyMaker
from ledger.models import Feature, Limit, Line


class TooManyFeatures(changes.Refused):
    """A canvas holds at most 500 features with 2,000 lines in all. Delete some, or go on in another canvas."""


class NameTaken(changes.Refused):
    """Another feature of this canvas has this name already. Choose another name."""


class DriverLinesStand(changes.Refused):
    """This feature has a monetization or retention line, so it drives one. Delete that line, or leave this empty."""


class LinesStand(changes.Refused):
    """A kind of cost that has lines can't be marked not applicable; the message names the kind."""

    def __init__(self, kind: str):
        self.kind = kind
        words = kinds.KIND_WORDS[kind].lower()
        super().__init__(
            f"This feature has a line for {words}, so {words} applies. Delete the line, or leave this empty."
        )


def add_feature(*, canvas, name, by, step=None, **fields) -> Feature:
    """Add a feature at the end of the ledger."""
    with changes.record(canvas, by=by, step=step) as change:
        _check_name(canvas, name)
        features = list(canvas.features.in_order())
        if len(features) >= rules.FEATURE_LIMIT:
            raise TooManyFeatures
        position = position_at(change, features, len(features))
        return change.create(Feature(name=name, position=position, **fields))


def edit_feature(*, canvas, feature_id, version, by, step=None, **fields) -> Feature:
    """Change a feature's own fields: name, description, usage with its evidence, reasons; only those given."""
    with changes.record(canvas, by=by, step=step) as change:
        feature = change.get(Feature, feature_id)
        if "name" in fields:
            _check_name(canvas, fields["name"], but=feature_id)
        _check_reasons(feature, fields)
        return change.update(feature, version=version, **fields)


def duplicate_feature(*, canvas, feature_id, by) -> Feature:
    """Put a copy of a feature right after it: its limits, and copies of its lines under keys of their own.

    What was tried, counted or shared with others stays with the original.
    """
    with changes.record(canvas, by=by) as change:
        original = change.get(Feature, feature_id)
        features = list(canvas.features.in_order())
        lines_after = canvas.lines.count() + original.lines.count()
        if len(features) >= rules.FEATURE_LIMIT or lines_after > rules.CANVAS_LINE_LIMIT:
            raise TooManyFeatures
        position = position_at(change, features, features.index(original) + 1)
        names = {feature.name.casefold() for feature in features}
        copy = _copied(original, name=rules.name_of_copy(original.name, names), position=position)
        change.create(copy)
        keys = KeyMaker(change)
        lines: dict = {None: None}
        for line in original.lines.in_order():
            lines[line.pk] = change.create(_copied(line, feature=copy, key=keys.make(line.kind)))
        for limit in original.limits.all():
            change.create(_copied(limit, feature=copy, line=lines[limit.line_id]))
        return copy


def move_feature(*, canvas, feature_id, index, by) -> Feature:
    """Put a feature at a place of the ledger: `index` counts from 0 among the others; past the end is last."""
    with changes.record(canvas, by=by) as change:
        feature = change.get(Feature, feature_id)
        others = list(canvas.features.exclude(pk=feature.pk).in_order())
        return change.place(feature, position=position_at(change, others, index))


def delete_feature(*, canvas, feature_id, version, by) -> Feature:
    """Delete a feature with its lines and with the links from notes to them."""
    with changes.record(canvas, by=by) as change:
        feature = change.get(Feature, feature_id)
        change.delete(feature, version=version)
        return feature


def _check_name(canvas, name, *, but=None) -> None:
    # Compared here, since SQLite knows the upper and lower case of ASCII only.
    others = canvas.features.exclude(pk=but).values_list("name", flat=True)
    if name.casefold() in {other.casefold() for other in others}:
        raise NameTaken


def _check_reasons(feature, fields) -> None:
    if fields.get("neither_driver") and feature.lines.drivers().exists():
        raise DriverLinesStand
    for kind, column in rules.NOT_APPLICABLE.items():
        if fields.get(column) and feature.lines.filter(kind=kind).exists():
            raise LinesStand(kind)


def _copied(item: Feature | Line | Limit, **fields) -> Feature | Line | Limit:
    kept = {name: getattr(item, name) for name in item.tracked if name not in {*fields, "feature_id", "line_id"}}
    return type(item)(**kept, **fields)
