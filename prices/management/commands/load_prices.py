from django.core.management.base import BaseCommand

from prices import actions
from prices.models import PricedModel


class Command(BaseCommand):
    help = "Copy the model prices of the installed price catalogue into the database; nothing is fetched."

    def add_arguments(self, parser):
        parser.add_argument("--again", action="store_true", help="load them even where this version is loaded already")

    def handle(self, *, again, **options):
        catalogue = actions.load_bundled(again=again)
        self.stdout.write(f"Model prices {catalogue.version}: {PricedModel.objects.count()} models.")
