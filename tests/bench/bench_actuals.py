"""A table of actuals at its limits is read or refused within 2 s of the processor and 150 MB of memory, each kind of
table in a process of its own; what is over the limits is refused at once."""

import subprocess
import sys

import pytest
from django.conf import settings

from ledger.tables import MOST_BYTES, MOST_ROWS

SECONDS, MEGABYTES = 2.0, 150
# The kernel's own account of the process: what `resource` says of a child begins with its parent's.
READ = """
import re, sys, time
from ledger.tables import TableRefused, read
def peak():
    with open("/proc/self/status") as status:
        return int(re.search(r"VmHWM:\\s+([0-9]+)", status.read())[1]) / 1024
before, start = peak(), time.process_time()
try:
    with open(sys.argv[1], "rb") as file:
        said = f"{read(file.read()).rows} rows"
except TableRefused as refusal:
    said = "refused"
print(f"{time.process_time() - start:.2f} {peak() - before:.0f} {said}")
"""


def filled(header, row, most=MOST_BYTES):
    """A table of as many rows as its limits let through; `row` gives each by its number."""
    lines, size = [header], len(header)
    for n in range(MOST_ROWS):
        lines.append(row(n))
        size += len(lines[-1]) + 1
        if size > most:
            return "\n".join(lines[:-1])
    return "\n".join(lines)


def day(n):
    return f"2026-{n % 12 + 1:02d}-{n % 28 + 1:02d}"


TABLES = {
    "calls of Langfuse": lambda: filled(
        "id,traceId,startTime,endTime,name,inputUsage,outputUsage,totalCost",
        lambda n: f"{n:032x},{n:032x},{day(n)}T10:00:00.{n:06d}Z,{day(n)}T10:00:01Z,x,{n % 9000},{n % 900},{n / 7e6}",
    ),
    "breakdowns in JSON": lambda: filled(
        "start_time,trace_id,total_cost,usage_details",
        lambda n: f'{day(n)} 10:00:00.{n:06d},{n},0.{n},"{{""input"":{n},""output"":{n * 2}}}"',
    ),
    "many numbers in a row": lambda: filled(
        "date," + ",".join(f"c{n}" for n in range(40)), lambda n: f"{day(n)}," + ",".join([str(n / 7)] * 40)
    ),
    "many short cells": lambda: filled("date," + ",".join("x" * 190), lambda n: f"{day(n)}," + ",".join("1" * 190)),
    "all rows, unix time": lambda: filled("time,cost,uses", lambda n: f"{1_700_000_000 + n}.{n},{n / 3},1"),
    "one cell of quotes": lambda: 'date,uses\n2026-11-01,"' + '""' * (MOST_BYTES // 2 - 20),
    "words for numbers": lambda: filled("date,uses", lambda n: f"{day(n)},{'9.' * 20}"),
    "one face among ten million letters": lambda: (
        "\U0001f600" + filled("date,prompt", lambda n: f"{day(n)},{'a' * 99}")[4:]
    ),
    "10 million rows": lambda: "date,uses\n" + "2026-11-01,1\n" * 10_000_000,
    "100 MB": lambda: "date,uses\n" + "2026-11-01,1\n" * 7_700_000,
}


@pytest.mark.parametrize("kind", TABLES)
def test_a_table_is_read_or_refused_within_its_limits(tmp_path, report, kind):
    file = tmp_path / "table.csv"
    file.write_text(TABLES[kind]())
    size = file.stat().st_size / 1e6
    command = [sys.executable, "-c", READ, str(file)]
    answer = subprocess.run(command, cwd=settings.BASE_DIR, check=True, capture_output=True, text=True).stdout
    seconds, megabytes, said = answer.split(maxsplit=2)
    report(f"actuals, {kind}, {size:.1f} MB: {said.strip()} in {seconds} s and {megabytes} MB")
    # A larger file is refused by its length, before a byte of it is held.
    if size <= MOST_BYTES / 1e6:
        assert float(megabytes) <= MEGABYTES
    assert float(seconds) <= SECONDS
