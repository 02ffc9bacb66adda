"""Estimate against actuals: each number that was counted beside what was estimated, and the range that it proposes."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.text import get_text_list

from canvas.models import Canvas
from economics import EstimateError
from economics.numbers import Number
from economics.reading import read_field
from ledger.actuals.against import ABOVE, BELOW, COUNT, INSIDE, MONEY, UNKNOWN, lies
from ledger.actuals.measuring import ENOUGH, typed_range
from ledger.figures.sheets import Row
from ledger.pages.charts import ComparedDrawing, draw_compared
from ledger.pages.sections.comparing import Compared, compare, not_compared
from ledger.pages.sections.imports import Counts, days_text, period
from ui.templatetags.figures import number, per_use, share

ICONS = {INSIDE: "check", ABOVE: "up", BELOW: "down", UNKNOWN: "unknown"}
WORDS = {
    INSIDE: "Inside the estimate",
    ABOVE: "Above the estimate",
    BELOW: "Below the estimate",
    UNKNOWN: "No estimate yet",
}
# From here on a count is shown in whole numbers.
WHOLE_FROM = 100
LATEST = 62


@dataclass(frozen=True, slots=True)
class Proposal:
    """A range read from the days, as it would be typed in place of `now`; `version` is that of its line or feature.

    `evidence` is what accepting it says of all that the line holds: nothing while `unproven` fields beside it, named
    here, are uncertain and were not counted.
    """

    number: Number
    text: str
    now: str
    version: int
    evidence: dict
    unproven: str = ""


@dataclass(frozen=True)
class Comparison:
    """One number as the page shows it."""

    compared: Compared
    currency: str

    @property
    def name(self) -> str:
        return self.compared.name

    @property
    def where(self) -> str:
        return lies(self.compared.measured.value, self.compared.estimate)

    @property
    def icon(self) -> str:
        return ICONS[self.where]

    @property
    def words(self) -> str:
        """Where it lies, and whether it lies inside the part of the estimate that it may be about alone."""
        inner = self.compared.inner
        if inner and self.where != INSIDE and lies(self.compared.measured.value, inner[1]) == INSIDE:
            return f"{WORDS[self.where]} of the whole, inside that of {inner[0]}"
        return WORDS[self.where]

    @property
    def estimate(self) -> str:
        found = self.compared.estimate
        if found is None:
            return "?"
        return self._text(found.mean) if found.p5 == found.p95 else self._range_text(found.p5, found.p95)

    @property
    def actual(self) -> str:
        return self._text(self.compared.measured.value)

    @property
    def spread(self) -> str:
        """The middle 90% of the days."""
        found = self.compared.measured
        return self._range_text(found.low, found.high)

    @property
    def over(self) -> str:
        """What the spread is over."""
        found = self.compared.measured
        return f"{number(found.count)} stretches of 7 days" if found.is_weekly else days_text(found.count)

    @property
    def how(self) -> str:
        inner = self.compared.inner
        said = [self.compared.how]
        if inner:
            said.append(f"Of which {inner[0]}: {self._range_text(inner[1].p5, inner[1].p95)}.")
        return " ".join(part for part in said if part)

    @property
    def drawing(self) -> ComparedDrawing:
        found = self.compared.measured
        return draw_compared(self.compared.estimate, found.low, found.value, found.high)

    @cached_property
    def proposal(self) -> Proposal | None:
        """The range that the days propose; None where there are too few, or nothing to put it into."""
        held, found = self.compared.input, self.compared.measured
        if held is None or not found.is_enough:
            return None
        text = typed_range(found.low, found.high, share=held.field.share)
        try:
            read_field(held.field, text)
        except EstimateError:
            # A day without any use, for a number that something is divided by.
            return None
        unproven = get_text_list([label.lower() for label in held.unproven], "and")
        evidence = {
            "evidence_level": "measured",
            "evidence_source": f"Actuals {period(found.since, found.until)}",
            "evidence_url": "",
            "evidence_date": found.until,
        }
        kept = {} if unproven else evidence
        return Proposal(held.number, text, held.text, held.version, kept, unproven)

    @property
    def is_proposed(self) -> bool:
        """Whether there is a range that does not stand in its field already."""
        return self.proposal is not None and self.proposal.text != self.proposal.now

    @property
    def waits(self) -> str:
        """What keeps a range from being proposed where one could be, or that it stands already."""
        held, found = self.compared.input, self.compared.measured
        if held is None or self.is_proposed:
            return ""
        if not found.is_enough:
            return f"{days_text(ENOUGH - found.count)} more, and a range can be proposed."
        return (
            "What is typed is what was measured."
            if self.proposal
            else "Some days had no use at all, so no range is proposed."
        )

    def _text(self, value: float) -> str:
        unit = self.compared.unit
        if unit == MONEY:
            return per_use(value, self.currency)
        if unit == COUNT:
            return number(round(value)) if value >= WHOLE_FROM else number(value)
        return share(round(value, 4))

    def _range_text(self, low: float, high: float) -> str:
        return f"{self._text(low)} to {self._text(high)}"


@dataclass(frozen=True)
class ActualsSection:
    """What was counted of a saved feature, beside its estimates."""

    canvas: Canvas
    row: Row

    @cached_property
    def counts(self) -> Counts | None:
        """The days that stand; None where none does."""
        days = list(self.row.feature.actuals.oldest_first())
        return Counts(days, self.canvas.currency) if days else None

    @property
    def latest(self) -> Counts:
        """The latest of the days, as many as a table can be read with."""
        return Counts(self.counts.days[-LATEST:], self.canvas.currency)

    @property
    def latest_words(self) -> str:
        """What the table of days holds."""
        every = len(self.counts.days) <= LATEST
        return "The days behind it" if every else f"The latest {LATEST} of the {self.counts.days_text} behind it"

    @cached_property
    def comparisons(self) -> Sequence[Comparison]:
        if not self.counts:
            return ()
        return [Comparison(compared, self.canvas.currency) for compared in compare(self.row, self.counts.days)]

    @property
    def not_compared(self) -> Sequence[str]:
        """A sentence for each count that no line can be held against, and why."""
        return list(not_compared(self.row, self.counts.days)) if self.counts else ()

    @property
    def finding(self) -> str:
        """What the comparison says, in one or two sentences."""
        counted = (
            f"{self.counts.days_text} {'was' if len(self.counts.days) == 1 else 'were'} counted, {self.counts.period}."
        )
        return f"{counted} {self._verdict}"

    @property
    def _verdict(self) -> str:
        known = [each for each in self.comparisons if each.where != UNKNOWN]
        outside = [f"{each.name} {each.where}" for each in known if each.where != INSIDE]
        if not known:
            return "Nothing of it can be compared with an estimate yet."
        if not outside:
            return "Everything that can be compared lies inside its estimate."
        inside = len(known) - len(outside)
        rest = f"; {inside} more {'lies' if inside == 1 else 'lie'} inside" if inside else ""
        return f"Outside {'its estimate' if len(outside) == 1 else 'their estimates'}: {', '.join(outside)}{rest}."

    def proposal(self, number: Number) -> Proposal | None:
        """Return the range proposed for a number; None where there is none (any more)."""
        found = (comparison.proposal for comparison in self.comparisons)
        return next((proposal for proposal in found if proposal and proposal.number == number), None)
