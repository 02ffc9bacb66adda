"""The page on which actuals are imported: what a table would give, and the days that stand already."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby

from babel.dates import format_date

from canvas.models import Canvas
from ledger.actuals import LABELS, SOURCES, Day
from ledger.actuals.names import PLAIN, source_of
from ledger.models import Actual, Feature
from ledger.rules import ACTUAL_MONEY
from ui.templatetags.figures import LOCALE, count, day, price

FIRST_DAYS = 5


def period(since: date, until: date) -> str:
    """Return two days as one says them: `12 Nov 2026`, `1–30 Nov 2026`, `28 Nov – 3 Dec 2026`."""
    if since == until:
        return day(since)
    if (since.year, since.month) == (until.year, until.month):
        return f"{since.day}–{day(until)}"
    first = format_date(since, "d MMM", locale=LOCALE) if since.year == until.year else day(since)
    return f"{first} – {day(until)}"


def days_text(number: int) -> str:
    """Return a number of days in words: `1 day`, `30 days`."""
    return f"{count(number)} day{'' if number == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class Counts:
    """Days beneath each other: what was counted in any of them, by its label, and for each day its figures as text."""

    days: Sequence[Day | Actual]
    currency: str

    @property
    def names(self) -> list[str]:
        return [name for name in LABELS if any(getattr(each, name) is not None for each in self.days)]

    @property
    def labels(self) -> list[str]:
        return [LABELS[name] for name in self.names]

    @property
    def since(self) -> date:
        return self.days[0].date

    @property
    def until(self) -> date:
        return self.days[-1].date

    @property
    def period(self) -> str:
        return period(self.since, self.until)

    @property
    def days_text(self) -> str:
        return days_text(len(self.days))

    @property
    def rows(self) -> list[tuple[date, list[str]]]:
        return [(each.date, [self._count_text(name, getattr(each, name)) for name in self.names]) for each in self.days]

    @property
    def sums(self) -> list[tuple[str, str, str]]:
        """Each thing that was counted: its label, its sum, and on how many days."""
        found = []
        for name in self.names:
            counted = [number for each in self.days if (number := getattr(each, name)) is not None]
            found.append((LABELS[name], self._count_text(name, sum(counted)), days_text(len(counted))))
        return found

    def _count_text(self, name: str, number) -> str:
        if number is None:
            return ""
        return price(number, self.currency) if name in ACTUAL_MONEY else count(number)


@dataclass(frozen=True)
class Preview:
    """What a table gives with the columns as chosen: nothing of it is stored yet."""

    canvas: Canvas
    feature: Feature
    form: object

    @cached_property
    def counts(self) -> Counts | None:
        """The days that would be stored; None while something is wrong."""
        return Counts(self.form.days, self.canvas.currency) if self.form.days else None

    @property
    def first(self) -> Counts:
        return Counts(self.counts.days[:FIRST_DAYS], self.canvas.currency)

    @property
    def source(self) -> str:
        """Whose export this is by its header; nothing for a table of one's own."""
        source = source_of([column.name for column in self.form.digest.columns])
        return "" if source == PLAIN else SOURCES[source]

    @property
    def finding(self) -> str:
        rows = self.form.digest.rows
        return f"{self.counts.days_text}, {self.counts.period}, from {count(rows)} row{'' if rows == 1 else 's'}."

    @cached_property
    def replaced(self) -> int:
        """How many of these days stand already."""
        held = self.feature.actuals.between(self.counts.since, self.counts.until).values_list("date", flat=True)
        return len({each.date for each in self.counts.days} & set(held))

    @property
    def replacing(self) -> str:
        """What the import does to what stands already."""
        if not self.replaced:
            return "None of these days is here yet."
        verb = "is" if self.replaced == 1 else "are"
        return f"{days_text(self.replaced)} of these {verb} here already and will be replaced whole."

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.form.digest.columns][: len(self.form.digest.sample[0])]

    def imported(self, replaced: int) -> str:
        """Return what is said once it is stored."""
        ending = f", {count(replaced)} of them replaced" if replaced else ""
        return f"{self.counts.days_text} imported, {self.counts.period}{ending}"


@dataclass(frozen=True)
class ImportPage:
    """The days of a feature that stand already, by month, the latest first."""

    canvas: Canvas
    feature: Feature

    @cached_property
    def counts(self) -> Counts | None:
        days = list(self.feature.actuals.oldest_first())
        return Counts(days, self.canvas.currency) if days else None

    @property
    def months(self) -> list[tuple[str, Counts]]:
        groups = groupby(self.counts.days, lambda each: (each.date.year, each.date.month))
        months = [Counts(list(days), self.canvas.currency) for _, days in groups]
        return [(format_date(each.since, "MMMM yyyy", locale=LOCALE), each) for each in reversed(months)]
