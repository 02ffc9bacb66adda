import hashlib
import os

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import BaseCommand, call_command
from django.utils import timezone

from teams.actions.first_owner import first_sign_in_link

INVITATION = """
Sign in with this link. It works once, within the hour, and asks for your name and a password:

    {link}
"""


class Command(BaseCommand):
    help = "Bring the database, the prices and the static files up to date; on the first run, load the examples."

    def add_arguments(self, parser):
        parser.add_argument("--link", action="store_true", help="print a sign-in link until an owner has a password")

    def handle(self, *, link, **options):
        call_command("migrate", interactive=False, verbosity=0)
        call_command("clearsessions")
        collect_static()
        call_command("load_prices", stdout=self.stdout)
        call_command("load_examples", once=True, stdout=self.stdout)
        if link and (address := first_sign_in_link(now=timezone.now())):
            self.stdout.write(INVITATION.format(link=address))


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
