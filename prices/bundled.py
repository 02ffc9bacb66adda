"""The price catalogue as the installed package carries it, and the only place that reads the package.

A page never imports the package, which takes half a second and 100 MB. It is never asked to fetch anything.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache

from economics.model import Price
from prices.matching import Rule, Seller, find
from prices.rates import HourlyPrice, Rate, full_name, price_on
from prices.rules import MAKERS

PACKAGE = "genai-prices"

# By the package's name of a price: our name, and how many of the unit the price is for.
_TEXT = {"input_mtok": "input", "cache_read_mtok": "cached_input", "output_mtok": "output"}
_UNITS = {
    "cache_write_mtok": ("cache_write_tokens", 1_000_000),
    "cache_write_1h_mtok": ("cache_write_1h_tokens", 1_000_000),
    "input_audio_mtok": ("input_audio_tokens", 1_000_000),
    "cache_audio_read_mtok": ("cached_audio_tokens", 1_000_000),
    "output_audio_mtok": ("output_audio_tokens", 1_000_000),
    "input_image_mtok": ("input_image_tokens", 1_000_000),
    "cache_image_read_mtok": ("cached_image_tokens", 1_000_000),
    "output_image_mtok": ("output_image_tokens", 1_000_000),
    "input_video_mtok": ("input_video_tokens", 1_000_000),
    "cache_video_read_mtok": ("cached_video_tokens", 1_000_000),
    "output_video_mtok": ("output_video_tokens", 1_000_000),
    "output_reasoning_mtok": ("reasoning_tokens", 1_000_000),
    "output_citation_mtok": ("citation_tokens", 1_000_000),
    "web_searches_kcount": ("web_searches", 1000),
    "storage_searches_kcount": ("storage_searches", 1000),
    "social_searches_kcount": ("social_searches", 1000),
    "code_executions_kcount": ("code_executions", 1000),
    "rerank_searches_kcount": ("rerank_searches", 1000),
    "audio_hours": ("audio_hours", 1),
    "input_audio_hours": ("input_audio_hours", 1),
    "input_document_kpages": ("document_pages", 1000),
    "input_annotated_document_kpages": ("annotated_document_pages", 1000),
    "input_mchars": ("input_characters", 1_000_000),
    "input_text_messages_kcount": ("input_text_messages", 1000),
}
_REQUEST, _REQUESTS = "requests_kcount", 1000
_KNOWN = {*_TEXT, *_UNITS, _REQUEST}

# The package bills these for ten seconds at least, in its code rather than in its data.
_TEN_SECONDS = dict.fromkeys(("audio_hours", "input_audio_hours"), Decimal(10) / 3600)
_LEAST = {("groq", model): _TEN_SECONDS for model in ("whisper-large-v3", "whisper-large-v3-turbo")}

_DAY = timedelta(days=1)
_BEFORE_ALL = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Entry:
    """One model of the catalogue with all its rates. `match`: what else it is called. `is_resold`: others make it."""

    provider: str
    provider_name: str
    model: str
    name: str
    context_window: int | None
    deprecated: bool
    rates: tuple[Rate, ...]
    match: Rule = field(default_factory=dict)
    is_resold: bool = False


def bundled_entries() -> list[Entry]:
    """Return every model that the installed package knows; needs no database, takes about a second and 100 MB."""
    from genai_prices.data import providers

    return [_entry(provider, model) for provider in providers for model in provider.models]


def bundled_sellers() -> tuple[Seller, ...]:
    """Return everybody who sells a model, in the package's order."""
    from genai_prices.data import providers

    return tuple(
        Seller(
            each.id,
            _rule(each.provider_match),
            _rule(each.model_match),
            tuple(each.fallback_model_providers or ()),
        )
        for each in providers
    )


def bundled_price(*, provider: str, model: str, on: date) -> Price | None:
    """Return what a model costs on a day by the installed package, for where there is no database, or None."""
    models = _models()
    named = (provider, model)
    found = named if named in models else find(provider, model, bundled_sellers(), _rules_of)
    if found is None:
        return None
    entry = _entry(*models[found])
    return price_on(entry.rates, on, name=full_name(entry.provider_name, entry.name), provider=found[0], model=found[1])


@cache
def bundled_offers(on: date) -> tuple[tuple[Entry, Price], ...]:
    """Return every current model that its own maker sells, with its price on a day, by the installed package."""
    from genai_prices.data import providers

    makers = [seller for seller in providers if seller.id in MAKERS]
    found = [_entry(seller, model) for seller in makers for model in seller.models if not model.deprecated]
    named = ((each, full_name(each.provider_name, each.name)) for each in found if not each.is_resold)
    priced = (
        (each, price_on(each.rates, on, name=name, provider=each.provider, model=each.model)) for each, name in named
    )
    return tuple((each, price) for each, price in priced if price and not price.is_of_nothing)


