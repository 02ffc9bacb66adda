"""The worker's side: it prepares once, then answers jobs over a pipe until the pipe closes.

Answers are ("ready", ""), ("done", answer) and, before the process ends, ("last", answer), ("unavailable", why) or
("failed", traceback).
"""

import os
import signal
import traceback
from collections.abc import Callable
from typing import Any

from workers.process import DONE, FAILED, LAST, READY, UNAVAILABLE

# One job at a time needs one thread of the numeric libraries, which look at this when they are imported.
SINGLE_THREADED = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")

GROWN = 0.25


def answer_jobs(connection: Any, prepare: Callable[[], Callable[..., Any]], *, most_memory: int, niceness: int) -> None:
    """Run the worker: `prepare` returns what makes an answer of a job's parts.

    It yields the processor to whoever serves pages by `niceness`. A job that would take the process over `most_memory`
    bytes of address space ends it; one that has grown beyond a part of that answers and makes room for a new one.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal is for the parent, which ends us.
    os.environ |= dict.fromkeys(SINGLE_THREADED, "1")
    limit_memory(most_memory)
    give_way(niceness)
    try:
        work = prepare()
    except (ImportError, OSError) as missing:
        connection.send((UNAVAILABLE, str(missing).splitlines()[0]))
        return
    connection.send((READY, ""))
    # Linux counts what the parent held before this process became one of its own.
    enough = max(most_memory * GROWN, most_held())
    try:
        while True:
            job = connection.recv()
            answer = work(*job)
            connection.send((LAST if most_held() > enough else DONE, answer))
    except (EOFError, BrokenPipeError):
        return
    except Exception:
        connection.send((FAILED, traceback.format_exc()))


def give_way(niceness: int) -> None:
    """Let pages go first where both want the processor."""
    if hasattr(os, "nice"):  # not on Windows
        os.nice(niceness)


def limit_memory(most: int) -> None:
    """Let a job that takes too much memory end this process, and not the machine."""
    try:
        import resource
    except ImportError:  # not on Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def most_held() -> int:
    """Return how many bytes this process has held at once; where that can't be asked, none."""
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
