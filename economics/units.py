"""What models are sold by besides tokens of text: one table of units, how they nest, and the fields they are typed in.

An amount of a unit is typed in the field `units.<name>`, a price of one's own for it in `unit_prices.<name>`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from economics.fields import Field

AMOUNT, OWN_PRICE = "units.", "unit_prices."
INPUT, OUTPUT = "input_tokens", "output_tokens"


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing that is counted of a call.

    `whole` is the field of the tokens that it is a part of, "" for none, `parent` the unit that it is a part of. `one`
    is one of it in words. `asked` names what a line must speak of where its model prices this apart, such as audio;
    `sold_by` says by what a model is sold that prices this, and then a line must give it. A unit with neither is
    optional. `is_medium`: a model that does not price it can't do the same.
    """

    name: str
    label: str
    hint: str
    one: str
    whole: str = ""
    parent: str = ""
    asked: str = ""
    sold_by: str = ""
    is_medium: bool = False

    @property
    def is_tokens(self) -> bool:
        return bool(self.whole)


def _media(medium: str, words: str, asked: str) -> tuple[Unit, ...]:
    """The tokens of a medium: what goes in, what of that is cached, and what comes out."""
    title = words.capitalize()
    name_in, cached, name_out = f"input_{medium}_tokens", f"cached_{medium}_tokens", f"output_{medium}_tokens"
    one = f"token of {words}"
    return (
        Unit(name_in, f"{title} tokens in", "2k to 4k", f"{one} in", INPUT, asked=asked, is_medium=True),
        Unit(cached, f"Cached {words} tokens in", "1k", f"cached {one}", INPUT, name_in, asked, is_medium=True),
        Unit(name_out, f"{title} tokens out", "1k to 2k", f"{one} out", OUTPUT, asked=asked, is_medium=True),
    )


_WRITE, _WRITE_1H = "cache_write_tokens", "cache_write_1h_tokens"
_AUDIO, _PAGES = "audio_hours", "document_pages"

TABLE = (
    Unit(_WRITE, "Tokens written to the cache", "8k", "token written to the cache", INPUT),
    Unit(
        _WRITE_1H,
        "Tokens written to the cache for an hour",
        "8k",
        "token written to the cache for an hour",
        INPUT,
        _WRITE,
    ),
    *_media("audio", "audio", "audio"),
    *_media("image", "picture", "pictures"),
    *_media("video", "video", "video"),
    Unit("reasoning_tokens", "Reasoning tokens", "1k to 4k", "token of reasoning", OUTPUT, asked="reasoning"),
    Unit("citation_tokens", "Citation tokens", "500", "token of citations", OUTPUT, asked="citations"),
    Unit("web_searches", "Web searches", "1 to 3", "web search"),
    Unit("storage_searches", "Searches in stored files", "1 to 3", "search in stored files"),
    Unit("social_searches", "Searches in social media", "1 to 3", "search in social media"),
    Unit("code_executions", "Runs of code", "1", "run of code"),
    Unit("rerank_searches", "Searches to rank", "1", "search to rank", sold_by="search", is_medium=True),
    Unit(_AUDIO, "Hours of audio", "0.1 to 0.2", "hour of audio", sold_by="hour of audio", is_medium=True),
    Unit(
        "input_audio_hours",
        "Hours of audio in",
        "0.1 to 0.2",
        "hour of audio in",
        parent=_AUDIO,
        sold_by="hour of audio",
        is_medium=True,
    ),
    Unit(_PAGES, "Pages", "2 to 10", "page", sold_by="page", is_medium=True),
    Unit(
        "annotated_document_pages",
        "Pages annotated",
        "1",
        "annotated page",
        parent=_PAGES,
        sold_by="page",
        is_medium=True,
    ),
    Unit("input_characters", "Characters in", "400 to 900", "character", sold_by="character", is_medium=True),
    Unit("input_text_messages", "Messages in", "1", "message", sold_by="message", is_medium=True),
)

UNITS = {unit.name: unit for unit in TABLE}


def amount_field(unit: Unit) -> Field:
    """The field in which the amount per call of a unit is typed."""
    words = "a call" if not unit.is_tokens else "tokens a call"
    return Field(f"{AMOUNT}{unit.name}", unit.label, unit.hint, words, required=False)


def price_field(unit: Unit) -> Field:
    """The field in which a price of one's own for one of a unit is typed."""
    return Field(f"{OWN_PRICE}{unit.name}", f"Price per {unit.one}", "0.01", "money", required=False)


FIELDS = {field.name: field for unit in TABLE for field in (amount_field(unit), price_field(unit))}
"""The fields of all units by name: the amount of each, and the price of one's own."""


def unit_of(field: str) -> Unit | None:
    """The unit of a field's name, None for a field of another kind."""
    return UNITS.get(field.removeprefix(AMOUNT).removeprefix(OWN_PRICE)) if field in FIELDS else None


def typed(inputs: Mapping[str, str], prefix: str = AMOUNT) -> tuple[str, ...]:
    """The units whose amount, or with OWN_PRICE whose own price, is typed, in the order of the table."""
    return tuple(name for name in UNITS if (inputs.get(f"{prefix}{name}") or "").strip())


def ancestors(name: str) -> Iterator[str]:
    """The units that a unit is a part of, its own parent first."""
    parent = UNITS[name].parent
    while parent:
        yield parent
        parent = UNITS[parent].parent


def counting(names: Iterable[str], priced: Iterable[str]) -> tuple[str, ...]:
    """Which of these units count where these are priced: themselves, or as a part of one that is."""
    known = set(priced)
    return tuple(name for name in names if name in known or not known.isdisjoint(ancestors(name)))


def roots(priced: Iterable[str]) -> tuple[str, ...]:
    """Of the units that are priced, those that are a part of no other."""
    known = set(priced)
    return tuple(name for name in known if known.isdisjoint(ancestors(name)))


def listed(words: Iterable[str]) -> str:
    """These words as a sentence lists them, each once: "audio, pictures and video"."""
    *most, last = dict.fromkeys(words)
    return f"{', '.join(most)} and {last}" if most else last
