"""What belongs to a canvas is kept whole by its log, so that undo brings all of it back."""

import pytest

from canvas.models import Link, Tracked

# Who an item is and where it belongs never changes; how often and when it was changed is the write door's own.
NOT_KEPT = {"id", "version", "canvas_id", "workspace_id", "revision", "changed_at"}


def tracked_models(base=Tracked):
    for model in base.__subclasses__():
        if model._meta.abstract:
            yield from tracked_models(model)
        else:
            yield model


@pytest.mark.parametrize("model", list(tracked_models()))
def test_the_log_keeps_every_column(model):
    columns = {field.attname for field in model._meta.concrete_fields}
    assert set(model.tracked) == columns - NOT_KEPT


@pytest.mark.parametrize("model", list(tracked_models()))
def test_what_is_linked_is_linked_by_an_item_of_its_own(model):
    """So that putting on, taking off, undo and history are those of any item."""
    assert all(issubclass(field.remote_field.through, Link) for field in model._meta.many_to_many)


@pytest.mark.parametrize("model", list(tracked_models(Link)))
def test_a_link_names_all_its_ends(model):
    assert {f"{end}_id" for end in model.ends} == set(model.tracked)
