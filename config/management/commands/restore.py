from pathlib import Path

from django.core.management import BaseCommand, CommandError

from config.backup import BackupError
from config.backup.restoring import Proof, check_backup, restore_backup

OTHER_KEY = (
    "The secret key here is not the one that the backup was made under: everybody has to sign in again, and links "
    "that were given out lead nowhere. Put the former key into SECRET_KEY or VAR_DIR/secret-key where you have it."
)


class Command(BaseCommand):
    help = "Boot a backup aside, hold it against what was noted when it was made, and put it in place."
    # The database that would be checked is the one to be replaced.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE", help="a file that `manage.py backup` has written")
        parser.add_argument("--check", action="store_true", help="only prove that the backup is good; replace nothing")

    def handle(self, *, file, check, **options):
        try:
            proof, kept = (check_backup(file), None) if check else restore_backup(file)
        except BackupError as problem:
            raise CommandError(problem) from problem
        self.stdout.write(shown(file, proof))
        if not proof.key_holds:
            self.stderr.write(self.style.WARNING(OTHER_KEY))
        if check:
            self.stdout.write("Nothing was replaced.")
        else:
            before = f" What stood there is kept as {kept}." if kept else ""
            self.stdout.write(f"It is in place.{before} Start the product with: make run")


def shown(file: Path, proof: Proof) -> str:
    """Say what a check of `file` has shown."""
    manifest = proof.manifest
    made = f"{file}, made at {manifest.made} by version {manifest.version}"
    rows = f"{manifest.contents.rows} rows of {len(manifest.contents.tables)} tables"
    if proof.compared:
        return f"{made}: {rows} and {proof.canvases} canvases are as noted."
    migrated = f" {len(proof.migrated)} migrations were applied to it." if proof.migrated else ""
    return f"{made}: {rows} are as noted, {proof.canvases} canvases can be read.{migrated}"
