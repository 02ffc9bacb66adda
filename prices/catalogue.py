"""What models cost, read from the catalogue in our own tables."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from economics import model_line, units
from economics.model import Price, Tiers
from prices.matching import Rule, Seller, find
from prices.models import Catalogue, ModelPrice, PricedModel
from prices.rates import price_on
from ui.prepared import Prepared

SEARCH_LIMIT = 20
SEARCH_WORDS = 8

type Pair = tuple[str, str]
"""A provider and a model."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A model with its price on a day, or None; its figures are those of the lowest tier, in dollars per million.

    `alias` is what was typed, where the catalogue takes this model for it under another name.
    """

    model: PricedModel
    price: Price | None
    alias: str = ""

    @property
    def is_priced(self) -> bool:
        """Whether the catalogue lists any price of it."""
        return self.price is not None and not self.price.is_of_nothing

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

    @property
    def context_window(self) -> int | None:
        """How many tokens it holds, None where that is not published."""
        return self.model.context_window

    @property
    def is_retired(self) -> bool:
        return self.model.deprecated

    @property
    def family(self) -> str:
        """Under whose name it is listed."""
        return self.model.provider_name

    @property
    def media(self) -> tuple[str, ...]:
        """What it takes and gives, as far as its prices say: text, audio, pictures, video."""
        if self.price is None:
            return ()
        text = ("text",) if self.price.input or self.price.output else ()
        return (*text, *(each for each in ("audio", "pictures", "video") if each in self.apart))

    @property
    def apart(self) -> tuple[str, ...]:
        """What it bills apart from text, in words: such as audio, reasoning or searches."""
        found = [units.UNITS[name] for name in units.UNITS if self.price and name in self.price.units]
        return tuple(dict.fromkeys(unit.asked or unit.sold_by or unit.label.lower() for unit in found))

    @property
    def asked(self) -> tuple[str, ...]:
        """The units of which a line with this model must speak."""
        return (*model_line.sold_by(self.price), *model_line.asked(self.price)) if self.price else ()

    @property
    def unit_prices(self) -> dict[str, float]:
        """Dollars per one of each unit, of the lowest tier."""
        return {name: tiers[0][1] for name, tiers in self.price.units.items()} if self.price else {}

    def _first(self, measure) -> float | None:
        tiers: Tiers = getattr(self.price, measure) if self.price else ()
        return tiers[0][1] if tiers else None


def offers(text: str, *, on: date, limit: int = SEARCH_LIMIT) -> list[Offer]:
    """Return the models that `text` finds, each with its price on a day; what it is an alias of comes first."""
    found = [_offer(model, on) for model in search(text, limit=limit)]
    meant = taken_for("", text.strip()) if text.strip() else None
    first = meant and offer(provider=meant[0], model=meant[1], on=on)
    if first is None or first.model.model == text.strip():
        return found
    named = Offer(first.model, first.price, alias=text.strip())
    return [named, *(each for each in found if each.model != first.model)][:limit]


def offer(*, provider: str, model: str, on: date) -> Offer | None:
    """Return the model that these names mean with its price on a day, or None where the catalogue has no such model."""
    exact = PricedModel.objects.filter(provider=provider, model=model).with_prices().first()
    if exact:
        return _offer(exact, on)
    meant = taken_for(provider, model)
    found = meant and PricedModel.objects.filter(provider=meant[0], model=meant[1]).with_prices().first()
    return _offer(found, on, alias=model) if found else None


def sold(text: str, *, on: date, **wanted) -> list[Offer]:
    """Return all models that the words of `text` fit and that `PricedModel.objects.sold` finds, with their prices."""
    found = PricedModel.objects.matching(text.split()[:SEARCH_WORDS]).sold(**wanted).with_prices()
    return [_offer(model, on) for model in found]


def providers() -> list[tuple[int, str, str]]:
    """Return the rank (0 for makers, 1 for those who resell), id and name of everybody who sells a model."""
    return list(PricedModel.objects.providers())


def search(text: str, *, limit: int = SEARCH_LIMIT) -> list[PricedModel]:
    """Return models that each of the first words of `text` fits, with their prices.

    A model is offered once: by its maker, and by those who resell it only where no maker sells what is looked for.
    First come those that are called just that, then current ones.
    """
    words = text.split()[:SEARCH_WORDS]
    return list(PricedModel.objects.offering(words).closest_first(words).with_prices()[:limit])


def count(text: str) -> int:
    """Return how many models `text` finds."""
    return PricedModel.objects.offering(text.split()[:SEARCH_WORDS]).count()


def price_for(*, provider: str, model: str, on: date) -> Price | None:
    """Return what a model costs on a day, or None where it is unknown."""
    return prices_for([(provider, model)], on=on).get((provider, model))


def prices_for(models: Iterable[Pair], *, on: date) -> dict[Pair, Price]:
    """Return the prices of these (provider, model) pairs on a day; unknown ones are left out.

    One query where all are ids of the catalogue; names that it takes for another model are looked up besides.
    """
    wanted = set(models)
    prices = _prices_of(wanted, on) if wanted else {}
    meant = {pair: found for pair in wanted - set(prices) if (found := taken_for(*pair))}
    others = _prices_of(set(meant.values()), on) if meant else {}
    return prices | {pair: others[found] for pair, found in meant.items() if found in others}


def taken_for(provider: str, model: str) -> Pair | None:
    """Return the provider and the model that the catalogue's own rules take for these names, None for none."""
    version = loaded_version()
    return _taken_for(version, provider, model) if version and model else None


def known_since(*, provider: str, model: str) -> date | None:
    """Return the first day that a model has a price on; None where it has none on any day."""
    meant = taken_for(provider, model)
    ids = [(provider, model), *([meant] if meant else [])]
    for each in ids:
        dated = ModelPrice.objects.of_model(*each).order_by("valid_from")
        if since := dated.values_list("valid_from", flat=True).first():
            return since
    return None


def loaded() -> Catalogue | None:
    """Return which version of the catalogue is loaded, or None before the first time."""
    return Catalogue.objects.first()


_loaded = Prepared(lambda: Catalogue.objects.all())


def loaded_version() -> str:
    """Return the version of the catalogue and when it was loaded, as every page asks; "" before the first time."""
    return " ".join(f"{one.version} {one.loaded_at.isoformat()}" for one in _loaded())


@lru_cache(maxsize=4096)
def _taken_for(version: str, provider: str, model: str) -> Pair | None:
    return find(provider, model, _sellers(version), lambda seller: _rules(version, seller))


@lru_cache(maxsize=2)
def _sellers(version: str) -> tuple[Seller, ...]:
    return tuple(Seller(**said) for one in _loaded() for said in one.sellers)


@lru_cache(maxsize=64)
def _rules(version: str, seller: str) -> list[tuple[str, Rule]]:
    return list(PricedModel.objects.rules_of(seller))


def _offer(model: PricedModel, on: date, alias: str = "") -> Offer:
    names = {"name": str(model), "provider": model.provider, "model": model.model}
    return Offer(model, price_on(model.prices.all(), on, **names), alias)


def _prices_of(models: set[Pair], on: date) -> dict[Pair, Price]:
    rows: dict[Pair, list[ModelPrice]] = {}
    for row in ModelPrice.objects.of_models(models):
        rows.setdefault((row.priced_model.provider, row.priced_model.model), []).append(row)
    named = {pair: str(found[0].priced_model) for pair, found in rows.items() if pair in models}
    prices = {
        pair: price_on(rows[pair], on, name=name, provider=pair[0], model=pair[1]) for pair, name in named.items()
    }
    return {pair: price for pair, price in prices.items() if price}
