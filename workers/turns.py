"""Who is next: owners take turns, so that nobody waits behind all that another has asked for."""

from collections import OrderedDict, deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field


@dataclass
class Waiting[T]:
    """What one owner waits for, in two queues, and how much of it is at work."""

    urgent: deque[T] = field(default_factory=deque)
    others: deque[T] = field(default_factory=deque)
    at_work: int = 0

    def __len__(self) -> int:
        return len(self.urgent) + len(self.others)


class Turns[T]:
    """Tasks by owner. A turn takes one of an owner's, an urgent one first; the two bounds are for each owner."""

    def __init__(self, *, most_waiting: int, most_at_work: int) -> None:
        self.most_waiting, self.most_at_work = most_waiting, most_at_work
        self.owners: OrderedDict[Hashable, Waiting[T]] = OrderedDict()

    def add(self, owner: Hashable, task: T, *, urgent: bool) -> bool:
        """Queue a task; False where its owner has as many of its kind waiting as it may."""
        waiting = self.owners.setdefault(owner, Waiting())
        queue = waiting.urgent if urgent else waiting.others
        if len(queue) >= self.most_waiting:
            return False
        queue.append(task)
        return True

    def take(self, *, is_wanted: Callable[[T], bool]) -> T | None:
        """Return whose turn it is, leaving out what nobody wants any more; None where nothing may start."""
        for owner, waiting in list(self.owners.items()):
            task = self._first(waiting, is_wanted) if waiting.at_work < self.most_at_work else None
            if task is not None:
                waiting.at_work += 1
                self.owners.move_to_end(owner)
                return task
            self._forget(owner)
        return None

    def finish(self, owner: Hashable) -> None:
        """Say that a task of this owner has ended."""
        self.owners[owner].at_work -= 1
        self._forget(owner)

    def _first(self, waiting: Waiting[T], is_wanted: Callable[[T], bool]) -> T | None:
        for queue in (waiting.urgent, waiting.others):
            while queue:
                task = queue.popleft()
                if is_wanted(task):
                    return task
        return None

    def _forget(self, owner: Hashable) -> None:
        waiting = self.owners[owner]
        if not waiting and not waiting.at_work:
            del self.owners[owner]
