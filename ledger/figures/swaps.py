"""An inference line under other models of the catalogue: what each would cost a use, and make of the feature."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from economics import Price
from economics.model_line import own_prices, usd_rate
from economics.reading import read_feature
from economics.swaps import Swap, swap
from economics.units import UNITS
from economics.verdict import HEALTHY, NOT_QUANTIFIED
from ledger.figures.kept_prices import price_of
from ledger.figures.sheets import Row
from ledger.figures.working_out import answered
from ledger.models import Line
from prices import catalogue
from prices.models import PricedModel

OWN_PRICES, NO_PRICES = "Your own prices", "No model yet"
# Shows what a model could do at best, and whether the feature can be worked out under any price at all.
_AT_NO_COST = ("", "", Price(((0.0, 0.0),), ((0.0, 0.0),), units=dict.fromkeys(UNITS, ((0.0, 0.0),))))


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which models are asked for; "" and 0 ask for nothing. `least_window` is in tokens.

    `others`: those that can't do the same, too.
    """

    words: str = ""
    provider: str = ""
    least_window: int = 0
    retiring: bool = False
    resellers: bool = False
    others: bool = False


@dataclass(frozen=True, slots=True)
class Present:
    """What prices the line now, and what that makes of the feature; a figure that is not known is None."""

    name: str
    provider: str
    model: str
    cost: float | None
    contribution: float | None
    loss: float | None
    verdict: str


@dataclass(frozen=True, slots=True)
class Other:
    """Another model; `swap` is None where it does not price what the line uses.

    `fits` where its context window is known to hold a call of this line.
    """

    model: PricedModel
    swap: Swap | None
    fits: bool = True


@dataclass(frozen=True)
class Comparison:
    """The line as it is beside the others, cheapest first; those without a price by name.

    `at_no_cost` is the feature if the model cost nothing: None where it can't be worked out under any price.
    """

    row: Row
    line: Line
    present: Present
    priced: Sequence[Other]
    unpriced: Sequence[Other]
    at_no_cost: Swap | None

    @property
    def needs_rate(self) -> bool:
        """Whether what a dollar is in the canvas's currency must be said first."""
        return usd_rate(self.row.plain) is None

    @property
    def is_quantified(self) -> bool:
        return self.at_no_cost is not None and self.at_no_cost.verdict != NOT_QUANTIFIED

    @cached_property
    def usable(self) -> list[Swap]:
        """What each model would do that can do the same."""
        return [each.swap for each in self.priced if each.swap and each.fits]

    @property
    def best(self) -> Swap | None:
        """The cheapest of the usable ones."""
        return next(iter(self.usable), None)

    @cached_property
    def healthy(self) -> list[Swap]:
        """Those of the usable ones under which the feature is healthy."""
        return [each for each in self.usable if each.verdict == HEALTHY]


def compare(row: Row, line: Line, wanted: Wanted, *, on: date) -> Comparison | None:
    """Return an inference line of a feature under the models that are asked for, priced as of a day.

    None while that is being worked out.
    """
    offers = catalogue.sold(
        wanted.words,
        on=on,
        provider=wanted.provider,
        resellers=wanted.resellers,
        retiring=wanted.retiring,
        least_window=wanted.least_window,
    )
    now = price_of(line, row.prices)
    present = {(line.provider, line.model), (now.provider, now.model) if now else ("", "")}
    offered = [each for each in offers if (each.model.provider, each.model.model) not in present]
    swapped = _swapped(row, line, [*(_candidate(each) for each in offered if each.is_priced), _AT_NO_COST])
    if swapped is None or not row.is_worked_out:
        return None
    return _comparison(row, line, offered, swapped, others=wanted.others)


def _comparison(
    row: Row, line: Line, offered: Sequence[catalogue.Offer], swapped: Sequence[Swap], *, others: bool
) -> Comparison:
    swaps = {(each.provider, each.model): each for each in swapped}
    tokens = tokens_of_a_call(row, line)
    found = [
        Other(each.model, swaps.get((each.model.provider, each.model.model)), _takes(each.model, tokens))
        for each in offered
    ]
    found = [each for each in found if others or (each.swap and each.fits)]
    return Comparison(
        row,
        line,
        present_of(row, line),
        priced=sorted((each for each in found if each.swap), key=_cheapest_first),
        unpriced=sorted((each for each in found if not each.swap), key=lambda each: str(each.model).casefold()),
        at_no_cost=swaps.get(_AT_NO_COST[:2]),
    )


def present_of(row: Row, line: Line) -> Present:
    """Return what prices a line of a feature now: its model, its own prices, or nothing."""
    result, price = row.evaluation.line(line.key), price_of(line, row.prices)
    name = f"{line.provider} {line.model}".strip()
    if not name:
        name = OWN_PRICES if own_prices(line.typed) else NO_PRICES
    return Present(
        name=price.name if price and price.name else name,
        provider=line.provider,
        model=line.model,
        cost=result.summary.mean if result and result.summary else None,
        contribution=row.margin.mean if row.margin else None,
        loss=row.evaluation.probability_of_loss_per_use,
        verdict=row.evaluation.verdict.id,
    )


def tokens_of_a_call(row: Row, line: Line) -> float:
    """Return how many tokens a large call has, in and out: the upper ends of both; 0 where they can't be read."""
    read = read_feature(row.plain).estimates_of(line.key)
    return sum(read[name].high for name in ("input_tokens", "output_tokens") if name in read)


def _swapped(row: Row, line: Line, candidates: Sequence[tuple[str, str, Price]]) -> tuple[Swap, ...] | None:
    key = hashlib.sha256(repr((row.key, line.key, candidates)).encode()).hexdigest()
    turn = row.feature.canvas.workspace_id
    found: tuple[Swap, ...] | None = answered(turn, "swaps", key, swap, row.plain, line.key, candidates)
    return found


def _candidate(offer: catalogue.Offer) -> tuple[str, str, Price]:
    return offer.model.provider, offer.model.model, replace(offer.price, name=str(offer.model))


def _takes(model: PricedModel, tokens: float) -> bool:
    return model.context_window is not None and model.context_window >= tokens


def _cheapest_first(other: Other) -> tuple[float, str]:
    return (other.swap.cost_per_use if other.swap else 0.0, str(other.model))
