"""Filling the catalogue: the installed package's prices are copied into our own tables."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from decimal import Decimal
from importlib import metadata

from django.db import transaction
from django.utils import timezone

from prices import catalogue
from prices.bundled import PACKAGE, Entry, bundled_entries, bundled_sellers
from prices.matching import Seller
from prices.models import Catalogue, ModelPrice, PricedModel
from prices.rules import MAKERS

# Goes up when more of the package is copied than before.
SHAPE = 2


def load_bundled(*, again: bool = False) -> Catalogue:
    """Copy the installed package's prices into the tables, unless its version stands there already."""
    version = metadata.version(PACKAGE)
    standing = catalogue.loaded()
    if standing and (standing.version, standing.shape) == (version, SHAPE) and not again:
        return standing
    return load(version=version, entries=bundled_entries(), sellers=bundled_sellers())


@transaction.atomic
def load(*, version: str, entries: Iterable[Entry], sellers: Iterable[Seller] = ()) -> Catalogue:
    """Replace the whole catalogue by these entries, sold by these."""
    PricedModel.objects.all().delete()
    Catalogue.objects.all().delete()
    entries = list(entries)
    models = PricedModel.objects.bulk_create(_row(entry) for entry in entries)
    ModelPrice.objects.bulk_create(
        ModelPrice(
            priced_model=model,
            valid_from=rate.valid_from,
            above_tokens=rate.above_tokens,
            input=rate.input,
            cached_input=rate.cached_input,
            output=rate.output,
            request=rate.request,
            units=_texts(rate.units),
            least=_texts(rate.least),
            hours=[[str(each.hours), *(_text(price) for price in (each.input, each.output))] for each in rate.hours],
        )
        for model, entry in zip(models, entries, strict=True)
        for rate in entry.rates
    )
    sold_by = [asdict(seller) for seller in sellers]
    return Catalogue.objects.create(version=version, loaded_at=timezone.now(), shape=SHAPE, sellers=sold_by)


def _row(entry) -> PricedModel:
    return PricedModel(
        provider=entry.provider,
        provider_name=entry.provider_name,
        model=entry.model,
        name=entry.name,
        context_window=entry.context_window,
        deprecated=entry.deprecated,
        rank=0 if entry.provider in MAKERS and not entry.is_resold else 1,
        match=entry.match,
    )


def _texts(amounts: Mapping[str, Decimal]) -> dict[str, str]:
    return {name: str(amount) for name, amount in amounts.items()}


def _text(price: Decimal | None) -> str | None:
    return None if price is None else str(price)
