"""The price catalogue: it belongs to no canvas and is loaded by `manage.py load_prices`."""

from datetime import date

from django.db import models
from django.db.models import Case, Q, When

from prices.rules import MODEL_LENGTH, VERSION_LENGTH
from ui.constraints import lengths

# The catalogue was the ledger's at first; its tables keep their names, so that the version before still reads them.
TABLES = "ledger_"


class Catalogue(models.Model):
    """Which version of the price catalogue stands in the tables, and since when; one row at most."""

    version = models.CharField(max_length=VERSION_LENGTH)
    loaded_at = models.DateTimeField()

    class Meta:
        db_table = f"{TABLES}catalogue"
        constraints = lengths("catalogue", version=VERSION_LENGTH)

    def __str__(self):
        return self.version


class PricedModelQuerySet(models.QuerySet):
    def matching(self, words):
        """Models whose provider, id or name holds every one of the words."""
        found = self
        for word in words:
            found = found.filter(
                Q(provider__icontains=word)
                | Q(provider_name__icontains=word)
                | Q(model__icontains=word)
                | Q(name__icontains=word)
            )
        return found

    def closest_first(self, words):
        """Those whose id is one of the words, or whose name all of them, first; then current ones, makers' own."""
        said = Q(name__iexact=" ".join(words))
        for word in words:
            said |= Q(model__iexact=word)
        is_said = Case(When(said, then=0), default=1)
        # Model ids carry their generation, so that the highest is about the newest.
        return self.order_by(is_said, "deprecated", "rank", "provider", "-model")

    def sold(self, *, provider="", resellers=False, retiring=False, least_window=0):
        """Models of one provider, or of every maker and, if wanted, those who resell; current ones unless `retiring`.

        `least_window` leaves out those that take fewer tokens, and those of which that is not known.
        """
        found = self if retiring else self.filter(deprecated=False)
        if provider or not resellers:
            found = found.filter(provider=provider) if provider else found.filter(rank=0)
        return found.filter(context_window__gte=least_window) if least_window else found

    def providers(self):
        """The rank, id and name of everybody who sells a model, makers first."""
        return self.order_by("rank", "provider_name").values_list("rank", "provider", "provider_name").distinct()

    def with_prices(self):
        return self.prefetch_related("prices")


class PricedModel(models.Model):
    """A model that some provider sells by the token."""

    provider = models.CharField(max_length=MODEL_LENGTH)
    provider_name = models.CharField(max_length=MODEL_LENGTH)
    model = models.CharField(max_length=MODEL_LENGTH)
    name = models.CharField(max_length=MODEL_LENGTH)
    context_window = models.PositiveIntegerField(null=True)
    deprecated = models.BooleanField(default=False)
    # 0 for a model's own maker, 1 for those who resell it: the makers' come first in a search.
    rank = models.PositiveSmallIntegerField(default=0)

    objects = PricedModelQuerySet.as_manager()

    class Meta:
        db_table = f"{TABLES}pricedmodel"
        constraints = (
            models.UniqueConstraint("provider", "model", name="priced_model_once"),
            *lengths(
                "priced_model",
                **dict.fromkeys(("provider", "provider_name", "model", "name"), MODEL_LENGTH),
            ),
        )

    def __str__(self):
        return f"{self.provider_name} {self.name}"


class ModelPrice(models.Model):
    """US dollars per million tokens of a model, from a day on, for calls of more than `above_tokens` input tokens.

    A price that is not known is null: it is never taken for nought. One that has always held is valid from day 1.
    """

    priced_model = models.ForeignKey(PricedModel, on_delete=models.CASCADE, related_name="prices")
    valid_from = models.DateField(default=date.min)
    above_tokens = models.PositiveIntegerField(default=0)
    input = models.DecimalField(max_digits=20, decimal_places=10, null=True)
    cached_input = models.DecimalField(max_digits=20, decimal_places=10, null=True)
    output = models.DecimalField(max_digits=20, decimal_places=10, null=True)

    class Meta:
        db_table = f"{TABLES}modelprice"
        constraints = (models.UniqueConstraint("priced_model", "valid_from", "above_tokens", name="model_price_once"),)

    def __str__(self):
        return f"{self.input} in, {self.output} out"
