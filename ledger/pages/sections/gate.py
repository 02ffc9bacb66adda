"""May it be pitched: the checks of the gate as a page shows them, each met or open, with its own sentence."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.text import get_text_list

from economics import Summary, gate, verdict
from economics.advice_model import Check, Gate
from economics.questions import COST_PER_USE, DRIVER, PERCEIVED_VALUE
from ledger.figures.numbers import holder_of
from ledger.figures.sheets import Row
from ledger.models import Line
from ledger.pages.open_questions import Target, questions_of
from ui.templatetags.figures import per_use

MET, OPEN = "met", "open"
MOST_NAMED = 2
# What is open, as the reason why a feature may not be pitched.
REASONS = {
    COST_PER_USE: "what a use costs",
    PERCEIVED_VALUE: "what it is worth to the user",
    DRIVER: "what it earns",
    gate.HEALTHY: "a healthy verdict",
    gate.PRICE_BELOW_VALUE: "a fair price",
    gate.EVIDENCE: "evidence for the numbers it hangs on",
}
UNHEALTHY = {
    verdict.LOSES_ON_EVERY_USE: "it loses on every use",
    verdict.BELOW_BREAK_EVEN: "it is below break-even",
    verdict.FRAGILE: "it is fragile",
}
# Four words that mend it, where nothing else is to be said.
STEPS = {gate.HEALTHY: "See what would make it so", gate.EVIDENCE: "Note where they come from"}


@dataclass(frozen=True, slots=True)
class GateCheck:
    """One check: `state` is met or open, `subject` and `rest` its sentence, `at` where its field of the score begins.

    `target` is what its next step leads to, None where that is nothing on the page.
    """

    state: str
    subject: str
    rest: str
    next_step: str
    target: Target | None
    at: int

    @property
    def sentence(self) -> str:
        return f"{self.subject} {self.rest}"


@dataclass(frozen=True)
class GateSection:
    """Whether a feature may be worded as a selling point, and what is lacking for that."""

    row: Row
    gate: Gate
    currency: str

    @property
    def ready(self) -> bool:
        return self.gate.ready

    @property
    def heading(self) -> str:
        """The finding: whether it is ready, and if not how many checks are open."""
        count = len(self._open)
        total = len(self.gate.checks)
        return f"Not ready to pitch: {count} of {total} checks open" if count else "Ready to pitch"

    @property
    def answer(self) -> str:
        """Whether it may be pitched, in a word or two."""
        if self.ready:
            return "Yes"
        return "No" if self.row.evaluation.verdict.id == verdict.LOSES_ON_EVERY_USE else "Not yet"

    @property
    def score(self) -> str:
        """How many checks are met, and how many open."""
        count = len(self._open)
        met = f"{len(self.gate.checks) - count} met"
        return f"{met}, {count} open" if count else f"all {len(self.gate.checks)} met"

    @property
    def reason(self) -> str:
        """What is open, or that nothing is."""
        if self.ready:
            return "Nothing is open."
        named = [self._reason(check) for check in self._open]
        rest = len(named) - MOST_NAMED
        said = [*named[:MOST_NAMED], *([f"{rest} more"] if rest > 0 else [])]
        return f"Open: {get_text_list(said, 'and')}."

    @cached_property
    def checks(self) -> Sequence[GateCheck]:
        return [self._check(check, at=18 * place + 1) for place, check in enumerate(self.gate.checks)]

    @property
    def _open(self) -> list[Check]:
        return [check for check in self.gate.checks if not check.passed]

    def _reason(self, check: Check) -> str:
        found = UNHEALTHY.get(self.row.evaluation.verdict.id) if check.id == gate.HEALTHY else None
        return found or REASONS[check.id]

    @property
    def _is_judged(self) -> bool:
        return self.row.evaluation.is_quantified

    def _check(self, check: Check, at: int) -> GateCheck:
        subject, rest = (self._met if check.passed else self._lacking)[check.id]()
        if check.passed:
            return GateCheck(MET, subject, rest, "", None, at)
        return GateCheck(OPEN, subject, rest, self._next_step(check), self._target(check), at)

    @property
    def _met(self) -> dict[str, Callable[[], tuple[str, str]]]:
        """The sentence of each check that is met, its subject first."""
        return {
            COST_PER_USE: lambda: ("Cost per use", "is known, line by line."),
            PERCEIVED_VALUE: lambda: ("Worth to the user", f"is {self._worth} per use."),
            DRIVER: self._earns,
            gate.HEALTHY: lambda: ("Healthy", "on these estimates."),
            gate.PRICE_BELOW_VALUE: self._worth_its_price,
            gate.EVIDENCE: lambda: ("Evidence", "is more than a guess for the numbers it hangs on."),
        }

    @property
    def _lacking(self) -> dict[str, Callable[[], tuple[str, str]]]:
        """The sentence of each check that is open, its subject first."""
        return {
            COST_PER_USE: lambda: ("Cost per use", "is open."),
            PERCEIVED_VALUE: lambda: ("Worth to the user", "is open."),
            DRIVER: lambda: ("How it earns", "is open."),
            gate.HEALTHY: self._not_healthy,
            gate.PRICE_BELOW_VALUE: self._above_its_worth,
            gate.EVIDENCE: self._guessed,
        }

    def _earns(self) -> tuple[str, str]:
        names = [_inside(line) for line in self.row.lines if line.kind in ("monetization", "retention")]
        if not names:
            return "It need not earn:", f"{self.row.feature.neither_driver.rstrip('.')}."
        return "It earns", f"by {get_text_list(names, 'and')}."

    def _worth_its_price(self) -> tuple[str, str]:
        if not self.row.evaluation.results.price_to_payer_per_use.mean:
            return "It costs the payer nothing,", f"and is worth {self._worth} per use to the user."
        return "Worth at least what it costs the payer,", f"{self._worth} against {self._price} per use."

    def _above_its_worth(self) -> tuple[str, str]:
        if not self._is_judged:
            return "The price", "is compared with the worth once both are known."
        return "The payer pays more than it is worth,", f"{self._price} against {self._worth} per use."

    def _not_healthy(self) -> tuple[str, str]:
        if not self._is_judged:
            return "The verdict", "waits for the three questions."
        return "Not healthy", f"on these estimates: {self.row.evaluation.verdict.chip}."

    def _guessed(self) -> tuple[str, str]:
        check = next(each for each in self.gate.checks if each.id == gate.EVIDENCE)
        if not check.inputs:
            return "Evidence", "is asked for once it is known what the answer hangs on."
        names = list(dict.fromkeys(each.words for each in check.inputs))
        named = get_text_list([*names[:3], *([f"{len(names) - 3} more"] if len(names) > 3 else [])], "and")
        guess = "it is a guess" if len(names) == 1 else "both are guesses" if len(names) == 2 else "all are guesses"
        return "Evidence is open", f"for {named}: {guess}."

    @property
    def _worth(self) -> str:
        return self._use(self.row.evaluation.results.perceived_value_per_use)

    @property
    def _price(self) -> str:
        return self._use(self.row.evaluation.results.price_to_payer_per_use)

    def _use(self, summary: Summary) -> str:
        return per_use(summary.mean, self.currency)

    def _next_step(self, check: Check) -> str:
        if self._is_judged:
            return STEPS.get(check.id, check.next_step)
        return check.next_step if check.id in (COST_PER_USE, PERCEIVED_VALUE, DRIVER) else ""

    def _target(self, check: Check) -> Target | None:
        if check.inputs:
            return Target(holder_of(self.row, check.inputs[0].number))
        if not self._is_judged:
            return self._missing.get(check.next_step)
        return Target(anchor=f"moves-{self.row.feature.pk}") if check.id == gate.HEALTHY else None

    @cached_property
    def _missing(self) -> dict[str, Target]:
        """What mends each thing that a question misses."""
        return dict(missing for question in questions_of(self.row) for missing in question.missing)


def _inside(line: Line) -> str:
    """The name of a line, inside a sentence; one that a person gave it stays as typed."""
    words = str(line)
    return words if line.label else f"{words[:1].lower()}{words[1:]}"
