"""The parent's side of the press: one warm worker, a short queue, a time limit, a new worker after a crash."""

import atexit
import logging
import multiprocessing
import threading
from collections.abc import Callable
from typing import Any

from exports.press import worker

logger = logging.getLogger(__name__)

INSTALL = "apt-get install --yes libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"

QUEUE_LENGTH = 3
START_SECONDS = 60
TIME_LIMIT_SECONDS = 90


class PressError(Exception):
    """The PDF could not be made. Try again."""

    retry_after: int | None = None

    def __init__(self):
        super().__init__(self.__doc__)


class LibraryMissing(PressError):
    __doc__ = f"The PDF needs a system library that this server lacks. Whoever runs it can install it: {INSTALL}"


class Busy(PressError):
    """Several PDFs are being made already. Try again in half a minute."""

    retry_after = 30


class TookTooLong(PressError):
    __doc__ = (
        f"Laying out this canvas took more than {TIME_LIMIT_SECONDS} seconds and was stopped. "
        "Shorten its longest notes, or try again when the server is less busy."
    )


class Crashed(PressError):
    """The PDF could not be made: the process that lays it out stopped. Nothing of your canvas is lost. Try again."""

    retry_after = 5


class Press:
    """A worker process that is started at its first job, kept warm, and replaced when it dies or takes too long.

    `refusal` says that the last start found a system library missing, until one succeeds.
    """

    def __init__(
        self,
        serve: Callable[[Any], None] = worker.serve,
        *,
        queue_length: int = QUEUE_LENGTH,
        time_limit: float = TIME_LIMIT_SECONDS,
    ):
        self.serve, self.time_limit = serve, time_limit
        self.queue = threading.BoundedSemaphore(queue_length)
        self.lock = threading.Lock()
        self.process: Any = None
        self.connection: Any = None
        self.refusal: LibraryMissing | None = None

    def print(self, html: str, css: str, *, must_fit: bool):
        """Return what typesetter.typeset makes of this; raise a PressError that says why there is nothing."""
        if not self.queue.acquire(blocking=False):
            raise Busy
        try:
            with self.lock:
                return self._print_once(html, css, must_fit)
        finally:
            self.queue.release()

    def warm_up(self) -> None:
        """Start the worker in the background, where none runs, so that the first PDF need not wait for it."""
        if self.process is None:
            threading.Thread(target=self._warm_up, name="press-warm-up", daemon=True).start()

    def stop(self) -> None:
        """End the worker, where one runs."""
        if self.process is not None:
            self.process.kill()
            self.process.join()
            self.connection.close()
        self.process = self.connection = None

    def _warm_up(self) -> None:
        if self.lock.acquire(blocking=False):
            try:
                self._start()
            except PressError:
                self.stop()
            finally:
                self.lock.release()

    def _print_once(self, html, css, must_fit):
        self._start()
        try:
            self.connection.send((html, css, must_fit))
        except (BrokenPipeError, ConnectionResetError):
            # It died while it was idle: a fresh one takes the job.
            self.stop()
            self._start()
            self.connection.send((html, css, must_fit))
        return self._answer("printed", self.time_limit)

    def _start(self) -> None:
        if self.process is not None and self.process.is_alive():
            return
        self.stop()
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=self.serve, args=(theirs,), name="press", daemon=True)
        self.process.start()
        theirs.close()
        self._answer("ready", START_SECONDS)
        self.refusal = None

    def _answer(self, expected: str, seconds: float):
        try:
            if not self.connection.poll(seconds):
                raise TookTooLong
            kind, answer = self.connection.recv()
        except (EOFError, ConnectionResetError) as ended:
            self.stop()
            raise Crashed from ended
        except TookTooLong:
            self.stop()
            raise
        if kind == expected:
            return answer
        self.stop()
        if kind == "unavailable":
            self.refusal = LibraryMissing()
            raise self.refusal
        logger.error("The PDF worker failed: %s", answer)
        raise Crashed


press = Press()
atexit.register(press.stop)
