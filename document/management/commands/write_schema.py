from django.conf import settings
from django.core.management.base import BaseCommand

from document import json_schema


class Command(BaseCommand):
    help = "Write the JSON Schema of the document format anew, after a change to document/schema.py."
    requires_system_checks: list = []

    def handle(self, **options):
        file = settings.BASE_DIR / "docs" / json_schema.FILE_NAME
        file.write_text(json_schema.text(), encoding="utf-8")
        self.stdout.write(f"{file.relative_to(settings.BASE_DIR)} is written.")
