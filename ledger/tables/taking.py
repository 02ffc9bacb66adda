"""From a table added up and what its columns mean to the days that can be stored, and what is said of them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from ledger.tables.asks import CACHE, LABELS, OFF, Ask, asks_of, is_open, order_of
from ledger.tables.dates import days_of_key, is_span
from ledger.tables.digest import Digest, LeftOut, Part
from ledger.tables.marks import mark_of
from ledger.tables.meanings import COUNTS, MEASURES, MONEY, ROWS, TRACES, Meaning
from ledger.tables.money import OUT, Canvas, factor_of, stated
from ledger.tables.names import is_end, is_start, scale_of
from ledger.tables.numbers import POINT
from ledger.tables.refusals import TableRefused
from ledger.tables.sources import PLAIN
from ledger.tables.strays import NO_DAY
from ledger.tables.tokens import PARTS

# So many rows of the log leave room to undo an import and what was done before it.
MOST_DAYS = 800
MOST_COUNTED = Decimal(10) ** 15
MOST_MONEY = Decimal(10) ** 9
MONTH_SUM = "month_sum"
LONGEST_PERIOD = 366
_MONEY_PLACES = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Day:
    """One day as counted; None where nothing was; money in the canvas's currency, to six decimals."""

    date: date
    uses: int | None = None
    cost: Decimal | None = None
    revenue: Decimal | None = None
    input_tokens: int | None = None
    output_tokens: int | None = None
    reviewed: int | None = None


