from pathlib import Path

from django.core.management import BaseCommand, CommandError
from django.template.defaultfilters import filesizeformat

from config.backup import BackupError
from config.backup.taking import take_backup


class Command(BaseCommand):
    help = "Write everything that is kept into one file, while the product runs; the secret key stays out of it."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE", help="the file to write, such as canvas-ledger.zip")

    def handle(self, *, file, **options):
        try:
            manifest = take_backup(file)
        except BackupError as problem:
            raise CommandError(problem) from problem
        contents = manifest.contents
        size = filesizeformat(file.stat().st_size).replace("\xa0", " ")
        self.stdout.write(f"{file} holds {contents.rows} rows of {len(contents.tables)} tables, in {size}.")
        self.stdout.write(f"Prove it with: manage.py restore {file} --check")
