"""What the product asks for is what is locked, what is installed, and what its modules import."""

import re
import sys
import tomllib
from importlib.metadata import packages_distributions, version

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.architecture.source import APPS, LIBRARIES, ROOT, imported, modules

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUN = [Requirement(line) for line in PROJECT["project"]["dependencies"]]
DEVELOP = [Requirement(line) for line in PROJECT["dependency-groups"]["dev"]]
PIN = re.compile(r"^([a-z0-9][\w.-]*)(?:\[[\w,-]+\])?==([^\s;]+)", re.MULTILINE)
LOCKS = {"requirements.txt": RUN, "requirements-dev.txt": [*RUN, *DEVELOP]}

# The least version of what reads hostile input, and what is wrong with the ones before.
FLOORS = {
    "weasyprint": "70",  # CVE-2024-28184, CVE-2025-68616, CVE-2026-49452, CVE-2026-55073: opens files and addresses
    "django": "6.1.3",  # CVE-2025-14550, CVE-2026-1285: one request stops a server
}


def pins(lock: str) -> dict[str, Version]:
    """The versions that a lock file names, by package."""
    return {name: Version(pinned) for name, pinned in PIN.findall((ROOT / lock).read_text(encoding="utf-8"))}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_file_pins_by_hash_and_names_no_address(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert pins(lock)
    assert text.count("\\\n    --hash=sha256:") >= len(pins(lock))
    assert "://" not in text


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_file_holds_what_is_asked_for(lock):
    """Who edits pyproject.toml and forgets `make lock` learns it here."""
    locked = pins(lock)
    assert not {asked.name for asked in LOCKS[lock]} - locked.keys()
    assert not [str(asked) for asked in LOCKS[lock] if locked[asked.name] not in asked.specifier]


def test_both_lock_files_pin_one_version():
    run, develop = pins("requirements.txt"), pins("requirements-dev.txt")
    assert {name: develop.get(name) for name in run} == run


@pytest.mark.parametrize("asked", RUN, ids=str)
def test_what_is_installed_is_what_is_asked_for(asked):
    if asked.marker is None or asked.marker.evaluate():
        assert version(asked.name) in asked.specifier


def test_a_module_imports_only_packages_that_the_product_asks_for():
    """What another package happens to bring goes when that package changes its mind."""
    ours = {*APPS, *LIBRARIES, "config"}
    names = {name.split(".")[0] for path in modules() for name in imported(path)}
    foreign = names - ours - set(sys.stdlib_module_names) - {""}
    asked = {requirement.name for requirement in RUN}
    brought_by = {name: set(map(canonicalize_name, found)) for name, found in packages_distributions().items()}
    assert {name for name in foreign if not asked & brought_by.get(name, set())} == set()


@pytest.mark.parametrize("package", FLOORS)
def test_no_version_with_a_known_hole_is_asked_for_locked_or_installed(package):
    least = Version(FLOORS[package])
    asked = next(requirement for requirement in RUN if requirement.name == package)
    assert min(Version(clause.version) for clause in asked.specifier if clause.operator == ">=") >= least
    assert all(pins(lock)[package] >= least for lock in LOCKS)
    assert Version(version(package)) >= least
