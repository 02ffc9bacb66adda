import os
import signal
import threading

import pytest

from exports.press.pressroom import Busy, Crashed, LibraryMissing, Press, TookTooLong
from tests.exports.press import workers


@pytest.fixture
def press_of():
    made = []

    def make(serve, **limits):
        made.append(Press(serve, **limits))
        return made[-1]

    yield make
    for press in made:
        press.stop()


def printed(press):
    return press.print("html", "css", None)


def test_the_worker_stays_warm(press_of):
    press = press_of(workers.that_echoes)
    assert printed(press) == printed(press)
    assert printed(press)[0] != os.getpid()


def test_a_worker_that_died_idle_is_replaced_without_a_word(press_of):
    press = press_of(workers.that_echoes)
    process = printed(press)[0]
    os.kill(process, signal.SIGKILL)
    press.worker.process.join()
    assert printed(press)[0] != process


def test_a_worker_that_dies_at_work_is_told_of_and_the_next_job_gets_a_new_one(press_of):
    press = press_of(workers.that_dies)
    with pytest.raises(Crashed, match="Nothing of your canvas is lost"):
        printed(press)
    press.worker.serve = workers.that_echoes
    assert printed(press)[1:] == ("typeset", "html", "css", None)


def test_a_job_over_its_time_is_stopped_and_the_next_gets_a_new_worker(press_of):
    press = press_of(workers.that_hangs, time_limit=0.2)
    with pytest.raises(TookTooLong, match="was stopped"):
        printed(press)
    assert press.worker.process is None
    press.worker.serve = workers.that_echoes
    press.time_limit = 30
    assert printed(press)[1:] == ("typeset", "html", "css", None)


def test_a_missing_library_is_said_with_the_command_that_installs_it(press_of):
    press = press_of(workers.without_library)
    with pytest.raises(LibraryMissing, match="apt-get install --yes libpango-1.0-0"):
        printed(press)
    assert "libpango" in str(press.refusal)


def test_once_the_library_is_there_it_works_without_a_restart(press_of):
    press = press_of(workers.without_library)
    with pytest.raises(LibraryMissing):
        printed(press)
    press.worker.serve = workers.that_echoes
    assert printed(press)
    assert press.refusal is None


def test_only_so_many_may_wait(press_of):
    press = press_of(workers.that_echoes, queue_length=2)
    with press.lock:
        waiting = [threading.Thread(target=printed, args=(press,)) for _ in range(2)]
        for thread in waiting:
            thread.start()
        while press.queue._value:
            pass
        with pytest.raises(Busy, match="Try again"):
            printed(press)
    for thread in waiting:
        thread.join()
    assert printed(press)
