"""Which column means what: told by its name and by what it holds, then said by a person."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from ledger.tables import names, sources
from ledger.tables.currencies import currency_of, sign_of_header
from ledger.tables.digest import Column, Digest
from ledger.tables.names import cost_rank, date_rank, uses_rank, words_of
from ledger.tables.sources import OF_CALLS, OF_SUMS
from ledger.tables.tokens import INCLUSIVE, Tokens, input_tokens, output_tokens

DATE, LEFT_OUT = "date", ""
COUNTS = ("uses", "input_tokens", "output_tokens", "reviewed")
MONEY = ("cost", "revenue")
MEASURES = ("uses", "cost", "revenue", "input_tokens", "output_tokens", "reviewed")
# How uses are counted where no column says it.
ROWS, TRACES = "rows", "traces"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the columns of a table mean: for each its role, and why; several of one role are added up.

    `counted` is "rows" or "traces" where uses are counted so; `answers` holds what a person said to what was asked, by
    its id. `cache` says whether the input tokens hold those of the cache: "inclusive", "parts", or "" where nothing
    tells; `cached` are then the places that would be added up.
    """

    roles: tuple[str, ...]
    why: tuple[str, ...]
    counted: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    cache: str = INCLUSIVE
    cached: tuple[int, ...] = ()

    def places(self, role: str) -> list[int]:
        """The places of the columns of a role."""
        return [place for place, each in enumerate(self.roles) if each == role]

    @property
    def date(self) -> int | None:
        return next(iter(self.places(DATE)), None)

    def answered(self, **answers: str) -> "Meaning":
        """Return it with answers to what was asked."""
        return replace(self, answers=self.answers | answers)


def guess(digest: Digest, currency: str = "") -> Meaning:
    """Return what the columns mean by their names and numbers; of two like amounts, the one in this currency."""
    found = _Guess(digest, currency)
    found.take_date()
    found.take_money()
    found.take_uses()
    found.take_tokens()
    found.take_reviewed()
    found.take_unread()
    return found.meaning()


