"""The same inference line under other prices, and a feature under other conditions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from economics import kinds, lines, questions
from economics.affine import Margins, margins_of
from economics.estimates import MAX_NUMBER, POINT, THREE_POINT, EstimateError, number_text
from economics.evaluation import sample_inputs
from economics.expected import expected_per_use
from economics.model import Feature, Line, Price
from economics.reading import ReadFeature, covers, read_feature, read_field, usd_rate
from economics.totals import ROUNDING
from economics.verdict import NOT_QUANTIFIED, decide

type Candidate = tuple[str, str, Price]
"""Provider, model and price."""

_AT_ONCE = 32


@dataclass(frozen=True)
class Swap:
    """An inference line under another price: its expected cost per use, and what the feature makes of it.

    `contribution` is that expected per use, `probability_of_loss` that on a use, `verdict` its id.
    """

    provider: str
    model: str
    name: str
    cost_per_use: float
    contribution: float
    probability_of_loss: float
    verdict: str


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

    Candidates whose price is not known for all tokens of the line are left out. () where the line is not there or not
    an inference line, or where the feature's contribution per use can't be worked out under any price.
    """
    line = next((each for each in feature.costs if each.key == line_key and each.kind == "inference"), None)
    if line is None:
        return ()
    estimates = read_feature(feature).estimates_of(line_key)
    usable = [each for each in candidates if covers(each[2], estimates)]
    with np.errstate(all="ignore"):
        rest = _rest(feature, line, usable[0]) if usable else None
        if rest is None:
            return ()
        swaps = list(_priced(rest, usable))
    return tuple(sorted(swaps, key=lambda each: (each.cost_per_use, each.provider, each.model)))


def shocked(feature: Feature, factor: float) -> Feature:
    """The feature with every price of a model, the catalogue's and its own, times this factor."""
    return replace(feature, costs=tuple(_shocked(line, factor) for line in feature.costs))


def at_volume(feature: Feature, factor: float) -> Feature:
    """The feature with this many times its active users."""
    return replace(feature, active_users=_times(kinds.USAGE_FIELDS[0], feature.active_users, factor))


def _rest(feature: Feature, line: Line, candidate: Candidate) -> _Rest | None:
    read = read_feature(replace(feature, costs=tuple(_under(each, line, candidate) for each in feature.costs)))
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
    return _Rest(
        _under(line, line, candidate), _own(whole, line), contribution, loaded, whole.uses, rate, _is_quantified(read)
    )


def _is_quantified(read: ReadFeature) -> bool:
    return all(question.is_answered for question in questions.ask(read))


def _own(whole: Margins, line: Line) -> dict[str, lines.Value]:
    return {number.field: value for number, value in whole.values.items() if number.key == line.key}


def _under(line: Line, swapped: Line, candidate: Candidate) -> Line:
    if line.key != swapped.key:
        return line
    provider, model, price = candidate
    inputs = {name: text for name, text in line.inputs.items() if name not in kinds.OWN_PRICES}
    return replace(line, provider=provider, model=model or price.name or "model", price=price, inputs=inputs)


def _priced(rest: _Rest, candidates: list[Candidate]) -> Iterator[Swap]:
    flat = [each for each in candidates if not _has_tiers(each[2])]
    weights = _weights(rest)
    for start in range(0, len(flat), _AT_ONCE):
        chunk = flat[start : start + _AT_ONCE]
        prices = np.array([[_only(tiers) for tiers in _tiers(price)] for _, _, price in chunk])
        for candidate, cost in zip(chunk, prices @ weights, strict=True):
            yield _swap(rest, candidate, cost)
    for candidate in candidates:
        if _has_tiers(candidate[2]):
            line = replace(rest.line, price=candidate[2])
            cost = lines.inference(line, rest.values, rest.rate) * rest.line.share
            yield _swap(rest, candidate, np.broadcast_to(cost, rest.contribution.shape))


def _weights(rest: _Rest) -> NDArray[np.float64]:
    """What a use costs per dollar of the price per million input, cached input and output tokens, a row of each."""
    values = rest.values
    calls = values["calls_per_use"] * (1 + values["retry_rate"]) / 1e6 * (rest.rate * rest.line.share)
    tokens, cached = calls * values["input_tokens"], values["cached_share"]
    rows = (tokens * (1 - cached), tokens * cached, calls * values["output_tokens"])
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
        verdict=decide(loss, monthly) if rest.is_quantified else NOT_QUANTIFIED,
    )


def _losing(margin: NDArray[np.float64], cost: NDArray[np.float64]) -> float:
    """The share of points at which a cost is above the margin; of exact figures, by more than their rounding."""
    if cost.size == 1:
        return float(cost[0] - margin[0] > ROUNDING * max(abs(cost[0]), abs(margin[0])))
    return int(np.count_nonzero(cost > margin)) / cost.size


def _tiers(price: Price) -> tuple[tuple[tuple[float, float], ...], ...]:
    return price.input, price.cached_input or price.input, price.output


def _has_tiers(price: Price) -> bool:
    return any(len(tiers) > 1 for tiers in _tiers(price))


def _only(tiers: tuple[tuple[float, float], ...]) -> float:
    return tiers[0][1] if tiers else 0.0


def _shocked(line: Line, factor: float) -> Line:
    if line.kind != "inference":
        return line
    fields = {field.name: field for field in kinds.line_type("inference").fields}
    own = {name: _times(fields[name], line.inputs[name], factor) for name in kinds.OWN_PRICES if name in line.inputs}
    price = line.price
    if price is not None:
        tiers = [tuple((cut, each * factor) for cut, each in row) for row in (price.input, price.output)]
        cached = tuple((cut, each * factor) for cut, each in price.cached_input)
        price = replace(price, input=tiers[0], output=tiers[1], cached_input=cached)
    return replace(line, inputs={**line.inputs, **own}, price=price)


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
