"""Ready to pitch: the checks of the gate as a page shows them, each that fails with the way on."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from economics import gate
from economics.advice_model import Check, Gate
from ledger.figures.numbers import holder_of
from ledger.figures.sheets import Row
from ledger.pages.feature_table import FeatureTable, Target

PASSES, FAILS, OPEN = "passes", "fails", "open"


@dataclass(frozen=True, slots=True)
class GateCheck:
    """One line of the gate: `state` is passes, fails or, while a question is open, open.

    `target` is what its next step leads to, None where that is nothing on the page.
    """

    state: str
    sentence: str
    next_step: str
    target: Target | None


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
        """The finding: whether it is ready, and if not how many checks fail."""
        if self.ready:
            return "Ready to pitch"
        total, failing = len(self.gate.checks), sum(not check.passed for check in self.gate.checks)
        return f"Not ready to pitch: {failing} of {total} checks {'fails' if failing == 1 else 'fail'}"

    @cached_property
    def checks(self) -> Sequence[GateCheck]:
        return [self._check(check) for check in self.gate.checks]

    def _check(self, check: Check) -> GateCheck:
        target = None if check.passed else self._target(check)
        return GateCheck(self._state(check), check.sentence, check.next_step, target)

    def _state(self, check: Check) -> str:
        if check.passed:
            return PASSES
        return FAILS if self.row.evaluation.is_quantified else OPEN

    def _target(self, check: Check) -> Target | None:
        if check.inputs:
            return Target(holder_of(self.row, check.inputs[0].number))
        if not self.row.evaluation.is_quantified:
            return self._missing.get(check.next_step, Target(anchor=f"questions-{self.row.feature.pk}"))
        return Target(anchor=f"moves-{self.row.feature.pk}") if check.id == gate.HEALTHY else None

    @cached_property
    def _missing(self) -> dict[str, Target]:
        """What mends each thing that a question misses."""
        questions = FeatureTable(self.row, self.currency).questions
        return dict(missing for question in questions for missing in question.missing)
