"""What another model would make of an inference line: a finding composed by fixed rules, and the rows of the table."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from economics.swaps import Swap
from economics.verdict import HEALTHY, NOT_QUANTIFIED, SHORT_WORDS
from ledger.figures.sheets import Row
from ledger.figures.swaps import Comparison, Other, Present
from ledger.models import Line
from ledger.pages.explanations import priced_as_of
from ledger.pages.sentences import margins
from prices.models import PricedModel
from ui.digits import Column, column_of
from ui.templatetags.figures import (
    MINUS,
    chance,
    count,
    count_short,
    in_column,
    in_column_signed,
    number,
    per_use,
    per_use_signed,
)

MOST, MOST_BRIEF = 30, 5
NO_CHANGE = "same"


@dataclass(frozen=True)
class SwapsSection:
    """The lines of a feature that another model could be had for; what each would do is asked for apart."""

    row: Row

    @property
    def lines(self) -> Sequence[Line]:
        return [line for line in self.row.lines if line.kind == "inference"]


@dataclass(frozen=True, slots=True)
class SwapRow:
    """One model as a row of the table; `model` and `provider` are its ids, `about` and `tags` stand beneath its name.

    A figure is "" where it is not known. `change` is that of the cost from now.
    """

    name: str
    provider: str
    model: str
    about: str
    tags: Sequence[str]
    cost: str = ""
    change: str = ""
    contribution: str = ""
    tone: str = ""
    loss: str = ""
    verdict: str = ""
    words: str = ""
    is_present: bool = False

    @property
    def is_offered(self) -> bool:
        """Whether the line can be given this model."""
        return bool(self.cost) and not self.is_present


@dataclass(frozen=True)
class SwapsPage:
    """A comparison as the page and the feature's section show it."""

    comparison: Comparison
    currency: str

    @property
    def finding(self) -> str:
        return finding(self.comparison, self.currency)

    @property
    def reach(self) -> str:
        return reach(self.comparison, self.currency)

    @property
    def is_worked_out(self) -> bool:
        return self.comparison.at_no_cost is not None

    @property
    def missing(self) -> list[str]:
        """What must be said first; nothing where the models can be compared."""
        return [] if self.is_worked_out or self.comparison.needs_rate else self.comparison.row.missing

    @cached_property
    def rows(self) -> list[SwapRow]:
        """The first rows, with the present model in its place, or last where it stands further down."""
        return self._first(self.comparison.priced, MOST)

    @cached_property
    def brief(self) -> list[SwapRow]:
        """The few cheapest that take the line's calls, and the present one."""
        return self._first([each for each in self.comparison.priced if each.fits], MOST_BRIEF + 1, unpriced=False)

    @property
    def more(self) -> str:
        """How many are not shown, and how to narrow down; "" where all are."""
        rest = len(self.comparison.priced) + len(self.comparison.unpriced) + 1 - len(self.rows)
        if not rest:
            return ""
        verb = "model is" if rest == 1 else "models are"
        return f"{count(rest)} more {verb} not shown. Type a name, or choose a provider or a larger context window."

    def _first(self, priced: Sequence[Other], most: int, *, unpriced: bool = True) -> list[SwapRow]:
        present = self.comparison.present
        cheaper = [each for each in priced if present.cost is not None and each.swap.cost_per_use < present.cost]
        dearer = [*priced[len(cheaper) :], *(self.comparison.unpriced if unpriced else ())]
        before = cheaper[: most - 1]
        after = dearer[: most - 1 - len(before)]
        columns = _columns(present, [*before, *after], self.currency)
        return [
            *(_other_row(each, present, columns) for each in before),
            _present_row(self.comparison.line, present, columns),
            *(_other_row(each, present, columns) for each in after),
        ]


def finding(found: Comparison, currency: str) -> str:
    """Return what the best of the models asked for would do, or why that can't be said."""
    if found.needs_rate:
        return f"Models are priced in US dollars. Say what a dollar is in {currency}, and they can be compared."
    if found.at_no_cost is None:
        return "What another model would leave can’t be worked out yet."
    if not found.usable:
        return _none(found)
    now = found.present
    if now.cost is None:
        return _first_price(found.best, currency)
    cost = per_use(now.cost, currency)
    best = next((each for each in (found.best, found.usable[0]) if _is_cheaper(each, now, currency)), None)
    if best is None:
        return f"None of the models compared is cheaper than {_inside(now)}, at {cost} per use."
    cut = f"{best.name} would cut inference from {cost} to {per_use(best.cost_per_use, currency)} per use"
    return f"{cut}{_and_turn(best, now, currency)}."


def reach(found: Comparison, currency: str) -> str:
    """Return how far down the list the feature is healthy; "" where that can't be said."""
    if not (found.is_quantified and found.usable):
        return ""
    healthy, compared = found.healthy, len(found.usable)
    if not healthy:
        return _never_healthy(found, currency)
    if len(healthy) == compared:
        return f"It is healthy under {_all(compared)}."
    of = f"{count(len(healthy))} of the {count(compared)} models compared"
    return f"It is healthy under {of}, up to a cost of {per_use(healthy[-1].cost_per_use, currency)} per use."


