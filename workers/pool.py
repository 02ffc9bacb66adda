"""Work that is dear: done once per key however many ask, in a few processes, in fair turns of those who ask.

Who asks waits a moment and takes what is ready by then; the rest is gone on with while somebody asks again now and
then, and dropped before it starts once nobody does.
"""

import logging
import os
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from typing import Any, Protocol

from workers.process import Worker, WorkerError, is_ending
from workers.serving import answer_jobs
from workers.turns import Turns

logger = logging.getLogger(__name__)

# An owner may have so much waiting; who asks for more asks again for the rest.
MOST_WAITING = 500
# So many answers are kept for those who ask again, a few kilobytes each.
MOST_KEPT = 600
# Work that nobody has asked for in so many seconds is not begun.
PATIENCE = 15.0
# A job has so many seconds.
TIME_LIMIT = 60.0
# After so many idle seconds a process that has worked gives way to a fresh one, which holds less memory.
IDLE = 30.0
MOST_MEMORY = 2 * 1024**3
NICENESS = 10

type Answers = dict[str, Any]


class WorkFailed(Exception):
    """Something could not be worked out. Whoever runs this server finds why in its log."""


@dataclass(frozen=True, slots=True)
class Job:
    """A function that a process can import, and what it is given."""

    function: Callable[..., Any]
    arguments: tuple[Any, ...]


class Working(Protocol):
    """What works jobs out."""

    def results(self, owner: Hashable, jobs: Mapping[str, Job], *, within: float, urgent: bool = False) -> Answers:
        """Return the answers by key that are there `within` so many seconds; raises WorkFailed where a job failed."""

    def warm_up(self) -> None:
        """Make ready, so that the first who asks need not wait for it."""


class InPlace:
    """Works every job out at once, in the thread that asks."""

    def results(self, owner: Hashable, jobs: Mapping[str, Job], *, within: float, urgent: bool = False) -> Answers:
        return {key: job.function(*job.arguments) for key, job in jobs.items()}

    def warm_up(self) -> None:
        pass


@dataclass(eq=False)
class Asking:
    """One who asks: the keys that are still missing, and the answers so far."""

    missing: set[str]
    found: dict[str, Any] = field(default_factory=dict)
    failed: bool = False
    ready: threading.Event = field(default_factory=threading.Event)

    def take(self, key: str, answer: Any) -> None:
        self.found[key] = answer
        self.leave_out(key)

    def leave_out(self, key: str) -> None:
        self.missing.discard(key)
        if not self.missing:
            self.ready.set()


@dataclass(eq=False)
class Task:
    """A job that waits or is at work, with those who wait for it and when it was last asked for."""

    owner: Hashable
    key: str
    job: Job
    urgent: bool
    asked_at: float
    has_begun: bool = False
    askings: list[Asking] = field(default_factory=list)


