"""A portfolio as a page shows it: tables with bars and links to sort by, maps, and what a filter leaves."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from ledger.figures.choice import COLUMNS, Choice
from ledger.figures.portfolio import CurrencyGroup, Entry, Portfolio
from ledger.pages.charts import MapDrawing, Part, Spot, draw_map
from ledger.pages.charts.drawing import part_between, placed, text
from ledger.pages.portfolio import sentences
from ui.templatetags.figures import count_short, per_use_signed

BAR_INKS = {"gain": "gain", "loss": "loss", "thin": "thin"}
SHAPES = {"healthy": "circle", "fragile": "diamond", "below_break_even": "square", "loses_on_every_use": "triangle"}
HEADS = {
    "name": "Feature",
    "use": "Contribution per use",
    "uses": "Uses a month",
    "month": "Margin a month",
    "verdict": "Verdict",
}


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column: its words, the query that sorts by it, and how it is sorted by now ("" where not)."""

    column: str
    words: str
    query: str
    sorted: str


@dataclass(frozen=True, slots=True)
class CurrencyRow:
    """A feature with its bar around nought."""

    entry: Entry
    bar: Part


@dataclass(frozen=True)
class CurrencyTable:
    """The features of one currency: their rows, the place of nought in the bars, the map, and what is not on it."""

    group: CurrencyGroup

    @cached_property
    def rows(self) -> list[CurrencyRow]:
        return [
            CurrencyRow(each, part_between(BAR_INKS[each.tone], 0.0, each.monthly_profit, self._place))
            for each in self.group.counted
        ]

    @property
    def contributions(self) -> list[float]:
        """The expected contributions per use, of which the column has one scale."""
        return [each.row.margin.mean for each in self.group.counted]

    @property
    def zero(self) -> str:
        return text(self._place(0.0))

    @cached_property
    def map(self) -> MapDrawing | None:
        return draw_map(_spot(each) for each in self.group.counted)

    @property
    def off_the_map(self) -> str:
        return sentences.off_the_map(self.group)

    @cached_property
    def _place(self):
        return placed(self.group.reach)


@dataclass(frozen=True)
class PortfolioPage:
    """A portfolio with what was chosen of it; `extra` are the other parameters of the page that it stands on."""

    portfolio: Portfolio
    choice: Choice
    extra: Mapping[str, str]

    @property
    def heading(self) -> str:
        return sentences.heading(self.portfolio)

    @property
    def money(self) -> str:
        return sentences.money(self.portfolio)

    @property
    def filtered(self) -> str:
        """What the filter leaves; "" where everything is shown."""
        return "" if self.choice.is_all else sentences.filtered(self.groups, self.portfolio)

    @cached_property
    def groups(self) -> list[CurrencyGroup]:
        return self.choice.chosen(self.portfolio.entries)

    @cached_property
    def tables(self) -> list[CurrencyTable]:
        return [CurrencyTable(group) for group in self.groups]

    @property
    def canvases(self) -> list:
        """The canvases to choose from, where there is more than one with features."""
        found = [sheet.canvas for sheet in self.portfolio.sheets if sheet.rows]
        return found if len(found) > 1 else []

    @property
    def heads(self) -> list[Head]:
        return [Head(column, words, self._sorted_by(column), self._order(column)) for column, words in HEADS.items()]

    def _order(self, column: str) -> str:
        if column != self.choice.column:
            return ""
        return "descending" if self.choice.is_descending else "ascending"

    def _sorted_by(self, column: str) -> str:
        """The query that sorts by a column; by the other way round where it is sorted by it already."""
        is_now = column == self.choice.column
        descending = not self.choice.is_descending if is_now else COLUMNS[column][1]
        asked = {"verdict": self.choice.verdict, "canvas": self.choice.canvas, "sort": f"{'-' * descending}{column}"}
        return urlencode(_filled({**self.extra, **asked}))


def _filled(asked: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in asked.items() if value}


def _spot(entry: Entry) -> Spot:
    row = entry.row
    said = f"{per_use_signed(row.margin.mean, entry.currency)} a use at {count_short(row.uses)} uses a month"
    return Spot(
        entry.name,
        row.margin.mean,
        row.uses,
        entry.monthly_profit,
        SHAPES[entry.verdict],
        entry.tone,
        f"{entry.name}: {entry.verdict_words}, {said}",
    )