class _Guess:
    def __init__(self, digest: Digest, currency: str):
        self.digest, self.source, self.currency = digest, digest.source, currency
        self.roles = [LEFT_OUT] * len(digest.columns)
        self.why = [_why_not(column) for column in digest.columns]
        self.counted = ""
        self.repeated = _repeated([column.name for column in digest.columns])
        self.tokens = Tokens((), "")

    @property
    def free(self) -> list[int]:
        """The places of columns of numbers that have no role yet."""
        columns = enumerate(self.digest.columns)
        return [p for p, each in columns if each.is_number and not self.roles[p] and p not in self.repeated]

    def take_date(self) -> None:
        digest = self.digest
        ranked = sorted(digest.dates, key=lambda place: (date_rank(digest.columns[place].name), place))
        best = ranked[0]
        if len(_values(digest, best)) == 1:
            moving = [p for p in ranked if date_rank(digest.columns[p].name) < 5 and len(_values(digest, p)) > 1]
            best = next(iter(moving), best)
        self._take([best], names_role=DATE, why="this is the day" if len(ranked) == 1 else _day_why(len(ranked)))
        for place in ranked:
            if place != best:
                self.why[place] = "another column says the day"

    def take_money(self) -> None:
        revenue = [place for place in self.free if names.is_revenue(self._name(place))]
        self._take(revenue, names_role="revenue", why="by its name")
        cost = [place for place in self.free if self._is_cost(place)]
        wholes = sorted((p for p in cost if names.is_whole_cost(self._name(p))), key=self._cost_order)
        chosen = wholes[:1] or cost
        self._take(chosen, names_role="cost", why="by its name" if len(chosen) == 1 else "added up with the others")
        for place in self.free:
            if names.is_credit(self._name(place)):
                self.why[place] = "credits, not what was charged"
        for place in cost:
            if place not in chosen:
                self.why[place] = f"“{self._name(chosen[0])}” is taken for the cost"

    def _is_cost(self, place: int) -> bool:
        name = self._name(place)
        if self.source == sources.OPENROUTER and words_of(name) == ("usage",):
            return True
        has_sign = bool(sign_of_header(name, words_of(name)))
        if "." in name and self.source == sources.LANGFUSE:
            return not self._has_flat_cost() and names.is_cost(name, has_currency=has_sign)
        return names.is_cost(name, has_currency=has_sign)

    def _has_flat_cost(self) -> bool:
        return any("." not in self._name(p) and names.is_cost(self._name(p), has_currency=False) for p in self.free)

    def _cost_order(self, place: int) -> tuple[int, int, int]:
        name = self._name(place)
        sign = sign_of_header(name, words_of(name))
        nearness = (0 if currency_of(sign, self.currency) == self.currency else 2) if sign else 1
        return cost_rank(name), nearness, place

    def take_uses(self) -> None:
        ranked = [(uses_rank(self._name(place)), place) for place in self.free]
        places = [place for rank, place in sorted(ranked) if rank >= 0 and not self._is_broken(place)]
        wholes = [place for place in places if names.is_whole_uses(self._name(place))]
        chosen = wholes[:1] or places
        self._take(chosen, names_role="uses", why="by its name" if len(chosen) == 1 else "added up with the others")
        if not chosen:
            self.counted = self._counted()

    def _is_broken(self, place: int) -> bool:
        """Whether a column holds numbers that are not whole however they are read: no count, then."""
        column = self.digest.columns[place]
        return bool(column.fraction) and (not column.either or bool(column.fraction_other))

    def _counted(self) -> str:
        """A table that has a row for each call counts them; one whose rows are sums counts nothing."""
        digest = self.digest
        if self.source in OF_SUMS:
            return ""
        if digest.trace is not None and self.source != sources.LITELLM:
            return TRACES
        date = next(place for place, role in enumerate(self.roles) if role == DATE)
        rows = sum(part.rows for part in digest.parts)
        many = rows > len(_values(digest, date))
        is_calls = digest.has_call_ids or self.source in (sources.CURSOR, sources.OPENROUTER)
        may_be = self.source in OF_CALLS or digest.columns[date].is_timed
        return ROWS if is_calls or (may_be and many) else ""

    def take_tokens(self) -> None:
        self.tokens = input_tokens(self.digest, self.free, self.source)
        self._take(self.tokens.places, names_role="input_tokens", why=self.tokens.why)
        out = output_tokens(self.digest, self.free, self.source)
        self._take(out.places, names_role="output_tokens", why=out.why)
        for place in self.free:
            if side := names.side_of(self._name(place)):
                self.why[place] = "both sides together" if side == "total" else "a part of what is taken"

    def take_reviewed(self) -> None:
        reviewed = [place for place in self.free if names.is_reviewed(self._name(place)) and not self._is_broken(place)]
        chosen = reviewed[:1]
        is_flag = bool(chosen) and self.digest.columns[chosen[0]].is_flag
        self._take(chosen, names_role="reviewed", why="0 and 1 only" if is_flag else "by its name")

    def take_unread(self) -> None:
        """A column that its name gives a role no other has, and that holds no number: so that its fault comes out."""
        for place, column in enumerate(self.digest.columns):
            role = _role_by_name(column.name)
            if column.wrong and not column.is_number and role and role not in self.roles and not self.roles[place]:
                self._take([place], names_role=role, why="by its name")

    def _name(self, place: int) -> str:
        return self.digest.columns[place].name

    def _take(self, places: Sequence[int], *, names_role: str, why: str | Callable[[int], str]) -> None:
        for place in places:
            self.roles[place] = names_role
            self.why[place] = why if isinstance(why, str) else why(place)

    def meaning(self) -> Meaning:
        return Meaning(
            tuple(self.roles), tuple(self.why), self.counted, {}, self.tokens.cache, tuple(self.tokens.with_cache)
        )


def _role_by_name(name: str) -> str:
    """The measure that a name is that of, as a whole; "" where it is none."""
    if names.is_reviewed(name):
        return "reviewed"
    if names.is_revenue(name):
        return "revenue"
    if uses_rank(name) >= 0 and names.is_whole_uses(name):
        return "uses"
    if names.is_cost(name, has_currency=False) and names.is_whole_cost(name):
        return "cost"
    side = names.side_of(name)
    return f"{side}_tokens" if side in ("input", "output") and names.is_whole_tokens(name) else ""


def _repeated(column_names: Sequence[str]) -> set[int]:
    """The places of columns that detail another: `by_model.a.spend` beside `spend`, as JSON holds them."""
    paths = [name.split(".") for name in column_names]
    least: dict[str, int] = {}
    for path in paths:
        least[path[-1]] = min(len(path), least.get(path[-1], len(path)))
    return {place for place, path in enumerate(paths) if len(path) > least[path[-1]]}


def _day_why(count: int) -> str:
    return f"{count} columns hold dates; this is when the use was"


def _values(digest: Digest, place: int) -> set[str]:
    at = digest.dates.index(place)
    return {part.days[at] for part in digest.parts}


def _why_not(column: Column) -> str:
    if not column.filled:
        return "empty"
    return "not a measure" if column.is_number else "holds no numbers"
