"""What of a portfolio is shown, and in which order."""

from collections.abc import Iterable
from dataclasses import dataclass

from economics.verdict import SHORT_WORDS
from ledger.figures.portfolio import CurrencyGroup, Entry, by_currency

VERDICT_ORDER = {verdict: place for place, verdict in enumerate(reversed(SHORT_WORDS))}
# By the name of a column: what is sorted by, and whether the first click puts the highest first.
COLUMNS = {
    "name": (lambda each: each.name.casefold(), False),
    "use": (lambda each: each.row.margin.mean, True),
    "uses": (lambda each: each.row.uses, True),
    "month": (lambda each: each.monthly_profit, True),
    "verdict": (lambda each: VERDICT_ORDER[each.verdict], False),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """What of a portfolio is shown: of one verdict, of one canvas, and by what it is sorted. "" is all."""

    verdict: str = ""
    canvas: str = ""
    column: str = "month"
    is_descending: bool = True

    def holds(self, entry: Entry) -> bool:
        """Whether a entry is among those shown."""
        return self.verdict in ("", entry.verdict) and self.canvas in ("", str(entry.canvas.pk))

    @property
    def is_all(self) -> bool:
        return not (self.verdict or self.canvas)

    def chosen(self, entries: Iterable[Entry]) -> list[CurrencyGroup]:
        """Return what is shown of these, sorted, in a group for each currency; what is not counted goes by name."""
        key = COLUMNS[self.column][0]
        found = sorted((each for each in entries if self.holds(each)), key=lambda each: each.name.casefold())
        counted = sorted((each for each in found if each.is_counted), key=key, reverse=self.is_descending)
        return by_currency([*counted, *(each for each in found if not each.is_counted)])
