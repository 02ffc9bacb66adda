from django.core.management.base import BaseCommand, CommandError

from document import command_line


class Command(BaseCommand):
    help = command_line.HELP
    requires_system_checks: list = []

    def add_arguments(self, parser):
        command_line.add_arguments(parser)

    def handle(self, *, file, json, fail_on, actuals, **options):
        try:
            command_line.evaluate_file(file, as_json=json, fail_on=fail_on, actuals=actuals)
        except command_line.Ended as end:
            raise CommandError(str(end), returncode=end.code) from end
