"""The same inference line under other prices, and a feature under other conditions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from economics import kinds, lines, questions, units
from economics.affine import Margins, margins_of
from economics.estimates import MAX_NUMBER, POINT, THREE_POINT, EstimateError, number_text
from economics.evaluation import sample_inputs
from economics.expected import expected_per_use
from economics.model import Feature, Line, Price, Tiers
from economics.model_line import does_the_same, own_prices, usd_rate
from economics.parts import split
from economics.reading import ReadFeature, ReadLine, read_feature, read_field
from economics.totals import ROUNDING
from economics.verdict import NOT_QUANTIFIED, decide

type Candidate = tuple[str, str, Price]
"""Provider, model and price."""

_AT_ONCE = 32


@dataclass(frozen=True)
class Swap:
    """An inference line under another price: its expected cost per use, and what the feature makes of it.

    `contribution` is that expected per use, the probabilities are those on a use
    and over a month, `verdict` is its id.
    """

    provider: str
    model: str
    name: str
    cost_per_use: float
    contribution: float
    probability_of_loss: float
    verdict: str
    probability_of_monthly_loss: float = 1.0


@dataclass(frozen=True)
class _Rest:
    """All of a feature but the cost of one line: per use, and per use with its part of the fixed costs."""

    line: Line
    values: dict[str, lines.Value]
    contribution: NDArray[np.float64]
    loaded: NDArray[np.float64]
    uses: lines.Value
    rate: float
    is_quantified: bool


def swap(feature: Feature, line_key: str, candidates: Iterable[Candidate]) -> tuple[Swap, ...]:
    """The inference line of this key under each candidate's price, cheapest first.

    A candidate that does not price all that the line uses is left out; units that the line does not give are 0, and the
    price factor stays only where it is tax. () where the line is not there or not an inference line, or where the
    feature's contribution per use can't be worked out under any price.
    """
    line = next((each for each in feature.costs if each.key == line_key and each.kind == "inference"), None)
    if line is None:
        return ()
    at_nothing = _at_nothing(line)
    estimates = read_feature(_with_line(feature, at_nothing)).estimates_of(line_key)
    usable = [each for each in candidates if does_the_same(each[2], estimates)]
    with np.errstate(all="ignore"):
        rest = _rest(feature, at_nothing) if usable else None
        if rest is None:
            return ()
        swaps = list(_priced(rest, usable))
    return tuple(sorted(swaps, key=lambda each: (each.cost_per_use, each.provider, each.model)))


def read_under(feature: Feature, line: Line, candidate: Candidate) -> ReadLine:
    """An inference line of a feature as it is read under another model; units that it does not give are 0."""
    at_nothing = _at_nothing(line)
    read = next(each for each in read_feature(_with_line(feature, at_nothing)).costs if each.line.key == line.key)
    provider, model, price = candidate
    return replace(read, line=replace(at_nothing, provider=provider, model=model, price=price))


def shocked(feature: Feature, factor: float) -> Feature:
    """The feature with every price of a model, the catalogue's and its own, times this factor."""
    return replace(feature, costs=tuple(_shocked(line, factor) for line in feature.costs))


def at_volume(feature: Feature, factor: float) -> Feature:
    """The feature with this many times its active users."""
    return replace(feature, active_users=_times(kinds.USAGE_FIELDS[0], feature.active_users, factor))


def _rest(feature: Feature, line: Line) -> _Rest | None:
    read = read_feature(_with_line(feature, line))
    whole = margins_of(read, sample_inputs(read))
    rate = usd_rate(feature)
    if whole is None or rate is None:
        return None
    own = whole.lines[line.key]
    size = max(np.size(value) for value in whole.values.values())
    contribution, loaded = (
        np.broadcast_to(np.asarray(margin + own, dtype=np.float64), (size,)).copy()
        for margin in (whole.contribution, whole.loaded)
    )
    return _Rest(line, _own(whole, line), contribution, loaded, whole.uses, rate, _is_quantified(read))


def _with_line(feature: Feature, line: Line) -> Feature:
    return replace(feature, costs=tuple(line if each.key == line.key else each for each in feature.costs))


def _is_quantified(read: ReadFeature) -> bool:
    return all(question.is_answered for question in questions.ask(read))


def _own(whole: Margins, line: Line) -> dict[str, lines.Value]:
    return {number.field: value for number, value in whole.values.items() if number.key == line.key}


def _at_nothing(line: Line) -> Line:
    """The line under a price of nothing for all that it gives, so that each of its units is read."""
    left_out = {*own_prices(line.inputs), *(() if line.is_taxed else ("price_factor",))}
    inputs = {name: text for name, text in line.inputs.items() if name not in left_out}
    price = Price((), (), units=dict.fromkeys(units.typed(inputs), ((0.0, 0.0),)))
    return replace(line, provider="any", model="any", price=price, inputs=inputs)


