import threading

from exports.flights import Flights


def test_who_asks_for_the_same_waits_and_finds_it_done():
    flights, done, seen, started = Flights(), [], [], threading.Event()

    def second():
        started.set()
        with flights.alone("key"):
            seen.append(list(done))

    with flights.alone("key"):
        thread = threading.Thread(target=second)
        thread.start()
        started.wait()
        with flights.alone("another"):
            done.append("first")
    thread.join()
    assert seen == [["first"]]


def test_nothing_is_held_once_nobody_needs_it():
    flights = Flights()
    with flights.alone("key"):
        pass
    assert not flights._flights