@dataclass(frozen=True)
class Taken:
    """What a table gives as it is understood. Raises TableRefused where it is more than can be kept."""

    digest: Digest
    meaning: Meaning
    canvas: Canvas

    @cached_property
    def asks(self) -> list[Ask]:
        """All that is asked, answered or not."""
        return asks_of(self.digest, self.meaning, self.canvas)

    @property
    def open_asks(self) -> list[Ask]:
        return [ask for ask in self.asks if is_open(ask, self.meaning)]

    @cached_property
    def _waiting(self) -> set[str]:
        return {ask.measure for ask in self.open_asks if ask.measure}

    @cached_property
    def _order(self) -> str:
        return order_of(self.digest, self.meaning)

    @cached_property
    def _dated(self) -> list[tuple[str, Part]]:
        """The parts that are taken, each with what it names as its day."""
        at = self.digest.dates.index(self.meaning.date) if self.meaning.date in self.digest.dates else None
        keyed = [] if at is None else [(part.days[at], part) for part in self.digest.parts]
        return [(key, part) for key, part in keyed if key and not self._is_month_sum(key)]

    @cached_property
    def _ends(self) -> int | None:
        """The place among the dates of the end of a period, in a table by hand; None where rows are no periods."""
        digest, date = self.digest, self.meaning.date
        if digest.source != PLAIN or digest.columns[date].is_timed:
            return None
        places = [at for at, place in enumerate(digest.dates) if is_end(digest.columns[place].name)]
        return places[0] if len(places) == 1 and is_start(digest.columns[date].name) else None

    def _days(self, key: str, part: Part) -> tuple[date, ...]:
        """The days that a part of the table is about: a day, a month, or a period from its start to its end."""
        days = days_of_key(key, self._order)
        if self._ends is None or not days:
            return days
        last = days_of_key(part.days[self._ends], self._order) if part.days[self._ends] else ()
        if not last or not 0 < (last[-1] - days[0]).days <= LONGEST_PERIOD:
            return days
        until = (last[-1] - days[0]).days + (0 if self._ends_after else 1)
        return tuple(days[0] + timedelta(days=n) for n in range(until))

    @cached_property
    def _ends_after(self) -> bool:
        """Whether an end is the first day after a period: where one period ends, another begins, or both are a 1st."""
        at = self.digest.dates.index(self.meaning.date)
        starts = {part.days[at] for _, part in self._dated}
        ends = {part.days[self._ends] for _, part in self._dated if part.days[self._ends] != part.days[at]}
        return bool(starts & ends) or all(key.endswith("-01") for key in starts | ends)

    @cached_property
    def _months_by_day(self) -> set[str]:
        """The months of which single days stand in the table."""
        at = self.digest.dates.index(self.meaning.date)
        named = {part.days[at] for part in self.digest.parts}
        return {key[:7] for key in named if len(key) == 10 and "/" not in key}

    def _is_month_sum(self, key: str) -> bool:
        return len(key) == 7 and "/" not in key and key in self._months_by_day

    @cached_property
    def rows(self) -> int:
        """How many rows are taken."""
        return sum(part.rows for _, part in self._dated)

    @cached_property
    def left_out(self) -> list[LeftOut]:
        """The rows that are not."""
        at = self.digest.dates.index(self.meaning.date) if self.meaning.date in self.digest.dates else 0
        found = list(self.digest.left_out)
        dayless = [part for part in self.digest.parts if not part.days[at]]
        sums = [part for part in self.digest.parts if part.days[at] and self._is_month_sum(part.days[at])]
        for kind, parts in ((NO_DAY, dayless), (MONTH_SUM, sums)):
            if parts:
                found.append(LeftOut(kind, sum(part.rows for part in parts), parts[0].first_row))
        return found

    @cached_property
    def totals(self) -> dict[str, Decimal | int | None]:
        """What was counted in all; None where it was not, or where it is asked."""
        found: dict[str, Decimal] = {}
        for _, part in self._dated:
            for measure, value in self._values(part):
                found[measure] = found.get(measure, Decimal(0)) + value
        return {name: _total(name, found[name]) if name in found else None for name in MEASURES}

    @cached_property
    def days(self) -> list[Day]:
        """The days on which something was counted, oldest first; none while it is asked which days they are."""
        if not self._order:
            return []
        found: dict[date, dict[str, Decimal]] = defaultdict(dict)
        for key, part in self._dated:
            dates = self._days(key, part)
            for measure, value in self._values(part) if dates else ():
                for day, share in zip(dates, _spread(measure, value, len(dates)), strict=True):
                    found[day][measure] = found[day].get(measure, Decimal(0)) + share
        if len(found) > MOST_DAYS:
            raise TableRefused(
                f"This has {len(found):,} days, and {MOST_DAYS:,} is the most. Import fewer years at once."
            )
        return [_day(day, found[day]) for day in sorted(found) if found[day]]

    @property
    def since(self) -> date | None:
        """The first day on which something was counted."""
        return self.days[0].date if self.days else min(self._every_day, default=None)

    @property
    def until(self) -> date | None:
        """The last day on which something was counted."""
        return self.days[-1].date if self.days else max(self._every_day, default=None)

    @cached_property
    def _every_day(self) -> set[date]:
        return {day for key, part in self._dated for day in self._days(key, part)} if self._order else set()

    @property
    def spans(self) -> int:
        """How many weeks, months and other periods are spread over their days."""
        if not self._order:
            return 0
        return len({key for key, part in self._dated if is_span(key) or len(self._days(key, part)) > 1})

    def _values(self, part: Part) -> Iterator[tuple[str, Decimal]]:
        """What a part of the table counts of each measure that is known."""
        for measure in MEASURES:
            if measure in self._waiting:
                continue
            values = [value for place in self._places(measure) for value in self._of_column(part, place, measure)]
            if values:
                yield measure, sum(values, Decimal(0))
        if self.meaning.counted in (ROWS, TRACES) and not self.meaning.places("uses"):
            yield "uses", Decimal(part.rows if self.meaning.counted == ROWS else part.traces)

    def _places(self, measure: str) -> Sequence[int]:
        if measure == "input_tokens" and self.meaning.answers.get(CACHE) == PARTS and not self.meaning.cache:
            return self.meaning.cached
        places = self.meaning.places(measure)
        return [*places, *self._credits] if measure == "cost" and places else places

    @property
    def _credits(self) -> list[int]:
        """The places of columns of credits that are taken off the cost."""
        answers = self.meaning.answers
        return [place for place in range(len(self.digest.columns)) if answers.get(f"credit-{place}") == OFF]

    def _of_column(self, part: Part, place: int, measure: str) -> Iterator[Decimal]:
        answers = self.meaning.answers
        if OUT in (answers.get(f"wrong-{place}"), answers.get(f"below-{place}")):
            return
        scale = Decimal(1).scaleb(self._scale(place))
        for sign, total in part.total(place, self._mark(place, measure)).items():
            factor = Decimal(1)
            if measure in MONEY:
                factor = factor_of(stated(self.digest, place, sign, part.code, self.canvas), self.meaning, self.canvas)
            if factor:
                yield total * scale * factor

    def _mark(self, place: int, measure: str) -> str:
        told = mark_of(self.digest, place, is_count=measure in COUNTS)
        return told or self.meaning.answers.get(f"mark-{place}", POINT)

    def _scale(self, place: int) -> int:
        name = self.digest.columns[place].name
        is_cents = self.digest.source == "anthropic" and name == "amount"
        return -2 if is_cents else scale_of(name)


def _total(name: str, value: Decimal) -> Decimal | int:
    return int(value) if name in COUNTS else value


def _whole(name: str, value: Decimal) -> Decimal | int:
    return int(value) if name in COUNTS else round(value, 6)


def _spread(measure: str, value: Decimal, days: int) -> list[Decimal]:
    """A number over so many days, evenly; what can't be divided falls on the first of them."""
    if days == 1:
        return [value]
    unit = Decimal(1) if measure in COUNTS else _MONEY_PLACES
    each = (value / days / unit).to_integral_value() * unit
    rest = value - each * days
    step = unit if rest > 0 else -unit
    more = int(abs(rest) / unit)
    return [each + (step if n < more else 0) for n in range(days)]


def _day(day: date, totals: dict[str, Decimal]) -> Day:
    kept: dict[str, Any] = {name: _whole(name, value) for name, value in totals.items()}
    for name, value in kept.items():
        if abs(value) >= (MOST_COUNTED if name in COUNTS else MOST_MONEY):
            raise TableRefused(f"{LABELS[name]} on {day:%Y-%m-%d}: this adds up to more than can be stored.")
    return Day(day, **kept)
