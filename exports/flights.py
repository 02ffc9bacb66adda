"""Work that several ask for at once, done for the first of them; the others wait and find it done."""

import threading
from collections.abc import Hashable, Iterator
from contextlib import contextmanager


class Flights:
    """One lock for each key, as long as somebody holds it or waits for it."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._flights: dict[Hashable, tuple[threading.Lock, int]] = {}

    @contextmanager
    def alone(self, key: Hashable) -> Iterator[None]:
        """Hold `key` alone: whoever comes meanwhile waits."""
        with self._guard:
            lock, waiting = self._flights.get(key, (threading.Lock(), 0))
            self._flights[key] = lock, waiting + 1
        try:
            with lock:
                yield
        finally:
            self._leave(key)

    def _leave(self, key: Hashable) -> None:
        with self._guard:
            lock, waiting = self._flights[key]
            if waiting > 1:
                self._flights[key] = lock, waiting - 1
            else:
                del self._flights[key]
