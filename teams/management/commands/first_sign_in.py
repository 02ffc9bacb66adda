from django.core.management.base import BaseCommand
from django.utils import timezone

from teams.actions.first_owner import first_sign_in_link


class Command(BaseCommand):
    help = "Print a link for the first owner, good once within the hour, until an owner has set a password."

    def handle(self, *args, **options):
        link = first_sign_in_link(now=timezone.now())
        if link:
            self.stdout.write(link)
