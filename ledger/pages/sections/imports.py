"""The page on which actuals are imported: what a table would give, and the days that stand already."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import Any

from babel.dates import format_date

from canvas.models import Canvas
from ledger.models import Actual, Feature
from ledger.rules import ACTUAL_MONEY
from ledger.tables import LABELS, SOURCES, Ask, Column, Day, Said, how_read, left_out, taken_sentences
from ledger.tables.sources import PLAIN
from ui.templatetags.figures import LOCALE, count, day, price

FIRST_DAYS = 5
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
CHOSEN = "you chose this"


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


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """A column of the table on the page: its name, a cell of it, the choice of what it is read as, and why."""

    column: Column
    field: object
    role: str
    why: str


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: the words in front, the rest of the sentence, and the answers to choose from."""

    ask: Ask
    field: object

    @property
    def first(self) -> str:
        """The question itself, where the sentence begins with one."""
        before, mark, _ = self.ask.sentence.partition("? ")
        return before + "?" if mark else ""

    @property
    def rest(self) -> str:
        return self.ask.sentence.removeprefix(self.first).strip()


@dataclass(frozen=True)
class Preview:
    """What a table gives as it is understood: nothing of it is stored yet."""

    canvas: Canvas
    feature: Feature
    form: Any

    @cached_property
    def counts(self) -> Counts | None:
        """The days that would be stored; None while something is wrong."""
        return Counts(self.form.taken.days, self.canvas.currency) if self.form.is_valid() else None

    @property
    def first(self) -> Counts:
        return Counts(self.counts.days[:FIRST_DAYS], self.canvas.currency)

    @property
    def heading(self) -> str:
        """Whose export it is, and what it comes to: `A Langfuse export: 28 days, 34,120 uses, $1,142`."""
        source = self.form.digest.source
        name = "A table" if source == PLAIN else _export_of(SOURCES[source])
        return f"{name}: {', '.join(self._facts())}" if self.counts else name

    def _facts(self) -> list[str]:
        totals, facts = self.form.taken.totals, [self.counts.days_text]
        if totals["uses"] is not None:
            facts.append(f"{count(totals['uses'])} use{'' if totals['uses'] == 1 else 's'}")
        if totals["cost"] is not None:
            facts.append(f"cost {price(totals['cost'], self.canvas.currency)}")
        return facts

    @property
    def subheading(self) -> str:
        name = f"{self.form.file_name}, " if self.form.file_name else ""
        rows = self.form.digest.rows
        return f"{name}{count(rows)} row{'' if rows == 1 else 's'}. Nothing is kept until you say so."

    @property
    def rows(self) -> list[ColumnRow]:
        """The columns that hold dates or numbers."""
        form = self.form
        return [
            ColumnRow(column, form[f"role-{place}"], form.meaning.roles[place], self._why(place))
            for place, column in enumerate(form.digest.columns)
            if column.is_number or place in form.digest.dates
        ]

    def _why(self, place: int) -> str:
        form = self.form
        is_guessed = form.meaning.roles[place] == form.guessed.roles[place]
        return "; ".join([form.meaning.why[place] if is_guessed else CHOSEN, *how_read(form.taken, place)])

    @property
    def others(self) -> list[str]:
        """The names of the columns that hold neither."""
        shown = {row.column.name for row in self.rows}
        return [column.name for column in self.form.digest.columns if column.name not in shown]

    @property
    def counted(self):
        """The choice of how uses are counted, where no column says it."""
        return None if self.form.meaning.places("uses") else self.form["counted"]

    @property
    def questions(self) -> list[Question]:
        return [Question(ask, self.form[f"ask-{ask.id}"]) for ask in self.form.asks]

    @property
    def questions_heading(self) -> str:
        """`Two questions first`."""
        number = len(self.form.asks)
        word = NUMBERS[number].capitalize() if number < len(NUMBERS) else count(number)
        return f"{word} question{'' if number == 1 else 's'} first"

    @property
    def sentences(self) -> list[Said]:
        """What is taken, converted and netted, then what is left out."""
        if not self.counts:
            return []
        verbs = [
            Said(each.count, f"{'row is' if each.count == 1 else 'rows are'} left out. {each.sentence}")
            for each in left_out(self.form.taken)
        ]
        return [*taken_sentences(self.form.taken), *verbs]

    @cached_property
    def replaced(self) -> int:
        """How many of these days stand already."""
        held = self.feature.actuals.between(self.counts.since, self.counts.until).values_list("date", flat=True)
        return len({each.date for each in self.counts.days} & set(held))

    @property
    def replacing(self) -> str:
        """What the import does to what stands already."""
        if not self.replaced:
            return "None of these days was imported before."
        was = "was" if self.replaced == 1 else "were"
        return f"{days_text(self.replaced)} of these {was} imported before and will be replaced."

    @property
    def closing(self) -> str:
        """What stands beside the button."""
        asked = len(self.form.asks)
        proposed = "The question has a proposed answer. " if asked == 1 else "Every question has a proposed answer. "
        return f"{proposed if asked else ''}What you leave out can be brought in later."

    def imported(self, replaced: int) -> str:
        """Return what is said once it is stored."""
        ending = f", {count(replaced)} of them replaced" if replaced else ""
        return f"{self.counts.days_text} imported, {self.counts.period}{ending}"


def _export_of(name: str) -> str:
    article = "An" if name[0] in "AEIOU" else "A"
    return f"{article} {name} export"


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
