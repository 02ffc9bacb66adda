"""Customer segments: create, rename, recolour, delete."""

from canvas import changes
from canvas.actions.positions import position_at
from canvas.models import Segment
from canvas.rules import SEGMENT_LIMIT, first_free_colour


class TooManySegments(changes.Refused):
    """A canvas holds at most 8 segments. Delete or rename one, then add this one."""


class NameTaken(changes.Refused):
    """Another segment of this canvas has this name already. Choose another name."""


def add_segment(*, canvas, name, by, colour=None) -> Segment:
    """Add a segment, in the first free colour unless one is given."""
    with changes.record(canvas, by=by) as change:
        segments = list(canvas.segments.in_order())
        if len(segments) >= SEGMENT_LIMIT:
            raise TooManySegments
        _check_name(canvas, name)
        colour = colour or first_free_colour({segment.colour for segment in segments})
        position = position_at(change, segments, len(segments))
        return change.create(Segment(name=name, colour=colour, position=position))


def edit_segment(*, canvas, segment_id, version, by, step=None, **fields) -> Segment:
    """Rename or recolour a segment."""
    with changes.record(canvas, by=by, step=step) as change:
        if "name" in fields:
            _check_name(canvas, fields["name"], but=segment_id)
        return change.update(change.get(Segment, segment_id), version=version, **fields)


def delete_segment(*, canvas, segment_id, version, by) -> Segment:
    """Take a segment off every note that carries it, and delete it: one step."""
    with changes.record(canvas, by=by) as change:
        segment = change.get(Segment, segment_id)
        change.delete(segment, version=version)
        return segment


def _check_name(canvas, name, *, but=None) -> None:
    # Compared here, since SQLite knows the upper and lower case of ASCII only.
    others = canvas.segments.exclude(pk=but).values_list("name", flat=True)
    if name.casefold() in {other.casefold() for other in others}:
        raise NameTaken
