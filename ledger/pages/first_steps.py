"""The path of five steps of a feature of which nothing is known yet: one open, those done one line each."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from economics import kinds
from economics.numbers import USAGE
from ledger.asked import WAYS, WORTH, Asked
from ledger.figures.sheets import Row
from ledger.forms import FirstNumbersForm, KindForm
from ledger.models import Feature, Line
from ledger.pages.estimates import rounded_text

PEOPLE, USES, MODEL, SAVES, PAYS = "people", "uses", "model", "saves", "pays"
_USERS, _EACH = kinds.USAGE_FIELDS
_PLAN = WAYS["plan"]

STEPS: dict[str, tuple[str, str, list[Asked]]] = {
    PEOPLE: (
        "How many people use it in a month?",
        "A guess is a good start. Type 2k to 5k, or one number.",
        [Asked(USAGE, "", _USERS)],
    ),
    USES: ("How often does each of them use it?", "uses a month", [Asked(USAGE, "", _EACH)]),
    MODEL: (
        "What does a use ask of the model?",
        "The kind it is most like brings a model, tokens and review, each a guess with its source.",
        [],
    ),
    SAVES: (
        "How much time does a use save the user?",
        "minutes a use",
        [Asked(WORTH.kind, WORTH.method, WORTH.fields[0])],
    ),
    PAYS: (
        "What do they pay for it?",
        "A plan counts in part: only those who pay because of this feature.",
        [Asked(_PLAN.kind, _PLAN.method, field) for field in _PLAN.fields],
    ),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step: `answer` is what was said, "" while it is open, and `holder` where that is changed."""

    id: str
    words: str
    hint: str
    answer: str
    holder: Feature | Line


@dataclass(frozen=True)
class FirstSteps:
    """The steps of a feature; `bound` is the form of the step in hand where it was sent and is not valid."""

    row: Row
    currency: str
    bound: FirstNumbersForm | KindForm | None = None

    @cached_property
    def steps(self) -> Sequence[Step]:
        return [self._step(name, *said) for name, said in STEPS.items()]

    @cached_property
    def now(self) -> Step | None:
        """The first step that is open; None where all are done."""
        return next((step for step in self.steps if not step.answer), None)

    @property
    def form(self) -> FirstNumbersForm | KindForm:
        form = self.bound or form_of(self.now.id if self.now else PEOPLE, self.currency)
        if any(step.answer for step in self.steps):
            # Whoever is on the way goes on with Enter; who has just come is left where the page begins.
            next(iter(form.fields.values())).widget.attrs["autofocus"] = True
        return form

    @property
    def cost(self) -> float | None:
        """What a use costs so far."""
        found = self.row.evaluation.results.variable_cost_per_use
        return found.mean if found else None

    @property
    def worth(self) -> float | None:
        found = self.row.evaluation.results.perceived_value_per_use
        return found.mean if found else None

    def _step(self, name: str, words: str, hint: str, asked: list[Asked]) -> Step:
        if name == MODEL:
            line = self._line("inference", "")
            return Step(name, words, hint, _tokens(line) if line else "", line or self.row.feature)
        holder = self.row.feature if asked[0].kind == USAGE else self._line(asked[0].kind, asked[0].method)
        texts = [getattr(holder, each.field.name) for each in asked] if holder else [""]
        said = [rounded_text(each.field, text, self.currency) for each, text in zip(asked, texts, strict=False)]
        return Step(name, words, hint, ", ".join(said) if all(texts) else "", holder or self.row.feature)

    def _line(self, kind: str, method: str) -> Line | None:
        return next((line for line in self.row.lines if (line.kind, line.method) == (kind, method)), None)


def first_steps(row: Row, currency: str) -> FirstSteps | None:
    """Return the path of a feature that is not quantified; None where its steps are done, or it uses no AI."""
    steps = FirstSteps(row, currency)
    is_open = row.is_worked_out and not row.evaluation.is_quantified and row.feature.uses_ai
    return steps if is_open and steps.now else None


def form_of(step: str, currency: str, data=None) -> FirstNumbersForm | KindForm:
    """Return the form of a step, bound to what was sent."""
    asked = STEPS[step][2]
    return FirstNumbersForm(data, asked=asked, currency=currency) if asked else KindForm(data)


def _tokens(line: Line) -> str:
    said = [line.model or "own prices", f"{line.input_tokens} in" if line.input_tokens else ""]
    return ", ".join([*filter(None, said), *([f"{line.output_tokens} out"] if line.output_tokens else [])])
