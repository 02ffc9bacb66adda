"""Places among neighbours, by property: order is kept, and a full gap says so."""

from hypothesis import given
from hypothesis import strategies as st

from canvas.rules import first_free_colour, next_status, place_between, renumbered

positions = st.integers(min_value=-(2**40), max_value=2**40)


@given(positions, positions)
def test_a_place_between_two_neighbours_lies_strictly_between_or_is_none(one, other):
    before, after = sorted((one, other))
    place = place_between(before, after)
    if place is None:
        assert after - before <= 1
    else:
        assert before < place < after


@given(positions)
def test_a_place_at_an_end_lies_beyond_the_neighbour(position):
    assert place_between(position, None) > position
    assert place_between(None, position) < position


def test_an_empty_block_has_a_place():
    assert place_between(None, None) is not None


@given(st.integers(min_value=0, max_value=700))
def test_renumbered_places_leave_room_between_all_neighbours(count):
    places = renumbered(count)
    assert len(places) == count
    assert all(place_between(a, b) is not None for a, b in zip(places, places[1:], strict=False))


def test_the_status_cycle_comes_round():
    status = "assumption"
    seen = []
    for _ in range(3):
        status = next_status(status)
        seen.append(status)
    assert seen == ["validated", "invalidated", "assumption"]


@given(st.sets(st.integers(min_value=1, max_value=8)))
def test_the_first_free_colour_is_free_unless_all_are_taken(taken):
    colour = first_free_colour(taken)
    assert colour == 1 if len(taken) == 8 else colour not in taken
