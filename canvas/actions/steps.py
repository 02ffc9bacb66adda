"""Undo and redo: a stack of steps for each person and canvas, read from the log, so that it survives a reload."""

import uuid
from dataclasses import dataclass

from django.apps import apps
from django.db import IntegrityError, connection

from canvas import changes
from canvas.models import Canvas, Change, Link
from canvas.old_rows import todays
from canvas.snapshots import difference, field_value, stored
from canvas.states import net

# How far back a person's stack is read, in log rows.
REACH = 2000


class NothingToUndo(changes.Refused):
    """There is nothing of yours to undo on this canvas."""

    def __init__(self):
        super().__init__(self.__doc__)


class NothingToRedo(changes.Refused):
    """There is nothing of yours to redo on this canvas."""

    def __init__(self):
        super().__init__(self.__doc__)


class NoLongerLatest(changes.Refused):
    """This is no longer your latest step, so nothing was taken back. Undo goes back one step at a time."""

    def __init__(self):
        super().__init__(self.__doc__)


class ChangedSince(changes.Refused):
    """Another person has changed or deleted the same item since; the message names both."""

    def __init__(self, change: Change):
        # A link is called after what shows it, which is still there.
        is_gone = change.verb == "delete" and not _is_link(change)
        did = "deleted" if is_gone else "changed"
        instead = "" if is_gone else " Edit it instead."
        super().__init__(f"This can’t be taken back: {change.by_name} has {did} “{change.label}” since.{instead}")


class NoLongerFits(changes.Refused):
    """This can’t be taken back: something else has taken its name or place since. Rename that first."""

    def __init__(self, misfit: str = ""):
        super().__init__(misfit and f"This can’t be taken back: {misfit}")


class BelongedToWhatIsGone(changes.Refused):
    """This can’t be taken back: what it belonged to has been deleted since. Bring that back first."""

    def __init__(self):
        super().__init__(self.__doc__)


class StandsOtherwise(changes.Refused):
    """This can’t be taken back: what it joined has been joined again already."""

    def __init__(self):
        super().__init__(self.__doc__)


@dataclass(frozen=True, slots=True)
class Taken:
    """What an undo or redo did: the step's label, the anchors of the items it touched, the ids of those now gone."""

    label: str
    verb: str
    anchors: tuple[str, ...]
    gone: tuple[uuid.UUID, ...]


def stacks(canvas, user) -> tuple[list[uuid.UUID], list[uuid.UUID]]:
    """Return the person's steps that can be undone and redone on this canvas, the next one last in each.

    That a canvas was made is not undone on it: a canvas is archived.
    """
    changed = Change.objects.filter(canvas=canvas).by(user).since_made()
    rows = changed.newest_first().values_list("step", "undoes", "redoes")
    done: list[uuid.UUID] = []
    undone: list[uuid.UUID] = []
    for step, undoes, redoes in reversed(list(dict.fromkeys(rows[:REACH]))):
        if undoes:
            _move(undoes, done, undone)
        elif redoes:
            _move(redoes, undone, done)
        else:
            done = [*(one for one in done if one != step), step]
            undone = []
    return done, undone


def latest_step(canvas, user) -> uuid.UUID | None:
    """Return the step of the person's latest change on this canvas; None where there is none."""
    return Change.objects.filter(canvas=canvas).by(user).newest_first().values_list("step", flat=True).first()


def undo(*, canvas, by, step="") -> Taken:
    """Take back the person's latest step; refused where another person has changed one of its items since.

    Where `step` names one, it is refused unless that one is the latest.
    """
    with changes.record(canvas, by=by) as change:
        done, _ = stacks(canvas, by)
        for latest in reversed(done):
            rows = _latest(canvas, latest, "redoes", by=by)
            # Text typed and taken back with Esc is no step.
            if net(reversed(rows)):
                if step and str(step) != str(latest):
                    raise NoLongerLatest
                change.undoes = latest
                return _invert(change, rows)
        raise NothingToUndo


def redo(*, canvas, by) -> Taken:
    """Do the step undone last again."""
    with changes.record(canvas, by=by) as change:
        _, undone = stacks(canvas, by)
        if not undone:
            raise NothingToRedo
        change.redoes = undone[-1]
        return _invert(change, _latest(canvas, undone[-1], "undoes", by=by))


