"""The parent's side of one worker process: started at its first job, kept warm, replaced when it dies or takes long.

Not for two threads at once: whoever has a worker asks it one job after the other.
"""

import atexit
import multiprocessing
import threading
import weakref
from collections.abc import Callable
from typing import Any

START_SECONDS = 60
DONE, LAST, FAILED, READY, UNAVAILABLE = "done", "last", "failed", "ready", "unavailable"


class WorkerError(Exception):
    """The worker gave no answer."""


class Unavailable(WorkerError):
    """The worker lacks something of the machine's and can't start."""


class TookTooLong(WorkerError):
    """The job took longer than it may, and was stopped."""


class Crashed(WorkerError):
    """The process ended while it was at work."""


class Failed(WorkerError):
    """The job raised; the message is its traceback."""


def is_ending() -> bool:
    """Whether our own process is ending, which takes its workers along."""
    return _ending.is_set()


class Worker:
    """One process that runs `serve(connection)`, as workers/serving.py answers jobs."""

    def __init__(self, serve: Callable[..., None], *arguments: Any, name: str) -> None:
        self.serve, self.arguments, self.name = serve, arguments, name
        self.process: Any = None
        self.connection: Any = None
        _living.add(self)

    def start(self) -> None:
        """Start the process where none runs; returns once it is ready, raises a WorkerError where it can't be."""
        if self.process is not None and self.process.is_alive():
            return
        self.stop()
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=self.serve, args=(theirs, *self.arguments), name=self.name, daemon=True)
        self.process.start()
        theirs.close()
        self._answer(START_SECONDS)

    def ask(self, job: Any, *, seconds: float) -> Any:
        """Return the answer to a job; raise a WorkerError where there is none, the process being stopped then."""
        self.start()
        try:
            self.connection.send(job)
        except (BrokenPipeError, ConnectionResetError):
            # It died while it was idle: a fresh one takes the job.
            self.stop()
            self.start()
            self.connection.send(job)
        return self._answer(seconds)

    def stop(self) -> None:
        """End the process, where one runs."""
        if self.process is not None:
            self.process.kill()
            self.process.join()
            self.connection.close()
        self.process = self.connection = None

    def _answer(self, seconds: float) -> Any:
        try:
            kind, answer = self._received(seconds)
            if kind in (UNAVAILABLE, FAILED):
                raise (Unavailable if kind == UNAVAILABLE else Failed)(answer)
        except WorkerError:
            self.stop()
            raise
        if kind == LAST:
            self.stop()
        return answer

    def _received(self, seconds: float) -> tuple[str, Any]:
        try:
            if not self.connection.poll(seconds):
                raise TookTooLong(f"no answer in {seconds:g} seconds")
            received: tuple[str, Any] = self.connection.recv()
        except (EOFError, ConnectionResetError) as ended:
            raise Crashed(f"{self.name} ended at work") from ended
        return received


_ending = threading.Event()
_living: "weakref.WeakSet[Worker]" = weakref.WeakSet()


@atexit.register
def _stop_all() -> None:
    _ending.set()
    for worker in list(_living):
        worker.stop()
