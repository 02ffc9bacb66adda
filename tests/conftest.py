import shutil
import tempfile
from pathlib import Path

import pytest

pytest_plugins = ["tests.cast"]

SCRATCH = pytest.StashKey[Path]()


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config):
    """Give every test process a database file of its own, and hashing that costs nothing."""
    from django.conf import settings

    scratch = Path(tempfile.mkdtemp(prefix="canvas-ledger-tests-"))
    config.stash[SCRATCH] = scratch
    database = settings.DATABASES["default"]
    if database["ENGINE"] == "config.sqlite":
        database.setdefault("TEST", {})["NAME"] = str(scratch / "test.sqlite3")
        database["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL;PRAGMA synchronous=OFF;"
    else:
        # Some tests send twenty requests at once.
        database["OPTIONS"]["pool"]["max_size"] = 40
    # What is worked out is there at once. tests/workers/ and the drills ask the processes.
    settings.FIGURES_PROCESSES = 0
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.WHITENOISE_USE_FINDERS = True
    settings.WHITENOISE_AUTOREFRESH = True
    # A browser that several journeys share loads each file once.
    settings.WHITENOISE_MAX_AGE = 3600


def pytest_collection_modifyitems(config, items):
    """Leave out what a database makes no difference to where that is not SQLite: it would run a second time, alike."""
    from django.conf import settings

    if settings.DATABASES["default"]["ENGINE"] == "config.sqlite":
        return
    asking, others = [], []
    for item in items:
        (asking if depends_on_the_database(item) else others).append(item)
    config.hook.pytest_deselected(items=others)
    items[:] = asking


def depends_on_the_database(item) -> bool:
    if item.get_closest_marker("once"):
        return False
    return bool(item.get_closest_marker("django_db")) or not {"db", "transactional_db", "database"}.isdisjoint(
        item.fixturenames
    )


def pytest_unconfigure(config):
    shutil.rmtree(config.stash.get(SCRATCH, Path("/nonexistent")), ignore_errors=True)
