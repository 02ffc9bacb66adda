"""All features on one page: what each earns and risks, and whether it may be pitched."""

from collections.abc import Sequence
from dataclasses import dataclass

from economics import verdict
from exports.feature_sheets import FeatureSheet
from ledger.figures.sheets import Sheet
from ledger.pages.sentences import coverage, finding
from ui.templatetags.figures import per_month, per_month_signed

# So many characters an amount may have without further ado.
WIDEST = 14


@dataclass(frozen=True, slots=True)
class Headline:
    """One figure of the cover with what it is."""

    figure: str
    words: str
    tone: str = ""


@dataclass(frozen=True)
class Overview:
    """The features of a dossier side by side, with their sums."""

    sheet: Sheet
    sheets: Sequence[FeatureSheet]
    left_out: str

    @property
    def finding(self) -> str:
        return finding(self.sheet)

    @property
    def coverage(self) -> str:
        return coverage(self.sheet)

    @property
    def extent(self) -> str:
        """What the contents say of it."""
        count = len(self.sheets)
        return f"{count} feature{'' if count == 1 else 's'} side by side"

    @property
    def is_wide(self) -> bool:
        """Whether its amounts have more digits than their columns have room for."""
        return any(len(sheet.margin) > WIDEST or len(sheet.contribution) > WIDEST for sheet in self.sheets)

    @property
    def has_sums(self) -> bool:
        return self.sheet.margin is not None

    @property
    def has_spread(self) -> bool:
        """Whether any figure has a range besides what is expected."""
        return any(sheet.has_range for sheet in self.sheets)

    @property
    def headlines(self) -> list[Headline]:
        """What is known of a month, and how many features may be said to customers."""
        found = []
        if self.has_sums:
            currency = self.sheet.canvas.currency
            found = [
                Headline(per_month_signed(self.sheet.margin, currency), "margin a month", self.sheet.tone),
                Headline(per_month(self.sheet.value_captured, currency), "value captured a month"),
                Headline(per_month(self.sheet.cost, currency), "costs a month"),
            ]
        if len(self.sheets) > 1:
            found += [self._counted(self._healthy, "healthy"), self._counted(self._ready, "ready to pitch")]
        return found

    @property
    def _healthy(self) -> int:
        return sum(sheet.verdict.id == verdict.HEALTHY for sheet in self.sheets)

    @property
    def _ready(self) -> int:
        return sum(sheet.pitch.ready for sheet in self.sheets)

    def _counted(self, count: int, words: str) -> Headline:
        return Headline(f"{count} of {len(self.sheets)}", f"features {words}")
