"""The one number to check next: the one that somebody marked, else the first by the ranking, in words."""

from dataclasses import dataclass
from functools import cached_property

from economics import Advice
from economics.gate import GUESS
from economics.inputs import Input, field_of
from economics.proposals import AT_MOST, Checking
from ledger.figures.numbers import holder_of
from ledger.figures.sheets import Row
from ledger.models import Feature, Line, NextCheck
from ledger.pages.estimates import estimate_text, value_text

NOTHING = "Check next: nothing yet"
OPEN = "First answer what is still open."
LOSES = "At every number you typed it loses, so no check would change the answer. Redesign first."
CERTAIN = "Every number is a single value, so there is nothing to check. Give one a range where you are not sure."


@dataclass(frozen=True)
class CheckSection:
    """What to check next of a saved, quantified feature; `mark` is what somebody marked on the canvas, if anything."""

    advice: Advice
    row: Row
    currency: str
    mark: NextCheck | None

    @cached_property
    def check(self) -> Checking | None:
        """The marked number where it is one of this feature's that is worth a check, else the first."""
        marked = [each for each in self.advice.checks if self._is_marked(each.input)]
        return next(iter([*marked, *self.advice.checks]), None)

    @property
    def holder(self) -> Feature | Line | None:
        """The line or feature that the number is typed into."""
        return holder_of(self.row, self.check.input.number) if self.check else None

    @property
    def heading(self) -> str:
        if self.check is None:
            return NOTHING
        label = self.check.input.label
        return f"Check next: {label[:1].lower()}{label[1:]}"

    @property
    def says(self) -> str:
        """Why this one, and where it would turn."""
        if self.check is None:
            return self._nothing
        return f"{self._why(self.check)} {self._turn(self.check)}".rstrip()

    @property
    def _nothing(self) -> str:
        """Why there is nothing to check."""
        evaluation = self.row.evaluation
        if not evaluation.is_quantified:
            return OPEN
        return LOSES if evaluation.probability_of_monthly_loss == 1 else CERTAIN

    def _why(self, check: Checking) -> str:
        guess = ", and it is a guess" if check.input.evidence == GUESS else ""
        if self._is_marked(check.input):
            return f"It is marked as the number to check next{guess}."
        return f"Of all numbers it moves what a use leaves the most{guess}."

    def _turn(self, check: Checking) -> str:
        field = field_of(self.row.plain, check.input.number)
        if check.turns_at is None:
            return ""
        beyond = "Above" if check.side == AT_MOST else "Below"
        at = value_text(field, check.turns_at, self.currency)
        said = estimate_text(field, check.input.text, self.currency)
        return f"{beyond} {at} the month earns nothing; you say {said}."

    def _is_marked(self, held: Input) -> bool:
        mark = self.mark
        if mark is None or mark.number != held.number:
            return False
        return not held.number.is_of_usage or mark.feature_id == self.row.feature.pk