def _move(step, source, target) -> None:
    if step in source:
        source.remove(step)
    target.append(step)


def _latest(canvas, step, way, *, by) -> list[Change]:
    """The rows to invert, newest first: those of the last undo or redo that named the step, else the step's own.

    Only the person's own: a step's id is said by the browser, which could say that of somebody else's.
    """
    rows = Change.objects.filter(canvas=canvas).by(by).newest_first()
    last = rows.filter(**{way: step}).first()
    return list(todays(rows.filter(step=last.step if last else step).order_by("id")))[::-1]


def _invert(change, rows) -> Taken:
    _check_untouched(change, rows)
    try:
        for row in rows:
            if not _brings_back_link(row):
                _invert_row(change, row)
        change.flush()
        _restore_links(change, [row for row in rows if _brings_back_link(row)])
    except IntegrityError as taken:
        raise NoLongerFits from taken
    _check_belongings(rows)
    _check_misfits(rows)
    label = next(row.label for row in rows if row.item_id == rows[-1].item_id)
    gone = tuple(row.item_id for row in rows if row.verb == "create")
    return Taken(label, rows[-1].verb, tuple(dict.fromkeys(row.anchor for row in rows)), gone)


def _check_belongings(rows) -> None:
    tables = {apps.get_model(row.model)._meta.db_table for row in rows}
    try:
        connection.check_constraints(table_names=sorted(tables))
    except IntegrityError as missing:
        raise BelongedToWhatIsGone from missing


def _check_misfits(rows) -> None:
    for name in dict.fromkeys(row.model for row in rows):
        items = [row.item_id for row in rows if row.model == name]
        model = apps.get_model(name)
        if model is not Canvas and (misfit := model.objects.filter(pk__in=items).misfit()):
            raise NoLongerFits(misfit)


def _check_untouched(change, rows) -> None:
    latest = {row.item_id: row for row in reversed(rows)}
    since = Change.objects.filter(canvas=change.canvas, item_id__in=list(latest), id__gt=rows[-1].id)
    for later in since.exclude(by_id=change.by.id).newest_first():
        mine = latest[later.item_id]
        if later.id > mine.id and (later.item_version > mine.item_version or later.verb == "delete"):
            raise ChangedSince(later)


def _is_link(row) -> bool:
    return issubclass(apps.get_model(row.model), Link)


def _brings_back_link(row) -> bool:
    return row.verb == "delete" and _is_link(row)


def _restore_links(change, rows) -> None:
    """Bring back links, after what they join. Alone, one that can't stand is refused; among others it stays away.

    A deleted note comes back although one of its segments has gone since, and without that one.
    """
    links = [(row, stored(apps.get_model(row.model), row.before)) for row in rows]
    for row, link in links:
        if _ends_stand(change, link) and not _is_joined(change, link):
            change.restore(type(link), row.before)
    change.flush()
    if rows and not change.rows:
        raise StandsOtherwise if any(_is_joined(change, link) for _, link in links) else BelongedToWhatIsGone


def _is_joined(change, link) -> bool:
    ends = {field.attname: getattr(link, field.attname) for field in _ends_of(link)}
    return type(link).objects.filter(canvas=change.canvas, **ends).exists()


def _ends_stand(change, link) -> bool:
    """Say whether all that a link joins stands."""
    ends = [(field.related_model, getattr(link, field.attname)) for field in _ends_of(link)]
    return all(pk is None or model.objects.filter(canvas=change.canvas, pk=pk).exists() for model, pk in ends)


def _ends_of(link):
    return [link._meta.get_field(name) for name in link.ends]


def _invert_row(change, row) -> None:
    model = apps.get_model(row.model)
    if row.verb == "delete":
        change.restore(model, row.before)
    elif row.verb == "create":
        _take_away(change, change.get(model, row.item_id))
    else:
        item = change.get(model, row.item_id)
        values = {name: field_value(model, name, row.before[name]) for name in difference(row.before, row.after)}
        change.update(item, version=item.version, **values)


def _take_away(change, item) -> None:
    parts = [part.pk for part in changes.cascade(item)]
    others = Change.objects.filter(canvas=change.canvas, item_id__in=parts).exclude(by_id=change.by.id)
    if later := others.newest_first().first():
        raise ChangedSince(later)
    change.delete(item, version=item.version)
