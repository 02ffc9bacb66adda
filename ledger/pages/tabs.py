"""The parts of a feature's page: each an address of its own, and under its name what it found."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from ledger.figures.sheets import Row
from ledger.models import Line
from ui.templatetags.figures import chance

LEDGER, RISK, SCALE, MODELS, SCENARIOS, ACTUALS = "ledger", "risk", "scale", "models", "scenarios", "actuals"
# All of them in order on one page, as a printer takes them.
WHOLE = "whole"
WORDS = {
    LEDGER: "Ledger",
    RISK: "Risk",
    SCALE: "Scale",
    MODELS: "Models",
    SCENARIOS: "Scenarios",
    ACTUALS: "Actuals",
}


@dataclass(frozen=True, slots=True)
class Tab:
    """One part: `says` is what it found; where it has nothing to say yet, `waits` is what it waits for."""

    id: str
    says: str = ""
    waits: str = ""
    is_shown: bool = False

    @property
    def words(self) -> str:
        return WORDS[self.id]

    @property
    def route(self) -> str:
        """The name of its address."""
        return f"ledger:feature-{self.id}"

    @property
    def is_table(self) -> bool:
        """Whether it shows what is typed, which stands before anything is worked out."""
        return self.id == LEDGER

    @property
    def template(self) -> str:
        """What it shows."""
        return f"ledger/feature-{self.id}.html#{self.id}-part"


@dataclass(frozen=True)
class Tabs:
    """The parts of one feature; `shown` is the id of the one on the page, or WHOLE."""

    row: Row
    shown: str

    @cached_property
    def all(self) -> Sequence[Tab]:
        found = {
            LEDGER: {"says": self._ledger()},
            RISK: self._risk(),
            SCALE: self._scale(),
            MODELS: self._models(),
            SCENARIOS: self._scenarios(),
            ACTUALS: self._actuals(),
        }
        return [Tab(name, **said, is_shown=name == self.shown) for name, said in found.items()]

    @property
    def on_page(self) -> Sequence[Tab]:
        """The parts that the page shows, in order."""
        return [tab for tab in self.all if tab.is_shown or self.is_whole]

    @property
    def is_whole(self) -> bool:
        return self.shown == WHOLE

    @property
    def is_first(self) -> bool:
        """Whether the page opens with the verdict and what to do, in place of the strip."""
        return self.shown in (LEDGER, WHOLE)

    @property
    def route(self) -> str:
        """The name of the address of the page."""
        return f"ledger:feature-{self.shown}"

    def _ledger(self) -> str:
        lines = self.row.lines
        guesses = sum(not line.evidence_level or line.evidence_level == "guess" for line in lines)
        said = f"{len(lines) or 'no'} line{'' if len(lines) == 1 else 's'}{'' if lines else ' yet'}"
        if not guesses:
            return said
        if guesses == len(lines):
            return f"{said}, {'a guess' if guesses == 1 else 'all guesses'}"
        return f"{said}, {guesses} of them {'a guess' if guesses == 1 else 'guesses'}"

    def _risk(self) -> dict[str, str]:
        evaluation = self.row.evaluation
        if self.row.margin is None:
            return {"waits": "Waits for what a use costs and brings in."}
        if evaluation.is_exact:
            return {"says": "certain: no number has a range"}
        if evaluation.probability_of_monthly_loss is None:
            return {"says": f"{chance(evaluation.probability_of_loss_per_use)} of uses lose"}
        if not evaluation.probability_of_monthly_loss:
            return {"says": "no month loses"}
        return {"says": f"{chance(evaluation.probability_of_monthly_loss)} of months lose"}

    def _scale(self) -> dict[str, str]:
        even = self.row.evaluation.break_even_uses_per_month
        if even is None:
            return {"waits": "Waits for the usage, a cost and a price."}
        said = even.sentence.removeprefix("It ").removesuffix(".").removesuffix(" a month")
        return {"says": f"{said[:1].lower()}{said[1:]}"}

    def _models(self) -> dict[str, str]:
        lines = [line for line in self.row.lines if line.kind == "inference"]
        if not lines:
            return {"waits": "Waits for a line that names a model."}
        return {"says": _models_in_use(lines)}

    def _scenarios(self) -> dict[str, str]:
        tried = self.row.feature.scenarios.count()
        if not tried and not self.row.evaluation.is_quantified:
            return {"waits": "Waits for a verdict to compare with."}
        return {"says": f"{tried or 'none'} tried"}

    def _actuals(self) -> dict[str, str]:
        days = self.row.feature.actuals.count()
        return {"says": f"{days} day{'' if days == 1 else 's'} counted"} if days else {"waits": "Nothing counted yet."}


def _models_in_use(lines: Sequence[Line]) -> str:
    if len(lines) > 1:
        return f"{len(lines)} lines name one" if all(line.model for line in lines) else f"{len(lines)} lines"
    return f"{lines[0].model or 'own prices'} now"
