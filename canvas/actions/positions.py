"""Where an item of an ordered list goes."""

from canvas.rules import place_between, renumbered


def position_after(items) -> int:
    """Return the position of an item that goes behind all of `items`, a queryset."""
    last = items.in_order().last()
    return place_between(last.position if last else None, None)


def position_at(change, others, index) -> int:
    """Return the position of an item that goes to `index` (from 0, past the end is last) among `others`, in order.

    Where no integer is left between two neighbours, the others are renumbered in the same change.
    """
    index = min(max(index, 0), len(others))
    before = others[index - 1].position if index else None
    after = others[index].position if index < len(others) else None
    position = place_between(before, after)
    if position is not None:
        return position
    places = renumbered(len(others) + 1)
    mine = places.pop(index)
    for other, place in zip(others, places, strict=True):
        change.place(other, position=place)
    return mine
