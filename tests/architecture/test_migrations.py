"""The database is what the models say, by migrations that say what they are for."""

import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from tests.architecture.source import APPS, ROOT

# What these take away or want of every row matters to no version from the one named on (docs/upgrading.md).
# Before the first version there was none to go back to.
UNUSED_SINCE = {
    "canvas.0002_segments_of_a_note_are_items": "0.1.0",
    "ledger.0002_limits_scenarios_shares_actuals_and_kept_prices": "0.1.0",
    "ledger.0003_cases_of_figures": "0.1.0",
    "teams.0002_evidence_half_life": "0.1.0",
}
GONE = (
    migrations.RemoveField,
    migrations.RenameField,
    migrations.DeleteModel,
    migrations.RenameModel,
    migrations.AlterModelTable,
)


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


def test_the_version_before_can_use_the_database_that_a_migration_leaves():
    """A migration only adds; what must go is used by no version any more since the one that UNUSED_SINCE names."""
    loader = MigrationLoader(None)
    breaking = {
        f"{app}.{name}"
        for (app, name), migration in loader.disk_migrations.items()
        if app in APPS
        for operation in on_the_database(migration.operations)
        if breaks(operation, loader.project_state((app, name), at_end=False), app)
    }
    assert breaking == UNUSED_SINCE.keys()
    released = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(UNUSED_SINCE.values()) <= set(released)


def on_the_database(operations: list[Operation]) -> list[Operation]:
    """Leave out what changes only what Django knows of the tables."""
    found = []
    for operation in operations:
        inner = getattr(operation, "database_operations", None)
        found += [operation] if inner is None else on_the_database(inner)
    return found


def breaks(operation: Operation, before: ProjectState, app: str) -> bool:
    """Say whether code of before the operation can no longer read or write what it left."""
    if isinstance(operation, migrations.AddField):
        field = operation.field
        return not (field.null or field.many_to_many or field.db_default is not models.NOT_PROVIDED)
    if isinstance(operation, migrations.AlterField):
        return is_narrower(operation.field, before.models[app, operation.model_name_lower].fields[operation.name])
    return isinstance(operation, GONE)


def is_narrower(after: models.Field, before: models.Field) -> bool:
    """Say whether a field no longer takes everything that it took."""
    shorter = (after.max_length or 0) < (before.max_length or 0)
    return type(after) is not type(before) or (before.null and not after.null) or shorter


TEXT = models.CharField(max_length=40)


@pytest.mark.parametrize(
    ("operation", "expected"),
    [
        (migrations.AddField("canvas", "colour", models.CharField(max_length=9)), True),
        (migrations.AddField("canvas", "colour", models.CharField(max_length=9, null=True)), False),
        (migrations.AddField("canvas", "colour", models.CharField(max_length=9, db_default="")), False),
        (migrations.RemoveField("canvas", "title"), True),
        (migrations.RenameField("canvas", "title", "name"), True),
        (migrations.DeleteModel("canvas"), True),
        (migrations.AlterField("canvas", "title", models.CharField(max_length=10)), True),
        (migrations.AlterField("canvas", "title", models.CharField(max_length=90)), False),
        (migrations.AlterField("canvas", "title", models.IntegerField()), True),
        (migrations.CreateModel("other", [("title", TEXT)]), False),
    ],
    ids=lambda value: str(value),
)
def test_what_the_version_before_could_not_bear_is_told_from_what_it_can(operation, expected):
    before = ProjectState()
    migrations.CreateModel("canvas", [("title", TEXT)]).state_forwards("canvas", before)
    assert breaks(operation, before, "canvas") is expected
