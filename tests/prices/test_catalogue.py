"""The catalogue in our tables says what the package says, and never takes an unknown price for nought."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.management import call_command

from economics.model import Price
from prices import actions, catalogue
from prices.bundled import PACKAGE, Entry, bundled_entries
from prices.models import Catalogue, ModelPrice, PricedModel
from prices.rates import Rate, price_on

EVER = date.min
TODAY = date(2026, 11, 22)


def entry(provider="acme", model="large", *, name="Large", deprecated=False, rates=None):
    rates = rates if rates is not None else [rate()]
    return Entry(provider, provider.title(), model, name, 200_000, deprecated, tuple(rates))


def rate(day=EVER, above=0, *, input="3", cached="0.3", output="15"):
    return Rate(day, above, *(Decimal(value) if value else None for value in (input, cached, output)))


def load(*entries, version="1"):
    return actions.load(version=version, entries=entries)


def price(on=TODAY, provider="acme", model="large"):
    return catalogue.price_for(provider=provider, model=model, on=on)


def test_a_price_is_known_by_its_provider_and_model(db):
    load(entry(), entry(provider="other", rates=[rate(input="9")]))
    assert price() == Price(input=((0, 3),), cached_input=((0, 0.3),), output=((0, 15),))
    assert price(provider="other").input == ((0, 9),)


def test_a_model_that_nobody_sells_has_no_price(db):
    load(entry())
    assert price(model="huge") is None
    assert price(provider="nobody") is None


def test_a_model_that_is_listed_without_a_price_says_so_and_one_without_rates_has_none(db):
    load(entry(model="a", rates=[rate(input=None, cached=None, output=None)]), entry(model="b", rates=[]))
    assert price(model="a").is_of_nothing
    assert price(model="b") is None


def test_a_price_known_in_part_leaves_the_rest_open(db):
    load(entry(rates=[rate(output=None)]))
    assert (price().input, price().output) == (((0, 3),), ())


def test_a_model_without_a_cached_price_leaves_that_one_open(db):
    load(entry(rates=[rate(cached=None)]))
    assert price().cached_input == ()


def test_a_price_holds_from_its_day_on(db):
    load(entry(rates=[rate(), rate(date(2026, 11, 22), input="2")]))
    assert price(on=date(2026, 11, 21)).input == ((0, 3),)
    assert price(on=date(2026, 11, 22)).input == ((0, 2),)


def test_a_price_that_has_not_begun_is_none(db):
    load(entry(rates=[rate(date(2027, 1, 1))]))
    assert price() is None


def test_tiers_come_lowest_first(db):
    load(entry(rates=[rate(above=200_000, input="6"), rate()]))
    assert price().input == ((0, 3), (200_000, 6))


def test_many_prices_take_one_query(db, django_assert_num_queries):
    load(*(entry(model=f"m{n}") for n in range(9)))
    with django_assert_num_queries(1):
        found = catalogue.prices_for([("acme", f"m{n}") for n in range(9)], on=TODAY)
    assert len(found) == 9
    with django_assert_num_queries(0):
        assert catalogue.prices_for([], on=TODAY) == {}


def test_a_pair_is_not_mixed_from_two_models(db):
    load(entry("a", "x"), entry("b", "y"), entry("a", "y"))
    assert set(catalogue.prices_for([("a", "x"), ("b", "y")], on=TODAY)) == {("a", "x"), ("b", "y")}


def test_a_search_needs_every_word_in_provider_model_or_name(db):
    load(entry(name="Acme Large 5"), entry("other", "large-5"), entry("other", "small"))
    assert [(found.provider, found.model) for found in catalogue.search("LARGE 5")] == [
        ("acme", "large"),
        ("other", "large-5"),
    ]
    assert [found.model for found in catalogue.search("other small")] == ["small"]
    assert catalogue.search("nothing like it") == []


def test_a_search_offers_a_model_once_by_its_maker_and_puts_deprecated_models_last(db):
    load(entry("acme", "big"), entry("openai", "big-1", deprecated=True), entry("openai", "big-2"))
    found = catalogue.search("bi")
    assert [(one.provider, one.model, one.deprecated) for one in found] == [
        ("openai", "big-2", False),
        ("openai", "big-1", True),
    ]
    assert [one.provider for one in catalogue.search("acme bi")] == ["acme"]
    assert catalogue.search("big")[0].provider == "acme"  # it is called just that


@pytest.mark.parametrize("text", ["m-4", "M-4", "acme m-4", "big four"])
def test_a_search_puts_what_is_called_just_that_first(db, text):
    names = {"m-4-audio": "Big Four Audio", "m-4": "Big Four", "m-4-tts": "Big Four TTS"}
    load(
        *(entry(provider="openai", model=f"acme-{model}", name=name) for model, name in names.items()),
        *(entry(model=model, name=name, deprecated=model == "m-4") for model, name in names.items()),
    )
    assert catalogue.search(text)[0].name == "Big Four"


def test_a_search_with_its_prices_takes_three_queries(db, django_assert_num_queries):
    load(*(entry(model=f"m{n}") for n in range(9)))
    with django_assert_num_queries(3):
        assert all(price_on(found.prices.all(), TODAY) for found in catalogue.search("m"))


def test_loading_replaces_what_stood_there(db):
    load(entry(model="old"))
    load(entry(model="new"), version="2")
    assert [model.model for model in PricedModel.objects.all()] == ["new"]
    assert catalogue.loaded().version == "2"
    assert ModelPrice.objects.count() == 1


def test_a_load_that_fails_half_way_leaves_the_old_catalogue(db):
    load(entry(model="old"))
    with pytest.raises(Exception, match=r"(?i)unique|duplicate"):
        load(entry(model="new"), entry(model="new"), version="2")
    assert [model.model for model in PricedModel.objects.all()] == ["old"]
    assert catalogue.loaded().version == "1"


def test_the_command_loads_the_package_once_and_says_so(db, capsys, monkeypatch):
    bundled = bundled_entries()
    call_command("load_prices")
    first = Catalogue.objects.get()
    assert PricedModel.objects.count() == len(bundled) > 2000
    monkeypatch.setattr(actions, "bundled_entries", lambda: pytest.fail("loaded again"))
    call_command("load_prices")
    assert Catalogue.objects.get() == first
    assert f"Model prices {first.version}: {len(bundled)} models." in capsys.readouterr().out


def test_loading_again_is_done_when_asked(db, monkeypatch):
    actions.load(version=actions.metadata.version(PACKAGE), entries=[entry(model="old")])
    monkeypatch.setattr(actions, "bundled_entries", lambda: [entry(model="new")])
    call_command("load_prices", again=True)
    assert PricedModel.objects.get().model == "new"