def used(line: Line, model: PricedModel, before: Row, after: Row) -> str:
    """Return what giving a line a model did to the contribution per use."""
    said = f"{line} uses {model} now."
    found = margins(before.evaluation, after.evaluation, after.plain.currency)
    if found is None:
        return said
    return f"{said} Contribution per use: {found[0] + ' as before' if found[0] == found[1] else ' → '.join(found)}"


def _none(found: Comparison) -> str:
    if found.priced:
        return "No model found takes calls of this length: their context windows are too small."
    if found.unpriced:
        return "No price is known of any model found."
    return "The catalogue has no other model that fits this."


def _never_healthy(found: Comparison, currency: str) -> str:
    free = found.at_no_cost
    if free.verdict == HEALTHY:
        return "None of the models compared makes it healthy."
    left = per_use_signed(free.contribution, currency)
    verdict = _quoted(free.verdict)
    return f"No model makes it healthy: even at no cost it would leave {left}, and the verdict would be {verdict}."


def _all(compared: int) -> str:
    few = {1: "the one model compared", 2: "both models compared"}
    return few.get(compared) or f"all {count(compared)} models compared"


def _is_cheaper(swap: Swap, now: Present, currency: str) -> bool:
    """Whether a use costs less than now, by more than shows."""
    shown = per_use(swap.cost_per_use, currency) != per_use(now.cost, currency)
    return shown and swap.cost_per_use < now.cost


def _first_price(best: Swap, currency: str) -> str:
    """What a line that has no price yet would cost."""
    cost, left = per_use(best.cost_per_use, currency), per_use_signed(best.contribution, currency)
    said = f"{best.name} would cost {cost} per use and leave {left}."
    return said if best.verdict == NOT_QUANTIFIED else f"{said} The verdict would be {_quoted(best.verdict)}."


def _and_turn(best: Swap, now: Present, currency: str) -> str:
    if best.verdict != now.verdict:
        return f" and turn the feature from {_quoted(now.verdict)} to {_quoted(best.verdict)}"
    left = per_use_signed(best.contribution, currency)
    if best.verdict in (HEALTHY, NOT_QUANTIFIED):
        return f", which leaves {left}"
    return f", which leaves {left}; the verdict stays {_quoted(best.verdict)}"


def _quoted(verdict: str) -> str:
    return f"“{SHORT_WORDS[verdict]}”"


def _inside(now: Present) -> str:
    """The name of what prices the line, inside a sentence."""
    return now.name if now.model else f"{now.name[0].lower()}{now.name[1:]}"


def _columns(now: Present, others: Sequence[Other], currency: str) -> tuple[Column, Column]:
    """The scales of the costs per use and of the contributions that are shown."""
    swaps = [each.swap for each in others if each.swap]
    costs = [now.cost, *(swap.cost_per_use for swap in swaps)]
    contributions = [now.contribution, *(swap.contribution for swap in swaps)]
    return column_of(costs, currency), column_of(contributions, currency)


def _present_row(line: Line, now: Present, columns: tuple[Column, Column]) -> SwapRow:
    return SwapRow(
        now.name,
        now.provider,
        now.model,
        about=priced_as_of(line),
        tags=("in use now",),
        is_present=True,
        **_figures(now.cost, now.contribution, now.loss, now.verdict, columns),
    )


def _other_row(other: Other, now: Present, columns: tuple[Column, Column]) -> SwapRow:
    model, swap = other.model, other.swap
    window = f"{count_short(model.context_window)} tokens" if model.context_window else "context window not published"
    tags = [*(["retired"] if model.deprecated else []), *_why_not(other)]
    figures = {}
    if swap:
        figures = _figures(swap.cost_per_use, swap.contribution, swap.probability_of_loss, swap.verdict, columns)
        figures["change"] = _change(swap.cost_per_use, now.cost, columns[0])
    about = " · ".join([model.provider_name, *([] if model.name == model.model else [model.model]), window])
    return SwapRow(model.name, model.provider, model.model, about, tags, **figures)


def _why_not(other: Other) -> list[str]:
    """Why a model can't do the same, as far as that is its price or its context."""
    if not other.swap:
        return ["does not price what the line uses"]
    if other.fits:
        return []
    return ["calls too long for it" if other.model.context_window else "context not published"]


def _figures(cost, contribution, loss, verdict, columns: tuple[Column, Column]) -> dict:
    if cost is None:
        return {}
    return {
        "cost": in_column(cost, columns[0]),
        "contribution": "" if contribution is None else in_column_signed(contribution, columns[1]),
        "tone": "loss" if contribution is not None and contribution < 0 else "",
        "loss": "" if loss is None else chance(loss),
        "verdict": verdict,
        "words": SHORT_WORDS[verdict],
    }


def _change(cost: float, now: float | None, column: Column) -> str:
    """How far a cost is from what it is now, in money and in per cent of it; of what costs something, never all."""
    if now is None:
        return ""
    if cost == now:
        return NO_CHANGE
    said = in_column_signed(cost - now, column)
    if not now:
        return said
    per_cent = max(round(100 * (cost / now - 1)), -99 if cost else -100)
    return f"{said} ({MINUS if cost < now else '+'}{number(abs(per_cent))}%)"
