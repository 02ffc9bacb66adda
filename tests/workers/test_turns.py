import pytest

from workers.turns import Turns

# No test of this library asks a database.
pytestmark = pytest.mark.once


def taken(turns, count, *, is_wanted=lambda task: True):
    return [turns.take(is_wanted=is_wanted) for _ in range(count)]


def turns_with(*queued, most_waiting=100, most_at_work=100):
    turns = Turns(most_waiting=most_waiting, most_at_work=most_at_work)
    for owner, task in queued:
        turns.add(owner, task, urgent=False)
    return turns


def test_nobody_waits_behind_all_that_another_has_asked_for():
    turns = turns_with(("olga", 1), ("olga", 2), ("olga", 3), ("rita", 4))
    assert taken(turns, 5) == [1, 4, 2, 3, None]


def test_what_is_urgent_goes_before_what_the_same_owner_has_asked_for():
    turns = turns_with(("olga", 1), ("olga", 2))
    turns.add("olga", 3, urgent=True)
    assert taken(turns, 3) == [3, 1, 2]


def test_what_is_urgent_to_one_is_no_reason_for_another_to_wait():
    turns = turns_with(("rita", 9))
    for task in (1, 2):
        turns.add("olga", task, urgent=True)
    assert taken(turns, 3) == [9, 1, 2]


def test_an_owner_has_only_so_many_waiting():
    turns = turns_with(("olga", 1), ("olga", 2), most_waiting=2)
    assert not turns.add("olga", 3, urgent=False)
    assert turns.add("olga", 4, urgent=True)
    assert turns.add("rita", 5, urgent=False)


def test_an_owner_has_only_so_much_at_work():
    turns = turns_with(("olga", 1), ("olga", 2), most_at_work=1)
    assert taken(turns, 2) == [1, None]
    turns.finish("olga")
    assert taken(turns, 1) == [2]


def test_what_nobody_wants_any_more_is_left_out():
    turns = turns_with(("olga", 1), ("olga", 2), ("olga", 3))
    assert taken(turns, 2, is_wanted=lambda task: task == 3) == [3, None]


def test_an_owner_with_nothing_waiting_is_forgotten():
    turns = turns_with(("olga", 1))
    turns.take(is_wanted=bool)
    turns.finish("olga")
    assert not turns.owners