class Pool:
    """`processes` of them, started at the first job; each has imported `modules` before. See `Working`."""

    def __init__(self, *, processes: int, modules: Sequence[str] = (), patience: float = PATIENCE) -> None:
        self.processes, self.modules, self.patience = processes, tuple(modules), patience
        self.turns: Turns[Task] = Turns(most_waiting=MOST_WAITING, most_at_work=max(1, processes - 1))
        self.tasks: dict[str, Task] = {}
        self.kept: OrderedDict[str, Any] = OrderedDict()
        self.changed = threading.Condition()
        self.threads: list[threading.Thread] = []

    def results(self, owner: Hashable, jobs: Mapping[str, Job], *, within: float, urgent: bool = False) -> Answers:
        if not jobs:
            return {}
        asking = Asking(set(jobs))
        with self.changed:
            for key, job in jobs.items():
                self._ask(asking, owner, key, job, urgent)
            self._start_threads()
            self.changed.notify_all()
        asking.ready.wait(within)
        with self.changed:
            self._leave(asking)
        if asking.failed:
            raise WorkFailed(WorkFailed.__doc__)
        return asking.found

    def warm_up(self) -> None:
        if not self.threads:
            with self.changed:
                self._start_threads()

    def _ask(self, asking: Asking, owner: Hashable, key: str, job: Job, urgent: bool) -> None:
        if key in self.kept:
            self.kept.move_to_end(key)
            asking.take(key, self.kept[key])
            return
        task = self.tasks.get(key) or Task(owner, key, job, urgent, time.monotonic())
        is_overtaking = urgent and not task.urgent and not task.has_begun
        if (key not in self.tasks or is_overtaking) and self.turns.add(task.owner, task, urgent=urgent):
            task.urgent, self.tasks[key] = urgent, task
        if key in self.tasks:
            task.asked_at = time.monotonic()
            task.askings.append(asking)

    def _leave(self, asking: Asking) -> None:
        for task in filter(None, map(self.tasks.get, asking.missing)):
            if asking in task.askings:
                task.askings.remove(asking)
                task.asked_at = time.monotonic()

    def _start_threads(self) -> None:
        while len(self.threads) < self.processes:
            name = f"figures-{len(self.threads) + 1}"
            worker = Worker(serve, self.modules, name=name)
            self.threads.append(threading.Thread(target=self._run, args=(worker,), name=name, daemon=True))
            self.threads[-1].start()

    def _run(self, worker: Worker) -> None:
        """Feed one process, for as long as ours lives."""
        has_worked = False
        while True:
            self._warm(worker)
            task = self._next()
            if task is not None:
                has_worked = True
                self._work(worker, task)
            elif has_worked:
                worker.stop()
                has_worked = False

    def _warm(self, worker: Worker) -> None:
        try:
            worker.start()
        except WorkerError:
            # The job that needs it tries again, and tells who asked.
            logger.exception("A process that works figures out can't start.")

    def _next(self) -> Task | None:
        """Return the task whose turn it is; None after a while without one."""
        with self.changed:
            return self.changed.wait_for(partial(self.turns.take, is_wanted=self._is_wanted), IDLE)

    def _is_wanted(self, task: Task) -> bool:
        if task.has_begun:  # it stood in the other queue, too, until somebody was in a hurry
            return False
        task.has_begun = bool(task.askings) or time.monotonic() - task.asked_at < self.patience
        if not task.has_begun:
            del self.tasks[task.key]
        return task.has_begun

    def _work(self, worker: Worker, task: Task) -> None:
        try:
            answer = worker.ask((task.job.function, *task.job.arguments), seconds=TIME_LIMIT)
        except WorkerError as error:
            if is_ending():
                return
            logger.error("A figure could not be worked out: %s: %s", type(error).__name__, error)
            self._end(task, self._tell_of_failure)
        else:
            self._end(task, partial(self._hand_out, answer))

    def _end(self, task: Task, tell: Callable[[Task], None]) -> None:
        with self.changed:
            del self.tasks[task.key]
            self.turns.finish(task.owner)
            tell(task)
            self.changed.notify_all()

    def _hand_out(self, answer: Any, task: Task) -> None:
        self.kept[task.key] = answer
        if len(self.kept) > MOST_KEPT:
            self.kept.popitem(last=False)
        for asking in task.askings:
            asking.take(task.key, answer)

    def _tell_of_failure(self, task: Task) -> None:
        for asking in task.askings:
            asking.failed = True
            asking.leave_out(task.key)


def serve(connection: Any, modules: Sequence[str]) -> None:
    """Run a process of the pool."""
    answer_jobs(connection, partial(prepare, modules), most_memory=MOST_MEMORY, niceness=NICENESS)


def prepare(modules: Sequence[str]) -> Callable[..., Any]:
    """Import what the jobs need, and return what runs one."""
    for module in modules:
        import_module(module)
    return lambda function, *arguments: function(*arguments)


def spare_processors(*, shared_by: int = 1) -> int:
    """Return how many processors are left beside the one that serves pages, at least one, for each of `shared_by`."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, (usable - 1) // shared_by)
