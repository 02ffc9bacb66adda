"""What the totals of a canvas say, beside their figures."""

from dataclasses import dataclass
from functools import cached_property

from ledger.figures import totals
from ledger.figures.sheets import Sheet
from ledger.figures.totals import CAPTURED, Total, TotalLine
from ledger.models import Feature
from ledger.rules import WHOLE, percent_text
from ui.templatetags.figures import chance, per_month


@dataclass(frozen=True)
class TotalsPage:
    """The two totals of a canvas, what they say together and each by itself."""

    sheet: Sheet

    @property
    def balance(self) -> str:
        """What the totals say together: the heading of their page."""
        if self.sheet.unfinished:
            return "What comes in, and what goes out?"
        if self.sheet.value_captured is None or self.sheet.cost is None:
            return "Nothing is counted yet"
        amounts = (self.sheet.value_captured, self.sheet.cost)
        came, went = (per_month(amount, self.sheet.canvas.currency) for amount in amounts)
        return f"{came} a month comes in and {went} goes out"

    @cached_property
    def captured(self) -> "TotalSection":
        return TotalSection(totals.captured(self.sheet))

    @cached_property
    def costs(self) -> "TotalSection":
        return TotalSection(totals.costs(self.sheet))


@dataclass(frozen=True)
class TotalSection:
    """One total, the sentence above it, and its lines by feature, each with who bears what of it."""

    total: Total

    @property
    def sentence(self) -> str:
        return most_sentence(self.total)

    @property
    def groups(self) -> list[tuple[Feature, list[tuple[TotalLine, str]]]]:
        return [(feature, [(line, part_words(line)) for line in lines]) for feature, lines in self.total.groups]


def most_sentence(total: Total) -> str:
    """Return which line most of a total is; "" where no share of it can be told."""
    if total.most is None:
        return ""
    line, share = total.most
    verb = "brings in" if total.id == CAPTURED else "costs"
    return f"{line.line} of {line.feature} {verb} the most, {chance(share)} of it."


def part_words(line: TotalLine) -> str:
    """Return who bears what of a shared cost; "" where one feature bears all of it."""
    if line.is_borne:
        return f"{percent_text(line.percent)} of it, shared by {line.line.feature}"
    return "" if line.percent == WHOLE else f"{percent_text(line.percent)} of it, shared with others"
