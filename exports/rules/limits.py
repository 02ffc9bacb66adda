"""How often one person may have something made."""

import threading
from collections import defaultdict, deque
from collections.abc import Hashable


class RateLimit:
    """At most `times` in any `seconds`, for each person, counted in this process.

    Times are seconds of a clock that never goes back, given by the caller.
    """

    def __init__(self, *, times: int, seconds: float):
        self.times, self.seconds = times, seconds
        self._lock = threading.Lock()
        self._taken: defaultdict[Hashable, deque[float]] = defaultdict(deque)

    def take(self, person: Hashable, *, now: float) -> float:
        """Count one more at `now` and return 0, or count nothing and return the seconds to wait."""
        with self._lock:
            self._forget(now)
            taken = self._taken[person]
            if len(taken) >= self.times:
                return taken[0] + self.seconds - now
            taken.append(now)
            return 0.0

    def clear(self) -> None:
        """Forget everything that was counted."""
        with self._lock:
            self._taken.clear()

    def _forget(self, now: float) -> None:
        for person, taken in list(self._taken.items()):
            while taken and taken[0] <= now - self.seconds:
                taken.popleft()
            if not taken:
                del self._taken[person]
