"""The write door: the one place where anything that belongs to a canvas is saved or deleted.

    with changes.record(canvas, by=user, step=step) as change:
        note = change.get(Note, note_id)
        change.update(note, version=seen, text="…")

In one transaction it locks the canvas's row, checks the version of each item that the person was looking at,
writes the items and one Change row per item, and raises the canvas's revision. Once that is committed, it is announced.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from django.db import transaction
from django.utils import timezone

from canvas.announcements import announce
from canvas.models import Canvas, Change, Item, Tracked
from canvas.snapshots import difference, snapshot, stored
from teams.actors import Actor, actor_of
from teams.models import User
from ui.prepared import Prepared


class Refused(Exception):
    """A change that was not made; the message is a sentence for the person: its docstring's, unless given."""

    def __init__(self, sentence: str = ""):
        super().__init__(sentence or (self.__doc__ or "").partition("\n")[0])


class MissingVersion(Refused):
    """Nothing was saved: the form did not say which version it was opened on. Reload the page and try again.

    A version that has not been reached yet says nothing either.
    """


class Conflict(Refused):
    """Another person saved the same field since this one opened it. Nothing was written.

    `item` is as it stands now; `fields` maps each contested field to (theirs, mine); `by_name` is who changed it.
    """

    def __init__(self, item: Tracked, fields: dict, by_name: str):
        self.item, self.fields, self.by_name = item, fields, by_name
        super().__init__(f"{by_name} changed this while you were editing.")


class Gone(Refused):
    """The item was deleted since the person opened it. Nothing was written; `label` is what it said."""

    def __init__(self, change: Change):
        self.label, self.by_name, self.item_id = change.label, change.by_name, change.item_id
        super().__init__(f"{change.by_name} deleted this. Your text was not saved; copy it to keep it.")


@contextmanager
def record(canvas: Canvas, *, by, step: uuid.UUID | None = None, undoes=None, redoes=None) -> Iterator["Recorder"]:
    """Open the write door on a canvas: everything inside is one revision, or nothing is.

    `by` is the user or the actor who does it, whom the log names.
    `step` groups several saves into one undoable step (an editing session of a field); `undoes` and `redoes` name
    the step that is taken back or done again. An unsaved canvas is created. Where nothing was changed, the revision
    stays as it was.
    """
    revision = canvas.revision
    with transaction.atomic():
        recorder = Recorder(canvas, by=by, step=step or uuid.uuid4(), undoes=undoes, redoes=redoes)
        yield recorder
        recorder.finish()
        if recorder.rows:
            announce(canvas, recorder.by, recorder.rows)
        else:
            canvas.revision = revision
            transaction.set_rollback(True)


