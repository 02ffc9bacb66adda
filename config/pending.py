"""What the database still lacks. It knows no model, so that a server can ask before the apps are read."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def pending_migrations() -> list[str]:
    """Name the migrations that the default database still lacks, as `app.name`, in the order of their turn."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]
