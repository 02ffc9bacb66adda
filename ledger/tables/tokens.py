"""Which columns of tokens add up to all tokens in and out, whether the cached ones are in the whole or beside it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ledger.tables import sources
from ledger.tables.digest import Digest, Part
from ledger.tables.marks import mark_of
from ledger.tables.names import is_whole_tokens, kind_of_input, kind_of_output, plain, side_of, words_of

# Whether a column of tokens in holds those of the cache too, or only those that stand beside it.
INCLUSIVE, PARTS = "inclusive", "parts"
_APART_BY_NAME = frozenset(
    ("cachereadinputtokens", "cachecreationinputtokens", "cachecreationtokens", "cachereadtokens")
)
_WITHIN_BY_NAME = frozenset(
    ("inputcachedtokens", "cachedtokens", "tokenscached", "cachedinputtokens", "nativetokenscached")
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The places of the columns that are added up, and why; `cache` is "" where nothing tells how, and `with_cache`
    are then the places that would be added up if the cached tokens stood beside the rest.
    """

    places: tuple[int, ...]
    why: str | Callable[[int], str]
    cache: str = INCLUSIVE
    with_cache: tuple[int, ...] = ()


class _Side:
    """The columns of one side of a table's tokens, by the part that they hold."""

    def __init__(self, digest: Digest, places: Sequence[int], side: str, kind: Callable[[str], str]):
        self.digest = digest
        self.kinds: dict[str, list[int]] = {}
        found = [place for place in places if side_of(digest.columns[place].name) == side]
        for place in _without_twins(digest, found):
            self.kinds.setdefault(kind(digest.columns[place].name), []).append(place)

    def of(self, *kinds: str) -> tuple[int, ...]:
        return tuple(place for kind in kinds for place in self.kinds.get(kind, ()))

    @property
    def whole(self) -> tuple[int, ...]:
        """The one column of the whole, or those that together are: "chat tokens in", "search tokens in"."""
        wholes = self.of("whole")
        named = [place for place in wholes if is_whole_tokens(self.digest.columns[place].name)]
        return (min(named, key=self._order),) if named else wholes

    def _order(self, place: int) -> tuple[bool, bool, int]:
        name = self.digest.columns[place].name
        return "total" not in words_of(name), "." in name, place


def input_tokens(digest: Digest, places: Sequence[int], source: str) -> Tokens:
    """Return the columns that add up to all tokens in."""
    side = _Side(digest, places, "input", kind_of_input)
    cached, fresh, whole = side.of("read", "written"), side.of("fresh"), side.whole
    if source == sources.LANGFUSE and _is_broken_down(digest, side.of("whole", "read", "written", "media", "fresh")):
        return _langfuse(digest, places, side.of("whole", "fresh", "read", "written", "media"), "input")
    if fresh and not whole:
        return _with_total(digest, places, (*fresh, *cached), (side.of("written", "read"), cached))
    if whole and fresh and _total(digest, whole) == _total(digest, fresh) and _total(digest, cached):
        return Tokens((*fresh, *cached), _part_why(digest))
    if whole and cached and not fresh:
        return _beside_or_within(digest, places, whole, cached, source)
    if whole:
        return Tokens(whole, _whole_why(whole))
    return Tokens(side.of("read", "written", "media"), _part_why(digest))


def output_tokens(digest: Digest, places: Sequence[int], source: str) -> Tokens:
    """Return the columns that add up to all tokens out."""
    side = _Side(digest, places, "output", kind_of_output)
    every = side.of("whole", "thought", "media")
    if source == sources.LANGFUSE and _is_broken_down(digest, every):
        return _langfuse(digest, places, every, "output")
    whole = side.whole or side.of("media", "thought")
    return Tokens(whole, _whole_why(whole))


def _whole_why(places: Sequence[int]) -> str:
    return "by its name" if len(places) == 1 else "added up with the others"


def _part_why(digest: Digest) -> Callable[[int], str]:
    said = {
        "fresh": "fresh tokens only",
        "read": "read from the cache; added up: all tokens of a call",
        "written": "written to the cache; added up: all tokens of a call",
    }
    return lambda place: said.get(kind_of_input(digest.columns[place].name), "added up: all tokens of a call")


def _is_broken_down(digest: Digest, places: Sequence[int]) -> bool:
    return any("." in digest.columns[place].name for place in places)


