"""An item as the log keeps it: its tracked columns as JSON, and back again."""

from decimal import Decimal

from django.core.serializers.json import DjangoJSONEncoder

from canvas.models import Tracked

PLAIN = (str, int, float, list, dict)
JSON = DjangoJSONEncoder()


def snapshot(item: Tracked, *, values: dict | None = None) -> dict:
    """Return the whole item as JSON-able data: id, version, tracked columns.

    `values` are columns that are wanted instead of the present ones.
    """
    state = {"id": item.pk, "version": item.version}
    for name in item.tracked:
        state[name] = _column(item, name, values or {})
    return {
        name: value if value is None or isinstance(value, PLAIN) else JSON.default(value)
        for name, value in state.items()
    }


def _column(item, name, values):
    relation = name.removesuffix("_id")
    value = values[name] if name in values else getattr(item, name)
    if relation in values:
        value = values[relation]
    value = getattr(value, "pk", value)
    # 1.5 and 1.500000000 are the same rate: the log keeps the shortest form, so that they compare equal.
    return format(value.normalize(), "f") if isinstance(value, Decimal) else value


def difference(before: dict, after: dict) -> set[str]:
    """Return the names of the fields in which two snapshots of one item differ, its version apart."""
    return {name for name in after if name != "version" and before.get(name) != after[name]}


def field_value(model, name: str, value):
    """Return a snapshot's value as the model's field holds it."""
    return model._meta.get_field(name.removesuffix("_id")).to_python(value)


def stored(model, state: dict) -> Tracked:
    """Return an unsaved item made of a snapshot."""
    item = model(pk=model._meta.pk.to_python(state["id"]))
    # A row of the log that is older than a column knows nothing of it: the column's default stands.
    for name in model.tracked:
        if name in state:
            setattr(item, name, field_value(model, name, state[name]))
    return item
