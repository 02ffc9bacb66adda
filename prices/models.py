"""The price catalogue: it belongs to no canvas and is loaded by `manage.py load_prices`."""

from datetime import date

from django.db import models
from django.db.models import Case, Q, When

from prices.rates import full_name
from prices.rules import MODEL_LENGTH, VERSION_LENGTH
from ui.constraints import lengths

# The catalogue was the ledger's at first; its tables keep their names, so that the version before still reads them.
TABLES = "ledger_"


def _plain(default) -> models.JSONField:
    """A column of plain data that the database itself fills: code of before it was added still makes rows."""
    return models.JSONField(default=type(default), db_default=models.Value(default, models.JSONField()))


class Catalogue(models.Model):
    """Which version of the price catalogue stands in the tables, and since when; one row at most."""

    version = models.CharField(max_length=VERSION_LENGTH)
    loaded_at = models.DateTimeField()
    # How much of the package was copied: a catalogue of before that has less, and is loaded again.
    shape = models.PositiveSmallIntegerField(default=1, db_default=1)
    # Who sells models, and by which rules a name means them: `prices.matching.Seller` as plain data.
    sellers = _plain([])

    class Meta:
        db_table = f"{TABLES}catalogue"
        constraints = lengths("catalogue", version=VERSION_LENGTH)

    def __str__(self):
        return self.version


def _said(words) -> Q:
    """Whose id is one of the words, or whose name all of them."""
    said = Q(name__iexact=" ".join(words))
    for word in words:
        said |= Q(model__iexact=word)
    return said


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

    def offering(self, words):
        """Of the models matching the words those that makers sell or that are called just that; all if none do."""
        found = self.matching(words)
        return found.filter(Q(rank=0) | _said(words)) if found.filter(rank=0).exists() else found

    def closest_first(self, words):
        """Those whose id is one of the words, or whose name all of them, first; then current ones, makers' own."""
        is_said = Case(When(_said(words), then=0), default=1)
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

    def rules_of(self, provider):
        """What the models of a provider are called, and by which rule each is found, in the catalogue's order."""
        return self.filter(provider=provider).order_by("pk").values_list("model", "match")

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
    # The catalogue's own rule for what else the model is called.
    match = _plain({})

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
        return full_name(self.provider_name, self.name)


def _price() -> models.DecimalField:
    return models.DecimalField(max_digits=24, decimal_places=14, null=True)


class ModelPriceQuerySet(models.QuerySet):
    def of_model(self, provider, model):
        """The prices of one model on all days."""
        return self.filter(priced_model__provider=provider, priced_model__model=model)

    def of_models(self, pairs):
        """The prices of models whose provider and whose id are among those of the pairs, with the models."""
        named = self.filter(
            priced_model__provider__in={provider for provider, _ in pairs},
            priced_model__model__in={model for _, model in pairs},
        )
        return named.select_related("priced_model").defer("priced_model__match")


class ModelPrice(models.Model):
    """US dollars for a model from a day on, for calls of more than `above_tokens` input tokens: a row of `rates.Rate`.

    Tokens of text per million, null where they are not priced; each of `units` per one, as text; `request` per call.
    One that has always held is valid from day 1.
    """

    priced_model = models.ForeignKey(PricedModel, on_delete=models.CASCADE, related_name="prices")
    valid_from = models.DateField(default=date.min)
    above_tokens = models.PositiveIntegerField(default=0)
    input = _price()
    cached_input = _price()
    output = _price()
    request = _price()
    units = _plain({})
    least = _plain({})
    hours = _plain([])

    objects = ModelPriceQuerySet.as_manager()

    class Meta:
        db_table = f"{TABLES}modelprice"
        constraints = (models.UniqueConstraint("priced_model", "valid_from", "above_tokens", name="model_price_once"),)

    def __str__(self):
        return f"{self.input} in, {self.output} out"
