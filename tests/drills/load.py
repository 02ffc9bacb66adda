"""Many at once: requests in threads, and how long each took."""

import statistics
import time
from concurrent.futures import ThreadPoolExecutor, wait


def at_once(*calls):
    """Make all calls at the same time, each in a thread; returns what they return, in their order."""
    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(lambda call: call(), calls))


def percentile_95(seconds) -> float:
    return statistics.quantiles(seconds, n=20, method="inclusive")[-1]


def idle(ask, *, times=40) -> float:
    """Return the 95th percentile of the seconds of a request that has the server for itself."""
    for _ in range(5):
        ask()
    return percentile_95([ask().seconds for _ in range(times)])


def beside(ask, *storm) -> tuple[list, list]:
    """Ask again and again while a storm of calls goes on; returns the answers, and what the storm returned."""
    with ThreadPoolExecutor(len(storm)) as pool:
        running = [pool.submit(call) for call in storm]
        answers = [ask()]
        while wait(running, timeout=0).not_done:
            answers.append(ask())
    return answers, [one.result() for one in running]


def seconds_until(condition, *, patience=30) -> float:
    """Wait until the condition holds; returns how long that took."""
    start = time.perf_counter()
    while not condition():
        assert time.perf_counter() - start < patience
        time.sleep(0.05)
    return time.perf_counter() - start
