from hypothesis import given
from hypothesis import strategies as st

from exports.rules.choices import PARTS, in_order, moved

parts = st.permutations(list(PARTS))


@given(parts, st.sampled_from(list(PARTS)), st.sampled_from([-1, 1]))
def test_a_part_that_is_moved_and_moved_back_stands_where_it_stood_unless_it_was_at_the_end(order, part, step):
    there = moved(order, part, step)
    assert sorted(there) == sorted(order)
    at_the_end = order[0 if step < 0 else -1] == part
    assert moved(there, part, -step) == order or at_the_end


def test_a_part_that_is_not_there_moves_nothing():
    assert moved(["canvas", "ledger"], "cover", 1) == ["canvas", "ledger"]


def test_parts_that_are_not_named_follow_in_our_order():
    assert in_order(["ledger", "nonsense", "canvas", "ledger"]) == ["ledger", "canvas", "overview", "features"]