@cache
def _models() -> Mapping[tuple[str, str], tuple]:
    from genai_prices.data import providers

    return {(seller.id, model.id): (seller, model) for seller in providers for model in seller.models}


def _rules_of(provider: str) -> Iterator[tuple[str, Rule]]:
    return ((model, _rule(sold.match)) for (seller, model), (_, sold) in _models().items() if seller == provider)


def _rule(clause) -> Rule:
    """Return a rule of the package as plain data."""
    if clause is None:
        return {}
    ((name, said),) = vars(clause).items()
    return {name.strip("_"): [_rule(each) for each in said] if isinstance(said, list) else said}


def _entry(provider, model) -> Entry:
    return Entry(
        provider=provider.id,
        provider_name=provider.name,
        model=model.id,
        name=model.name or model.id,
        context_window=model.context_window,
        deprecated=bool(model.deprecated),
        rates=tuple(_rates(provider, model)),
        match=_rule(model.match),
        is_resold=_is_resold(provider, model),
    )


def _is_resold(provider, model) -> bool:
    """Whether the package's rules say that another provider makes what goes by this id."""
    from genai_prices.data import providers

    makers = [each.id for each in providers if each.model_match and each.model_match.is_match(model.id)]
    return bool(makers) and provider.id not in makers


def _rates(provider, model) -> Iterator[Rate]:
    """Yield a model's rates: for each day that its prices change, those of each tier, averaged over a day's hours."""
    conditions = [each.constraint for each in model.prices] if isinstance(model.prices, list) else []
    days = sorted({each.start_date for each in conditions if hasattr(each, "start_date")})
    clocks = [clock for each in conditions if hasattr(each, "start_time") for clock in (each.start_time, each.end_time)]
    least = _LEAST.get((provider.id, model.id), {})
    for valid_from in (date.min, *days):
        on = _BEFORE_ALL if valid_from == date.min else valid_from
        hours = [(length, _priced(model.get_prices(at))) for at, length in _stretches(on, clocks)]
        if all(_KNOWN.issuperset(prices) for _, prices in hours):
            yield from _tiers(valid_from, hours, least)


def _stretches(on: date, clocks: list[time]) -> Iterator[tuple[datetime, Decimal]]:
    """Yield the stretches of a day between these times of the clock: when each begins, and its part of the day."""
    midnight = datetime.combine(on, time())
    at = {midnight, *(datetime.combine(on, clock).replace(tzinfo=None) for clock in clocks)}
    starts = sorted(at)
    for start, end in zip(starts, [*starts[1:], midnight + _DAY], strict=True):
        yield start, Decimal((end - start) / timedelta(seconds=1)) / Decimal(_DAY / timedelta(seconds=1))


def _priced(prices) -> dict:
    return {name: price for name, price in vars(prices).items() if price is not None and not name.startswith("_")}


def _tiers(valid_from: date, hours: list[tuple[Decimal, dict]], least: Mapping[str, Decimal]) -> Iterator[Rate]:
    starts = {tier.start for _, prices in hours for price in prices.values() for tier in getattr(price, "tiers", ())}
    by_hour = tuple(_by_hour(hours))
    for above in sorted({0} | starts):
        at = {name: _average(name, above, hours) for name in dict.fromkeys(name for _, each in hours for name in each)}
        fee = at.get(_REQUEST)
        yield Rate(
            valid_from,
            above,
            **{ours: at.get(theirs) for theirs, ours in _TEXT.items()},
            units={name: at[theirs] / per for theirs, (name, per) in _UNITS.items() if theirs in at},
            request=None if fee is None else fee / _REQUESTS,
            least=least,
            hours=by_hour,
        )


def _average(name: str, above: int, hours: list[tuple[Decimal, dict]]) -> Decimal:
    # What an hour does not price apart costs nothing apart then, as in the package.
    return sum((length * _at(prices.get(name, Decimal(0)), above) for length, prices in hours), Decimal(0))


def _at(price, above) -> Decimal:
    """Return what a price is for calls just above a number of tokens."""
    reached = [tier.price for tier in getattr(price, "tiers", ()) if tier.start <= above]
    return reached[-1] if reached else getattr(price, "base", price)


def _by_hour(hours: list[tuple[Decimal, dict]]) -> Iterator[HourlyPrice]:
    """Yield which prices hold for how many hours, the longest first; nothing where one price holds all day."""
    lengths: dict[tuple, Decimal] = {}
    for length, prices in hours:
        pair = tuple(_at(prices[name], 0) if name in prices else None for name in ("input_mtok", "output_mtok"))
        lengths[pair] = lengths.get(pair, Decimal(0)) + length * 24
    if len(lengths) > 1:
        for pair, length in sorted(lengths.items(), key=lambda each: -each[1]):
            yield HourlyPrice(length, *pair)
