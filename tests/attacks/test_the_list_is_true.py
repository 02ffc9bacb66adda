"""docs/security.md names every attack once, and only tests that are there."""

import re

import pytest

from tests.architecture.source import ROOT

ROWS = [
    [cell.strip() for cell in line.strip("| ").split(" | ")]
    for line in (ROOT / "docs/security.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and not line.startswith(("| id", "| rows"))
]
TESTS = "\n".join(
    path.read_text(encoding="utf-8")
    for pattern in ("test_*.py", "drill_*.py")
    for path in (ROOT / "tests").rglob(pattern)
)
NAMES = set(re.findall(r"def (test_\w+)", TESTS))


def test_every_attack_has_one_row():
    named = sorted(name for first, *_ in ROWS for name in re.findall(r"A\d\d", first))
    assert named == [f"A{number:02}" for number in range(1, 47)]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_row_names_tests_that_are_there_or_says_why_there_is_none(row):
    *_, tried = row
    said = re.findall(r"`([^`]+)`", tried)
    assert said or re.search(r"not yet: |a decision: |A\d\d", tried)
    for name in said:
        assert (ROOT / name).is_file() if "/" in name else name in NAMES, name
