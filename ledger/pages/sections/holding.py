"""The second step of an import: what a table would give held against the estimates, and the ranges it proposes."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import economics
from economics import Evaluation
from ledger.actuals.against import INSIDE, UNKNOWN
from ledger.figures.scenarios import with_numbers
from ledger.pages.sections.actuals import ActualsSection, Comparison, Proposal
from ledger.pages.sections.imports import Counts
from ledger.tables import Day
from ui.templatetags.figures import count, per_use_signed

SOURCE_LENGTH = 200
STATES = {
    "inside": "Inside. Narrow to {}",
    "above": "Above. Replace by {}",
    "below": "Below. Replace by {}",
    "unknown": "No estimate yet. Put in {}",
}


@dataclass(frozen=True, slots=True)
class HeldRow:
    """One number held against its estimate; `value` names the range that it proposes, "" where it proposes none."""

    comparison: Comparison

    @property
    def proposal(self) -> Proposal | None:
        return self.comparison.proposal if self.comparison.is_proposed else None

    @property
    def value(self) -> str:
        return f"{self.proposal.number}={self.proposal.text}" if self.proposal else ""

    @property
    def is_missed(self) -> bool:
        """Whether the estimate missed, so that its range is ticked."""
        return self.comparison.where not in (INSIDE, UNKNOWN)

    @property
    def says(self) -> str:
        """What is said where a range is proposed, or why none is."""
        if self.proposal:
            return STATES[self.comparison.where].format(self.proposal.text)
        return f"{self.comparison.words}. {self.comparison.waits}".strip()


@dataclass(frozen=True)
class HeldSection(ActualsSection):
    """A feature's actuals as they would stand with the days of a table, which `file` names."""

    new: Sequence[Day] = ()
    file: str = ""

    @cached_property
    def counts(self) -> Counts | None:
        """The days that stand, those of the table in their place."""
        new = {day.date for day in self.new}
        kept = [day for day in self.row.feature.actuals.oldest_first() if day.date not in new]
        return Counts(sorted([*kept, *self.new], key=lambda day: day.date), self.canvas.currency)

    @cached_property
    def rows(self) -> list[HeldRow]:
        return [HeldRow(comparison) for comparison in self.comparisons]

    @property
    def heading(self) -> str:
        """`3 of 4 estimates hold; the share reviewed doesn’t`."""
        known = [row for row in self.rows if row.comparison.where != UNKNOWN]
        missed = [row for row in known if row.is_missed]
        if not known:
            return "Nothing of it can be held against an estimate yet"
        if not missed:
            return "The estimate holds" if len(known) == 1 else f"All {count(len(known))} estimates hold"
        if len(missed) == len(known):
            return "The estimate doesn’t hold" if len(known) == 1 else f"None of {count(len(known))} estimates holds"
        holds = f"{count(len(known) - len(missed))} of {count(len(known))} estimates hold"
        return f"{holds}; {missed[0].comparison.name} doesn’t" if len(missed) == 1 else holds

    @cached_property
    def proposed(self) -> list[Proposal]:
        """The ranges that are ticked at first."""
        return [row.proposal for row in self.rows if row.is_missed and row.proposal]

    @property
    def outcome(self) -> str:
        """What taking the ticked ranges would do to the feature."""
        if not self.proposed or self.row.margin is None:
            return ""
        after = self._after()
        margin = after.results.contribution_per_use
        if margin is None:
            return ""
        what = self.proposed[0].text if len(self.proposed) == 1 else f"these {count(len(self.proposed))} ranges"
        currency = self.canvas.currency
        now, then = (per_use_signed(each.mean, currency) for each in (self.row.margin, margin))
        return f"Taking {what} would leave {then} per use instead of {now}: {after.verdict.chip}."

    def _after(self) -> Evaluation:
        typed = {proposal.number: proposal.text for proposal in self.proposed}
        return economics.evaluate(with_numbers(self.row.plain, typed))

    def accepted(self, values: Sequence[str]) -> list[Proposal] | None:
        """Return the ranges that were ticked; None where one of them is not proposed (any more)."""
        offered = {row.value: row.proposal for row in self.rows if row.value}
        if not all(value in offered for value in values):
            return None
        return [self._named(offered[value]) for value in values]

    def _named(self, proposal: Proposal) -> Proposal:
        """The range with the file as its source."""
        if not self.file or not proposal.evidence:
            return proposal
        source = f"{self.file}, {self.counts.period}"[:SOURCE_LENGTH]
        return Proposal(
            proposal.number,
            proposal.text,
            proposal.now,
            proposal.version,
            proposal.evidence | {"evidence_source": source},
            proposal.unproven,
        )
