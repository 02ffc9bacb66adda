import hashlib
import os

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import BaseCommand, CommandError, call_command
from django.utils import timezone

from config.backup import BackupError
from config.backup.before_migration import back_up_before
from config.pending import pending_migrations
from teams.actions.first_owner import first_sign_in_link

INVITATION = """
Sign in with this link. It works once, within the hour, and asks for your name and a password:

    {link}
"""

NOT_MIGRATED = (
    "{problem} So nothing was migrated. Put it right and start again; "
    "or run `manage.py prepare --no-backup` where you have a backup of your own."
)


class Command(BaseCommand):
    help = "Bring the database, the prices and the static files up to date; on the first run, load the examples."

    def add_arguments(self, parser):
        parser.add_argument("--link", action="store_true", help="print a sign-in link until an owner has a password")
        parser.add_argument(
            "--no-backup", action="store_true", help="migrate without a backup, where none can be taken"
        )

    def handle(self, *, link, no_backup, **options):
        self.migrate(pending_migrations(), with_backup=not no_backup)
        call_command("clearsessions")
        collect_static()
        call_command("load_prices", stdout=self.stdout)
        call_command("load_examples", once=True, stdout=self.stdout)
        if link and (address := first_sign_in_link(now=timezone.now())):
            self.stdout.write(INVITATION.format(link=address))

    def migrate(self, pending: list[str], *, with_backup: bool) -> None:
        """Apply the migrations that are pending, after a backup of what is there."""
        if not pending:
            return
        try:
            backup = back_up_before(pending) if with_backup else None
        except BackupError as problem:
            raise CommandError(NOT_MIGRATED.format(problem=problem)) from problem
        if backup:
            self.stdout.write(f"The database is about to be migrated. What it says now is kept in {backup}")
        call_command("migrate", interactive=False, verbosity=0)


def collect_static() -> None:
    """Collect, hash and compress the static files where any has changed since the last time."""
    # Beside the folder, whose files are public.
    stamp = settings.STATIC_ROOT.with_name(f"{settings.STATIC_ROOT.name}-fingerprint")
    fingerprint = static_fingerprint()
    if not stamp.exists() or stamp.read_text() != fingerprint:
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(fingerprint)


def static_fingerprint() -> str:
    """A hash that changes when any static file of ours or of a package does."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in sorted(finder.list([]), key=lambda found: found[0]):
            file = os.stat(storage.path(path))
            digest.update(f"{path} {file.st_size} {file.st_mtime_ns}\n".encode())
    return digest.hexdigest()
