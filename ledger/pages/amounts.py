"""The amounts of a row of a feature's table, as numbers and as text."""

from dataclasses import dataclass

from economics import Summary
from ui.templatetags.figures import per_month, per_use, per_use_signed


@dataclass(frozen=True, slots=True)
class Amounts:
    """Low, expected and high of a row: as numbers in its `summary`, None where that is not known, and as text.

    The texts are made here and not by filters, since a table has some sixty of them and is drawn at every keystroke.
    """

    summary: Summary | None
    currency: str
    per_month: bool = False
    is_signed: bool = False

    @property
    def low(self) -> str:
        return self._text(self.summary.p5) if self.summary else ""

    @property
    def expected(self) -> str:
        return self._text(self.summary.mean) if self.summary else "?"

    @property
    def high(self) -> str:
        return self._text(self.summary.p95) if self.summary else ""

    @property
    def tone(self) -> str:
        """The colour word: loss where the expected one is below zero and that matters."""
        if self.summary is None:
            return "unknown"
        return "loss" if self.is_signed and self.summary.mean < 0 else ""

    def _text(self, amount: float) -> str:
        money = per_month if self.per_month else per_use_signed if self.is_signed else per_use
        return money(amount, self.currency)
