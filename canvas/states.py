"""What stood on a canvas after any of its revisions, rebuilt from its log: the one place that knows how.

`replayed` reads the log alone, from its first row on; `as_it_stood` starts from the present items and takes back what
came later, which is less the nearer the revision. Both give the same. `after_each` walks through the log.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any
from uuid import UUID

from django.apps import apps

from canvas.models import Canvas, Change, Item, Tracked
from canvas.old_rows import todays, written_as
from canvas.snapshots import difference, snapshot, stored

type Kept = dict[str, Any]


class State:
    """The items of a canvas at one moment, each as the log keeps it, by the label of its model and its id."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, UUID], Kept] = {}

    def __eq__(self, other) -> bool:
        return isinstance(other, State) and self.kept == other.kept

    __hash__ = None  # type: ignore[assignment]

    def of[T: Tracked](self, model: type[T]) -> list[T]:
        """Return the items of one model, unsaved."""
        return [stored(model, kept) for (label, _), kept in self.kept.items() if label == model._meta.label]

    def one[T: Tracked](self, model: type[T], pk: UUID) -> T | None:
        """Return one item, unsaved; None where it did not stand."""
        kept = self.kept.get((model._meta.label, pk))
        return stored(model, kept) if kept else None

    def follow(self, row: Change) -> None:
        """Become what stood after a row of the log."""
        # Rows of edits from before said there the version that the item had before them.
        self._set(row, row.after and {**row.after, "version": row.item_version})

    def take_back(self, row: Change) -> None:
        """Become what stood before a row of the log."""
        self._set(row, row.before)

    def _set(self, row, kept: Kept | None) -> None:
        if kept:
            self.kept[row.model, row.item_id] = kept
        else:
            self.kept.pop((row.model, row.item_id), None)


def present(canvas: Canvas, models: Iterable[type[Tracked]] | None = None) -> State:
    """Return what stands on a canvas now; of all models, or of these."""
    state = State()
    for model in _tracked() if models is None else models:
        which = {"pk": canvas.pk} if model is Canvas else {"canvas": canvas}
        for item in model._default_manager.filter(**which):
            state.kept[model._meta.label, item.pk] = snapshot(item)
    return state


def as_it_stood(canvas: Canvas, revision: int, models: Iterable[type[Tracked]] | None = None) -> State:
    """Return what stood after a revision: what stands now, without what the log says was done since."""
    models = None if models is None else list(models)
    state = present(canvas, models)
    for row in reversed(list(_log(canvas, models, revision__gt=revision))):
        state.take_back(row)
    return state


def replayed(canvas: Canvas, revision: int | None = None, models: Iterable[type[Tracked]] | None = None) -> State:
    """Return what stood after a revision, the last unless one is given, from the log alone."""
    which = {} if revision is None else {"revision__lte": revision}
    state = State()
    for row in _log(canvas, models, **which):
        state.follow(row)
    return state


def after_each[K](rows: Iterable[Change], key: Callable[[Change], K]) -> Iterator[tuple[K, State]]:
    """Go through rows of the log, oldest first, and give the state after each run of those with the same key.

    It is one state that goes on changing: what is wanted of it is taken before the next is asked for.
    """
    state = State()
    for each, run in groupby(todays(rows), key=key):
        for row in run:
            state.follow(row)
        yield each, state


def net(rows: Iterable[Change]) -> dict[UUID, tuple[Kept | None, Kept | None]]:
    """Return, by the id of each item in rows of the log, oldest first, what it was before them and after; only changed.

    What was typed and taken back again is no change; neither is what came and went.
    """
    ends: dict[UUID, tuple[Kept | None, Kept | None]] = {}
    for row in todays(rows):
        before = ends[row.item_id][0] if row.item_id in ends else row.before
        ends[row.item_id] = (before, row.after)
    return {pk: (before, after) for pk, (before, after) in ends.items() if _differ(before, after)}


def _differ(before: Kept | None, after: Kept | None) -> bool:
    if before and after:
        return bool(difference(before, after))
    return bool(before or after)


def _tracked() -> list[type[Tracked]]:
    return [model for model in apps.get_models() if issubclass(model, Canvas | Item)]


def _log(canvas, models, **which) -> Iterator[Change]:
    """Read the log, oldest first, in today's words; of all models, or of these."""
    rows = Change.objects.filter(canvas=canvas, **which).order_by("id")
    if models is None:
        return todays(rows)
    labels = {model._meta.label for model in models}
    return (row for row in todays(rows.filter(model__in=written_as(labels))) if row.model in labels)
