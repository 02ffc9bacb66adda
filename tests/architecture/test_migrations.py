"""The database is what the models say, by migrations that say what they are for."""

import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

from tests.architecture.source import APPS, ROOT


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, stdout=StringIO())


def test_a_migration_is_named_for_its_intent():
    files = [path for app in APPS for path in (ROOT / app).glob("migrations/0*.py")]
    assert files
    assert not [path.name for path in files if re.search(r"_auto_|_alter_|_\d{8}", path.name)]


def test_every_migration_can_be_taken_back():
    loader = MigrationLoader(None)
    fixed = [
        str(migration)
        for (app, _), migration in loader.disk_migrations.items()
        if app in APPS
        for operation in migration.operations
        if not operation.reversible
    ]
    assert not fixed
