"""The pool with real processes."""

import threading

import pytest

from tests.workers import jobs
from workers.pool import InPlace, Job, Pool, WorkFailed
from workers.serving import most_held

pytestmark = pytest.mark.once

LONG = 30.0


@pytest.fixture(scope="module")
def pool():
    return Pool(processes=1)


@pytest.fixture
def busy(tmp_path, pool):
    """Keep the only process busy until the block ends."""
    gate = tmp_path / "gate"
    pool.results("gate", {str(gate): Job(jobs.wait_for, (str(gate),))}, within=0)
    yield gate
    gate.touch()


@pytest.fixture
def notes(tmp_path):
    return tmp_path / "notes"


def noting(notes, *words):
    return {f"{notes} {word}": Job(jobs.note, (str(notes), word)) for word in words}


def test_answers_come_by_their_keys(pool):
    found = pool.results("olga", {"two": Job(jobs.double, (1,)), "four": Job(jobs.double, (2,))}, within=LONG)
    assert found == {"two": 2, "four": 4}


def test_the_process_is_another_one_that_gives_way_and_stays_warm(pool):
    asked = [pool.results("olga", {f"id {n}": Job(jobs.process_id, ())}, within=LONG) for n in range(2)]
    ids = {next(iter(found.values())) for found in asked}
    assert len(ids) == 1
    assert ids.isdisjoint([jobs.process_id()])
    assert pool.results("olga", {"nice": Job(jobs.niceness, ())}, within=LONG)["nice"] > jobs.niceness()


def test_a_process_that_has_grown_makes_room_for_another_one(pool):
    # It begins with what this process, its parent, has held.
    ids, megabytes = [], 200 + max(400, most_held() >> 20)
    for name, job in (("before", Job(jobs.process_id, ())), ("grown", Job(jobs.hold, (megabytes,)))):
        ids += pool.results("olga", {name: job}, within=LONG).values()
    after = pool.results("olga", {"after": Job(jobs.process_id, ())}, within=LONG)["after"]
    assert after != ids[0]


def test_what_is_not_ready_in_time_is_there_for_who_asks_again(pool, busy):
    work = {"eighty": Job(jobs.double, (40,))}
    assert pool.results("olga", work, within=0) == {}
    busy.touch()
    assert pool.results("olga", work, within=LONG) == {"eighty": 80}


def test_the_same_is_worked_out_once_however_many_ask(pool, busy, notes):
    work = noting(notes, "once")
    asking = [threading.Thread(target=pool.results, args=("olga", work), kwargs={"within": LONG}) for _ in range(8)]
    for thread in asking:
        thread.start()
    busy.touch()
    for thread in asking:
        thread.join()
    pool.results("rita", work, within=LONG)
    assert notes.read_text() == "once\n"


def test_what_nobody_asks_for_any_more_is_dropped_before_it_starts(pool, busy, notes, monkeypatch):
    monkeypatch.setattr(pool, "patience", 0)
    pool.results("olga", noting(notes, "left"), within=0)
    busy.touch()
    pool.results("olga", noting(notes, "wanted"), within=LONG)
    assert notes.read_text() == "wanted\n"


def test_what_becomes_urgent_overtakes_and_runs_once(pool, busy, notes):
    pool.results("olga", noting(notes, "first", "second"), within=0)
    pool.results("olga", noting(notes, "second"), within=0, urgent=True)
    busy.touch()
    pool.results("olga", noting(notes, "first", "second", "third"), within=LONG)
    assert notes.read_text().split() == ["second", "first", "third"]


@pytest.mark.parametrize("job", [jobs.fail, jobs.die])
def test_a_job_that_fails_is_said_and_the_next_one_gets_a_process(pool, job):
    with pytest.raises(WorkFailed, match="could not be worked out"):
        pool.results("olga", {job.__name__: Job(job, ())}, within=LONG)
    assert pool.results("olga", {"after it": Job(jobs.double, (4,))}, within=LONG) == {"after it": 8}


def test_in_place_it_is_done_at_once_by_who_asks():
    assert InPlace().results("olga", {"here": Job(jobs.process_id, ())}, within=0) == {"here": jobs.process_id()}