class Recorder:
    """What can be done inside the write door."""

    def __init__(self, canvas: Canvas, *, by: User | Actor, step: uuid.UUID, undoes=None, redoes=None):
        self.canvas, self.by, self.step = canvas, actor_of(by), step
        self.undoes, self.redoes = undoes, redoes
        self.at = timezone.now()
        self.rows: list[Change] = []
        self._created: list[Item] = []
        if canvas._state.adding:
            self._start()
        else:
            self._raise_revision()

    def _start(self) -> None:
        self.canvas.revision, self.canvas.changed_at = 1, self.at
        self.canvas.save(force_insert=True)
        self._log("create", self.canvas, None, snapshot(self.canvas))

    def _raise_revision(self) -> None:
        # Writing the canvas's own row first is the lock: whoever comes second waits here.
        self.canvas.revision = Canvas.objects.raise_revision(self.canvas, at=self.at)
        self.canvas.changed_at = self.at

    def get(self, model, pk):
        """Return an item of this canvas as it stands under the lock.

        Raises Gone where it has been deleted, and the model's DoesNotExist where it never was in this canvas.
        """
        self.flush()
        if model is Canvas:
            return Canvas.objects.get(pk=self.canvas.pk)
        found = _item(model)(self.canvas.pk, pk)
        if not found:
            self._raise_gone(model, pk)
            raise model.DoesNotExist
        return found[0]

    def _raise_gone(self, model, pk) -> None:
        deletes = Change.objects.filter(canvas=self.canvas, item_id=pk, model=model._meta.label, verb="delete")
        if change := deletes.newest_first().first():
            raise Gone(change)

    def create[T: Item](self, item: T) -> T:
        """Add an item; it is written before the door closes."""
        item.canvas = self.canvas
        self._created.append(item)
        return item

    def update(self, item: Tracked, *, version: int | None, **values) -> Tracked:
        """Change fields of an item that the person saw at `version`.

        `values` maps field names to new values. Raises MissingVersion without a version, and Conflict where another
        step has changed one of these fields since.
        """
        _check_seen(item, version)
        self.flush()
        if version != item.version:
            self._check_conflict(item, version, values)
        before = snapshot(item)
        _assign(item, values)
        after = snapshot(item)
        changed = difference(before, after)
        if changed:
            self._write(item, before, after, changed)
        return item

    def place(self, item: Item, **values) -> Item:
        """Put an item elsewhere among its neighbours: never a conflict, and its version stays."""
        return self.update(item, version=item.version, **values)

    def delete(self, item: Item, *, version: int | None) -> None:
        """Delete an item with everything that hangs on it, one log row for each."""
        _check_seen(item, version)
        self.flush()
        for part in cascade(item):
            self._log("delete", part, snapshot(part), None)
        item_pk = item.pk
        item.delete()
        item.pk = item_pk

    def restore(self, model, state: dict) -> Item:
        """Bring an item back with the id and fields that a log row kept of it."""
        self.flush()
        item = stored(model, state)
        last = Change.objects.filter(canvas=self.canvas, item_id=item.pk).newest_first().first()
        item.version = last.item_version + 1 if last else item.version
        return self.create(item)

    def finish(self) -> None:
        self.flush()
        Change.objects.bulk_create(self.rows)

    def flush(self) -> None:
        """Write what was created so far, in as few statements as its models allow."""
        created, self._created = self._created, []
        for model in dict.fromkeys(type(item) for item in created):
            batch = [item for item in created if type(item) is model]
            model.objects.bulk_create(batch)
            for item in batch:
                self._log("create", item, None, snapshot(item))

    def _check_conflict(self, item, version, values) -> None:
        since = Change.objects.filter(canvas=self.canvas, item_id=item.pk, item_version__gt=version)
        rows = [row for row in since.exclude(step=self.step, by_id=self.by.id).newest_first() if row.verb != "delete"]
        wanted = snapshot(item, values=values)
        now = snapshot(item)
        contested = {}
        for name in values:
            key = _key(item, name)
            touched = any((row.before or {}).get(key) != (row.after or {}).get(key) for row in rows)
            if touched and now[key] != wanted[key] and name not in item.placed:
                contested[name] = (now[key], wanted[key])
        if contested:
            raise Conflict(item, contested, rows[0].by_name)

    def _write(self, item, before, after, changed) -> None:
        columns = [name for name in item.tracked if name in changed]
        only_placed = all(name in item.placed for name in changed)
        if not only_placed:
            item.version += 1
            columns.append("version")
            after["version"] = item.version
        item.save(update_fields=columns)
        self._log("move" if only_placed or "block" in changed else "edit", item, before, after)

    def _log(self, verb, item, before, after) -> None:
        self.rows.append(
            Change(
                canvas=self.canvas,
                revision=self.canvas.revision,
                step=self.step,
                undoes=self.undoes,
                redoes=self.redoes,
                by_id=self.by.id,
                by_name=self.by.name,
                by_kind=self.by.kind,
                at=self.at,
                verb=verb,
                model=item._meta.label,
                item_id=item.pk,
                item_version=item.version,
                anchor=item.anchor,
                label=str(item)[:80],
                before=before,
                after=after,
            )
        )


def cascade(item: Item) -> list[Item]:
    """Return the items that go when this one is deleted, each once, deepest first, itself last."""
    # What hangs on two of them, such as a limit on a line and on its feature, goes with the first.
    return list({part.pk: part for part in _hanging_on(item)}.values())


def _hanging_on(item: Item) -> list[Item]:
    parts = []
    for relation in item._meta.related_objects:
        if relation.one_to_many and issubclass(relation.related_model, Item):
            children = relation.related_model.objects.filter(**{relation.field.name: item})
            for child in children.labelled():
                parts += _hanging_on(child)
    return [*parts, item]


@cache
def _item(model) -> Prepared:
    return Prepared(lambda canvas_id, pk: model.objects.filter(canvas=canvas_id, pk=pk))


def _check_seen(item, version) -> None:
    if version is None or version > item.version:
        raise MissingVersion


def _key(item, name) -> str:
    return name if name in item.tracked else f"{name}_id"


def _assign(item, values) -> None:
    for name, value in values.items():
        setattr(item, name, value)
