"""What models cost, read from the catalogue in our own tables.

A price that is unknown is None, never nought.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

from economics.model import Price
from prices.bundled import price_on
from prices.models import Catalogue, ModelPrice, PricedModel
from ui.prepared import Prepared

SEARCH_LIMIT = 20
SEARCH_WORDS = 8


@dataclass(frozen=True, slots=True)
class Offer:
    """A model with its price on a day, or None; its figures are those of the lowest tier, in dollars per million."""

    model: PricedModel
    price: Price | None

    @property
    def input(self) -> float | None:
        return self._first("input")

    @property
    def cached_input(self) -> float | None:
        return self._first("cached_input")

    @property
    def output(self) -> float | None:
        return self._first("output")

    @property
    def tier_start(self) -> float | None:
        """Above how many input tokens the price changes, or None where it never does."""
        tiers = self.price.input[1:] if self.price else ()
        return tiers[0][0] if tiers else None

    def _first(self, measure) -> float | None:
        tiers = getattr(self.price, measure) if self.price else ()
        return tiers[0][1] if tiers else None


def offers(text: str, *, on: date) -> list[Offer]:
    """Return the models that `text` finds, each with its price on a day."""
    return [Offer(model, price_on(model.prices.all(), on)) for model in search(text)]


def offer(*, provider: str, model: str, on: date) -> Offer | None:
    """Return one model with its price on a day, or None where the catalogue has no such model."""
    found = PricedModel.objects.filter(provider=provider, model=model).with_prices().first()
    return Offer(found, price_on(found.prices.all(), on)) if found else None


def sold(text: str, *, on: date, **wanted) -> list[Offer]:
    """Return all models that the words of `text` fit and that `PricedModel.objects.sold` finds, with their prices."""
    found = PricedModel.objects.matching(text.split()[:SEARCH_WORDS]).sold(**wanted).with_prices()
    return [Offer(model, price_on(model.prices.all(), on)) for model in found]


def providers() -> list[tuple[int, str, str]]:
    """Return the rank (0 for makers, 1 for those who resell), id and name of everybody who sells a model."""
    return list(PricedModel.objects.providers())


def search(text: str, *, limit: int = SEARCH_LIMIT) -> list[PricedModel]:
    """Return models that each of the first words of `text` fits, with their prices.

    First come those that are called just that, then current ones, then makers' own.
    """
    words = text.split()[:SEARCH_WORDS]
    return list(PricedModel.objects.matching(words).closest_first(words).with_prices()[:limit])


def price_for(*, provider: str, model: str, on: date) -> Price | None:
    """Return what a model costs on a day, or None where it is unknown or not sold by the token alone."""
    return prices_for([(provider, model)], on=on).get((provider, model))


def prices_for(models: Iterable[tuple[str, str]], *, on: date) -> dict[tuple[str, str], Price]:
    """Return the prices of these (provider, model) pairs on a day, in one query; unknown ones are left out."""
    wanted = set(models)
    if not wanted:
        return {}
    rows: dict[tuple[str, str], list[ModelPrice]] = {}
    found = ModelPrice.objects.filter(
        priced_model__provider__in={provider for provider, _ in wanted},
        priced_model__model__in={model for _, model in wanted},
    )
    for row in found.select_related("priced_model"):
        rows.setdefault((row.priced_model.provider, row.priced_model.model), []).append(row)
    prices = {pair: price_on(rates, on) for pair, rates in rows.items() if pair in wanted}
    return {pair: replace(price, name=str(rows[pair][0].priced_model)) for pair, price in prices.items() if price}


def known_since(*, provider: str, model: str) -> date | None:
    """Return the first day that a model has a price on; None where it has none on any day."""
    dated = ModelPrice.objects.filter(priced_model__provider=provider, priced_model__model=model)
    known = dated.filter(Q(input__isnull=False) | Q(output__isnull=False)).order_by("valid_from")
    return known.values_list("valid_from", flat=True).first()


def loaded() -> Catalogue | None:
    """Return which version of the catalogue is loaded, or None before the first time."""
    return Catalogue.objects.first()


_loaded = Prepared(lambda: Catalogue.objects.all())


def loaded_version() -> str:
    """Return the version of the catalogue and when it was loaded, as every page asks; "" before the first time."""
    return " ".join(f"{one.version} {one.loaded_at.isoformat()}" for one in _loaded())
