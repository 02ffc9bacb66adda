"""The catalogue belongs to `prices` from here on; its tables stay where they are."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("ledger", "0004_one_price_and_no_line_called_usage"), ("prices", "0001_the_catalogue_moves_in")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.DeleteModel(name="ModelPrice"),
                migrations.DeleteModel(name="PricedModel"),
                migrations.DeleteModel(name="Catalogue"),
            ]
        ),
    ]