def _langfuse(digest: Digest, places: Sequence[int], found: Sequence[int], side: str) -> Tokens:
    """The parts of a breakdown exclude each other, unless its own total says that they don't."""
    parts = tuple(place for place in found if "." in digest.columns[place].name)
    alone = tuple(
        p for p in parts if plain(digest.columns[p].name).endswith((side, "prompttokens", "completiontokens"))
    )
    other = "output" if side == "input" else "input"
    beside = [p for p in places if side_of(digest.columns[p].name) == other and "." in digest.columns[p].name]
    whole = _total(digest, [p for p in places if _is_total_of_breakdown(digest, p)])
    alone_beside = [
        p for p in beside if plain(digest.columns[p].name).endswith((other, "prompttokens", "completiontokens"))
    ]
    if alone and whole and whole == _total(digest, (*alone, *alone_beside)) != _total(digest, (*parts, *beside)):
        return Tokens(alone, "all tokens of a call: its total says so")
    return Tokens(parts, _part_why(digest) if len(parts) > 1 else "by its name")


def _is_total_of_breakdown(digest: Digest, place: int) -> bool:
    name = digest.columns[place].name
    return side_of(name) == "total" and "." in name


def _with_total(
    digest: Digest, places: Sequence[int], first: tuple[int, ...], others: Sequence[tuple[int, ...]]
) -> Tokens:
    """The first choice, unless a column of all tokens agrees with another alone."""
    wanted = _wanted(digest, places)
    fits = [each for each in (first, *others) if wanted is not None and _total(digest, each) == wanted]
    return Tokens(fits[0] if fits else first, _part_why(digest))


def _wanted(digest: Digest, places: Sequence[int]) -> Decimal | None:
    """What the tokens in come to by a column of all tokens, less those out; None without one."""
    totals = [place for place in places if side_of(digest.columns[place].name) == "total"]
    if not totals:
        return None
    out = _Side(digest, places, "output", kind_of_output)
    return _total(digest, totals[:1]) - _total(digest, out.whole)


def _beside_or_within(
    digest: Digest, places: Sequence[int], whole: tuple[int, ...], cached: tuple[int, ...], source: str
) -> Tokens:
    """Whether the cached tokens are in the whole is told by a total, by the numbers, by the names, or asked."""
    within = Tokens(whole, "all tokens of a call, the cached ones among them")
    beside = Tokens((*whole, *cached), _part_why(digest), PARTS)
    cache = _total(digest, cached)
    if not cache:
        return within
    wanted = _wanted(digest, places)
    if wanted in (_total(digest, whole), _total(digest, whole) + cache):
        return within if wanted == _total(digest, whole) else beside
    if any(_part_total(digest, part, cached) > _part_total(digest, part, whole) for part in digest.parts):
        return beside
    said = {_last(digest, place) for place in cached}
    if source in (sources.OPENAI, sources.OPENROUTER, sources.LITELLM) or said <= _WITHIN_BY_NAME:
        return within
    if source in (sources.LANGFUSE, sources.ANTHROPIC) or said & _APART_BY_NAME:
        return beside
    return Tokens(whole, within.why, "", (*whole, *cached))


def _last(digest: Digest, place: int) -> str:
    if "genaiusage" in plain(digest.columns[place].name):
        return "cachedtokens"  # OpenTelemetry counts all tokens of a call
    return plain(digest.columns[place].name.rpartition(".")[2])


def _total(digest: Digest, places: Sequence[int]) -> Decimal:
    return sum((_part_total(digest, part, places) for part in digest.parts), Decimal(0))


def _part_total(digest: Digest, part: Part, places: Sequence[int]) -> Decimal:
    read = (part.total(place, mark_of(digest, place, is_count=True)) for place in places)
    return sum((total for each in read for total in each.values()), Decimal(0))


def _without_twins(digest: Digest, places: Sequence[int]) -> list[int]:
    """Leave out what details a column beside it: of tokens written for 5 minutes and an hour and their sum, the sum."""
    details = [p for p in places if _is_detail(digest.columns[p].name)]
    sums = [p for p in places if p not in details and kind_of_input(digest.columns[p].name) == "written"]
    return [place for place in places if not (sums and place in details)]


def _is_detail(name: str) -> bool:
    words = set(words_of(name))
    return bool(words & {"ephemeral", "5m", "1h"}) or {"5", "m"} <= words or {"1", "h"} <= words
