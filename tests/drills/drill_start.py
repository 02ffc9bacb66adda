"""What a start costs, and what it leaves: after a kill, and after an upgrade."""

import statistics
import time

from tests.drills.product import Server

TIMES = 3
# In one process the code is read once, whatever is asked of it first.
MOST_READINGS = 2
PATIENCE = 30


def seconds_of_reading_the_code(server: Server) -> float:
    """How long `manage.py check` takes, which reads all of the code and does nothing else."""
    start = time.perf_counter()
    server.manage("check")
    return time.perf_counter() - start


def seconds_from_kill(server: Server) -> float:
    server.kill()
    return server.start()


def test_after_a_kill_it_serves_again_in_twice_the_time_of_reading_its_code(server, report):
    reading = statistics.median(seconds_of_reading_the_code(server) for _ in range(TIMES))
    starting = statistics.median(seconds_from_kill(server) for _ in range(TIMES))
    report(f"{starting:.2f} s from kill -9 to the first answer; reading the code takes {reading:.2f} s")
    assert starting <= MOST_READINGS * reading


def wait_until(holds, server: Server) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, server.log
        time.sleep(0.02)


def test_the_backup_of_an_upgrade_stays_until_a_later_start_is_ready(server):
    served = server.data_dir / "served"
    wait_until(served.exists, server)
    server.stop()
    server.manage("migrate", "teams", "0001")
    assert "What it says now is kept in" in server.manage("prepare")
    [backup] = server.data_dir.glob("backups/*.zip")
    before = served.stat().st_mtime_ns
    server.start()
    wait_until(lambda: served.stat().st_mtime_ns > before, server)
    assert backup.exists()
    server.restart()
    wait_until(lambda: not backup.exists(), server)
