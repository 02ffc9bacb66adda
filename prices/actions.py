"""Filling the catalogue: the installed package's prices are copied into our own tables."""

from collections.abc import Iterable
from importlib import metadata

from django.db import transaction
from django.utils import timezone

from prices import catalogue
from prices.bundled import PACKAGE, Entry, bundled_entries
from prices.models import Catalogue, ModelPrice, PricedModel

# Who makes the models it sells; everybody else resells, and comes second in a search.
MAKERS = (
    *("anthropic", "cohere", "cursor", "deepseek", "elevenlabs", "google", "meta", "minimax", "mistral"),
    *("moonshotai", "openai", "voyageai", "x-ai", "zai"),
)


def load_bundled(*, again: bool = False) -> Catalogue:
    """Copy the installed package's prices into the tables, unless its version stands there already."""
    version = metadata.version(PACKAGE)
    standing = catalogue.loaded()
    if standing and standing.version == version and not again:
        return standing
    return load(version=version, entries=bundled_entries())


@transaction.atomic
def load(*, version: str, entries: Iterable[Entry]) -> Catalogue:
    """Replace the whole catalogue by these entries."""
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
        )
        for model, entry in zip(models, entries, strict=True)
        for rate in entry.rates
    )
    return Catalogue.objects.create(version=version, loaded_at=timezone.now())


def _row(entry) -> PricedModel:
    return PricedModel(
        provider=entry.provider,
        provider_name=entry.provider_name,
        model=entry.model,
        name=entry.name,
        context_window=entry.context_window,
        deprecated=entry.deprecated,
        rank=0 if entry.provider in MAKERS else 1,
    )