def _priced(rest: _Rest, candidates: list[Candidate]) -> Iterator[Swap]:
    flat: dict[tuple[str, ...], list[Candidate]] = {}
    given = units.typed(rest.line.inputs)
    for candidate in candidates:
        price = candidate[2]
        apart = tuple(name for name in price.units if units.counting(given, [name]))
        if _is_flat(price, apart):
            flat.setdefault(apart, []).append(candidate)
        else:
            cost = lines.inference(replace(rest.line, price=price), rest.values, rest.rate) * rest.line.share
            yield _swap(rest, candidate, np.broadcast_to(cost, rest.contribution.shape))
    for apart, alike in flat.items():
        yield from _priced_alike(rest, alike, apart)


def _priced_alike(rest: _Rest, candidates: list[Candidate], apart: tuple[str, ...]) -> Iterator[Swap]:
    """Candidates without tiers that price these units of the line apart."""
    weights = _weights(rest, apart)
    for start in range(0, len(candidates), _AT_ONCE):
        chunk = candidates[start : start + _AT_ONCE]
        prices = np.array([_one_price_each(price, apart) for _, _, price in chunk])
        for candidate, cost in zip(chunk, prices @ weights, strict=True):
            yield _swap(rest, candidate, cost)


def _weights(rest: _Rest, apart: tuple[str, ...]) -> NDArray[np.float64]:
    """What a use costs per dollar of each price, a row of each.

    Per million tokens of text in, of cached text in, of text out, per one of each unit, per call.
    """
    values, parts = rest.values, split(rest.values, apart, {})
    calls = values["calls_per_use"] * (1 + values["retry_rate"]) * values["price_factor"]
    calls = calls * (rest.rate * rest.line.share)
    text, cached = calls * parts.text_in / 1e6, values["cached_share"]
    rows = (
        *(text * (1 - cached), text * cached, calls * parts.text_out / 1e6),
        *(calls * parts.amounts[name] for name in apart),
        calls,
    )
    return np.array([np.broadcast_to(row, rest.contribution.shape) for row in rows])


def _swap(rest: _Rest, candidate: Candidate, cost: NDArray[np.float64]) -> Swap:
    provider, model, price = candidate
    loss, monthly = _losing(rest.contribution, cost), _losing(rest.loaded, cost)
    mean = expected_per_use(cost, rest.uses)
    return Swap(
        provider=provider,
        model=model,
        name=price.name or model,
        cost_per_use=mean,
        contribution=expected_per_use(rest.contribution, rest.uses) - mean,
        probability_of_loss=loss,
        probability_of_monthly_loss=monthly,
        verdict=decide(loss, monthly) if rest.is_quantified else NOT_QUANTIFIED,
    )


def _losing(margin: NDArray[np.float64], cost: NDArray[np.float64]) -> float:
    """The share of points at which a cost is above the margin; of exact figures, by more than their rounding."""
    if cost.size == 1:
        return float(cost[0] - margin[0] > ROUNDING * max(abs(cost[0]), abs(margin[0])))
    return int(np.count_nonzero(cost > margin)) / cost.size


def _tiers(price: Price, apart: tuple[str, ...]) -> tuple[Tiers, ...]:
    return price.input, price.cached_input or price.input, price.output, *(price.units[name] for name in apart)


def _is_flat(price: Price, apart: tuple[str, ...]) -> bool:
    return not any(len(tiers) > 1 for tiers in _tiers(price, apart)) and not set(price.least) & set(apart)


def _one_price_each(price: Price, apart: tuple[str, ...]) -> list[float]:
    return [*(_only(tiers) for tiers in _tiers(price, apart)), price.request]


def _only(tiers: Tiers) -> float:
    return tiers[0][1] if tiers else 0.0


def _shocked(line: Line, factor: float) -> Line:
    if line.kind != "inference":
        return line
    field = kinds.line_type("inference").field("price_factor")
    typed = (line.inputs.get(field.name) or "").strip() or field.default
    return replace(line, inputs={**line.inputs, field.name: _times(field, typed, factor)})


def _times(field: kinds.Field, text: str, factor: float) -> str:
    """What was typed, times a factor; as it is where it can't be read."""
    try:
        estimate = read_field(field, text)
    except EstimateError:
        return text
    ends = [estimate.low, estimate.mid, estimate.high]
    typed = [number_text(min(MAX_NUMBER, float(f"{end * factor:.12g}"))) for end in ends]
    if estimate.form == POINT:
        return typed[0]
    return " / ".join(typed) if estimate.form == THREE_POINT else f"{typed[0]} to {typed[2]}"
