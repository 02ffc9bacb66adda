"""The parent's side of the press: one warm worker, a short queue, a time limit, a new worker after a crash."""

import logging
import threading
from collections.abc import Callable
from typing import Any

import workers.process
from exports.press import worker
from exports.press.jobs import DRAW, TYPESET, Printed
from exports.rules.flow import Terms
from workers.process import Worker, WorkerError

logger = logging.getLogger(__name__)

INSTALL = "apt-get install --yes libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"

QUEUE_LENGTH = 3
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
        self.worker, self.time_limit = Worker(serve, name="press"), time_limit
        self.queue = threading.BoundedSemaphore(queue_length)
        self.lock = threading.Lock()
        self.refusal: PressError | None = None

    def print(self, html: str, css: str, terms: Terms | None) -> Printed:
        """Return what typesetter.typeset makes of this; raise a PressError that says why there is nothing."""
        return self._in_turn(TYPESET, html, css, terms)

    def draw(self, pdf: bytes) -> list[bytes]:
        """Return pictures of the pages of a PDF of ours; raise a PressError as `print` does."""
        return self._in_turn(DRAW, pdf)

    def warm_up(self) -> None:
        """Start the worker in the background, where none runs, so that the first PDF need not wait for it."""
        if self.worker.process is None:
            threading.Thread(target=self._warm_up, name="press-warm-up", daemon=True).start()

    def stop(self) -> None:
        """End the worker, where one runs."""
        self.worker.stop()

    def _warm_up(self) -> None:
        if self.lock.acquire(blocking=False):
            try:
                self.worker.start()
                self.refusal = None
            except WorkerError as error:
                self._refusal_of(error)
            finally:
                self.lock.release()

    def _in_turn(self, *job: Any) -> Any:
        if not self.queue.acquire(blocking=False):
            raise Busy
        try:
            with self.lock:
                return self._asked(job)
        finally:
            self.queue.release()

    def _asked(self, job: tuple) -> Any:
        try:
            answer = self.worker.ask(job, seconds=self.time_limit)
        except WorkerError as error:
            raise self._refusal_of(error) from error
        self.refusal = None
        return answer

    def _refusal_of(self, error: WorkerError) -> PressError:
        """Return what a person is told of this; a library that is missing is remembered."""
        if isinstance(error, workers.process.Unavailable):
            self.refusal = LibraryMissing()
            return self.refusal
        if isinstance(error, workers.process.Failed):
            logger.error("The PDF worker failed: %s", error)
        return TookTooLong() if isinstance(error, workers.process.TookTooLong) else Crashed()


press = Press()
