"""What of a portfolio is shown, and in which order."""

from collections.abc import Iterable
from dataclasses import dataclass

from economics.verdict import SHORT_WORDS
from ledger.figures.portfolio import Holding, Purse, purses_of

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

    def holds(self, holding: Holding) -> bool:
        """Whether a holding is among those shown."""
        return self.verdict in ("", holding.verdict) and self.canvas in ("", str(holding.canvas.pk))

    @property
    def is_all(self) -> bool:
        return not (self.verdict or self.canvas)

    def shown(self, holdings: Iterable[Holding]) -> list[Purse]:
        """Return what is shown of these, sorted, in a purse for each currency; what is not counted goes by name."""
        key = COLUMNS[self.column][0]
        found = sorted((each for each in holdings if self.holds(each)), key=lambda each: each.name.casefold())
        counted = sorted((each for each in found if each.is_counted), key=key, reverse=self.is_descending)
        return purses_of([*counted, *(each for each in found if not each.is_counted)])
