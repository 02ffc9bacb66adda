"""What to type so that a lever or a pair does what it says: short texts that keep the feature healthy.

An input that is uncertain keeps its spread: its values are multiplied by one factor, those of a share by one factor of
their odds, and those of an estimate that goes below 0 are moved by one distance. Every text is read again and tried on
the whole sample before it is given.
"""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

import numpy as np
from numpy.typing import NDArray

from economics.advice_model import AT_LEAST, Lever, Pair, TypedTarget
from economics.affine import Margins
from economics.bounds import Bounds
from economics.estimates import INTERVAL, POINT, Estimate, EstimateError, number_text
from economics.healthy_ranges import lacking
from economics.inputs import field_of
from economics.levers import Ground
from economics.numbers import Number
from economics.reading import read_field
from economics.sampling import samples

type Numbers = float | NDArray[np.float64]

_DIGITS = (3, 4, 5, 6, 9, 12)
_FURTHEST = 30.0
_STEP = 0.02
_OPENED, _HALVED, _NUDGED = 14, 10, 11
_STRETCHES = (1.0, 1.05, 1.1, 1.2, 1.35, 1.6, 2.0, 3.0)
_JOINTS = {1: "", 2: " to ", 3: " / "}


def with_typed_targets(ground: Ground, lever: Lever) -> Lever:
    """The lever with what to type for it, where it has a value at which the feature is healthy."""
    if lever.healthy_at is None:
        return lever
    with np.errstate(all="ignore"):
        certain = _certain(ground, lever)
        is_point = _estimate(ground, lever.input.number).is_point
        return replace(lever, typed_certain=certain, typed_spread=certain if is_point else _spread(ground, lever))


def with_typed_moves(ground: Ground, pair: Pair) -> Pair:
    """The pair with what to type for each of its moves."""
    with np.errstate(all="ignore"):
        for texts in _texts_of(ground, pair):
            margin = _margin(ground, texts)
            if margin is not None:
                moves = tuple(replace(move, text=text) for move, text in zip(pair.moves, texts.values(), strict=True))
                return replace(pair, moves=moves, typed_margin=margin)
    return pair


def asks_less(ground: Ground, pair: Pair, levers: tuple[Lever, ...]) -> bool:
    """Whether each number of a pair has less far to go than it would alone, where it could do it alone."""
    alone = {lever.input.number: lever.typed_spread for lever in levers if lever.typed_spread}
    for move in pair.moves:
        target = alone.get(move.input.number)
        field = field_of(ground.read.feature, move.input.number)
        if target and move.text:
            middles = [read_field(field, text).mid for text in (move.text, target.text)]
            if abs(middles[0] - move.now) >= abs(middles[1] - move.now):
                return False
    return True


def _certain(ground: Ground, lever: Lever) -> TypedTarget | None:
    """The shortest number on the healthy side of where the lever is healthy."""
    number, target = lever.input.number, lever.healthy_at or 0.0
    rounded = (_written(ground, number, (target,), digits, up=lever.side == AT_LEAST) for digits in _DIGITS)
    return _first(ground, number, (*rounded, _exactly(ground, number, target)))


def _spread(ground: Ground, lever: Lever) -> TypedTarget | None:
    """The estimate with the spread of now that is just healthy; None where there is none."""
    number, up = lever.input.number, lever.side == AT_LEAST
    estimate = _estimate(ground, number)
    by = _edge(ground, lever, estimate)
    if by is None:
        return None
    inward = 1 if up else -1
    for nudge in range(_NUDGED):
        moved = _moved(_values(estimate), by + inward * nudge**2 * max(0.001, 0.01 * abs(by)), estimate)
        texts = (_written(ground, number, moved, digits, up=up) for digits in _DIGITS)
        found = _first(ground, number, texts)
        if found:
            return found
    return None


def _edge(ground: Ground, lever: Lever, estimate: Estimate) -> float | None:
    """How far the estimate has to be moved to become healthy, or may be to stay so, on a thinned sample."""
    number, is_healthy = lever.input.number, ground.lacks <= 0
    direction = 1 if (lever.side == AT_LEAST) != is_healthy else -1
    reach = _reach(estimate, ground.bounds[number], direction)
    now = ground.thinned.values[number]

    def turns(by: float) -> bool:
        moved = ground.thinned.replaced(number, _moved_sample(now, direction * by, estimate))
        return _is_healthy(moved) != is_healthy

    ends = _bracket(turns, min(reach, max(_STEP, abs(_to_median(estimate, lever.healthy_at or 0.0)))), reach)
    if ends is None:
        return None
    inner, outer = ends
    for _ in range(_HALVED):
        middle = (inner + outer) / 2
        inner, outer = (inner, middle) if turns(middle) else (middle, outer)
    return direction * (inner if is_healthy else outer)


def _bracket(turns: Callable[[float], bool], step: float, reach: float) -> tuple[float, float] | None:
    """A way that is too short and one that is long enough; None where none within reach is."""
    inner = 0.0
    for _ in range(_OPENED):
        if step <= inner:
            return None
        if turns(step):
            return inner, step
        inner, step = step, min(reach, 1.6 * step)
    return None


def _texts_of(ground: Ground, pair: Pair) -> Iterator[dict[Number, str]]:
    """What could be typed for a pair, best first: with the spreads of now, then as points."""
    moves = {move.input.number: move for move in pair.moves}
    for stretch in _STRETCHES:
        texts = {}
        for number, move in moves.items():
            estimate, up = _estimate(ground, number), move.to > move.now
            by = stretch * _to_median(estimate, move.to)
            keeps = not estimate.is_point and math.isfinite(by)
            values = _moved(_values(estimate), by, estimate) if keeps else (move.to,)
            texts[number] = _written(ground, number, values, _DIGITS[0], up=up)
        yield texts
    for digits in _DIGITS:
        yield {
            number: _written(ground, number, (move.to,), digits, up=move.to > move.now)
            for number, move in moves.items()
        }
    yield {number: _exactly(ground, number, move.to) for number, move in moves.items()}


def _first(ground: Ground, number: Number, texts: Iterator[str] | tuple[str, ...]) -> TypedTarget | None:
    """The first of these texts with which the feature is healthy."""
    for text in texts:
        margin = _margin(ground, {number: text})
        if margin is not None:
            return TypedTarget(text, margin)
    return None


def _margin(ground: Ground, texts: Mapping[Number, str]) -> float | None:
    """The mean contribution per use with these texts typed in, None where the feature is not healthy then."""
    tried = ground.sampled
    for number, text in texts.items():
        estimate, bounds = _read(ground, number, text), ground.bounds[number]
        if estimate is None or not bounds.low <= estimate.low <= estimate.high <= bounds.high:
            return None
        if estimate.form != _estimate(ground, number).form and not estimate.is_point:
            return None
        value = np.float64(estimate.mid) if estimate.is_point else samples(number, estimate)
        tried = tried.replaced(number, value)
    return tried.expected_contribution if _is_healthy(tried) else None


def _is_healthy(tried: Margins) -> bool:
    return lacking(tried.contribution, tried.loaded) <= 0


def _read(ground: Ground, number: Number, text: str) -> Estimate | None:
    try:
        return read_field(field_of(ground.read.feature, number), text)
    except EstimateError:
        return None


def _estimate(ground: Ground, number: Number) -> Estimate:
    return dict(ground.read.estimates())[number]


def _values(estimate: Estimate) -> tuple[float, ...]:
    """The numbers that were typed."""
    if estimate.form == POINT:
        return (estimate.mid,)
    return (estimate.low, estimate.high) if estimate.form == INTERVAL else (estimate.low, estimate.mid, estimate.high)


def _moved(values: tuple[float, ...], by: float, estimate: Estimate) -> tuple[float, ...]:
    return tuple(float(_moved_sample(value, by, estimate)) for value in values)


def _moved_sample(value: Numbers, by: float, estimate: Estimate) -> Numbers:
    """Values of an estimate moved by this much on the scale on which it keeps its spread."""
    if estimate.share:
        odds = math.exp(by)
        return value * odds / (1 - value + value * odds)
    if estimate.low < 0:
        return value + by * (estimate.high - estimate.low)
    return value * math.exp(by)


def _to_median(estimate: Estimate, median: float) -> float:
    """By how much the estimate is moved where this is its median; infinite where it can't be."""
    if estimate.share:
        return _log_odds(median) - _log_odds(estimate.median)
    if estimate.low < 0:
        return (median - estimate.median) / (estimate.high - estimate.low) if estimate.high > estimate.low else math.inf
    return math.log(median / estimate.median) if median > 0 and estimate.median > 0 else math.inf


def _log_odds(share: float) -> float:
    return math.log(share / (1 - share)) if 0 < share < 1 else math.copysign(math.inf, share - 0.5)


def _reach(estimate: Estimate, bounds: Bounds, direction: int) -> float:
    """How far the estimate can be moved in a direction until an end of it is at the limit."""
    end, limit = (estimate.high, bounds.high) if direction > 0 else (estimate.low, bounds.low)
    if (end - limit) * direction >= 0:
        return _FURTHEST if end == limit and end in (0.0, 1.0) else 0.0
    if estimate.share:
        by = _log_odds(limit) - _log_odds(end)
    elif estimate.low < 0:
        by = (limit - end) / (estimate.high - estimate.low)
    else:
        by = math.log(limit / end) if limit > 0 else math.inf
    return min(abs(by), _FURTHEST)


def _written(ground: Ground, number: Number, values: tuple[float, ...], digits: int, *, up: bool) -> str:
    """These values with so many significant digits, all rounded up or all down, in the grammar of estimates."""
    share = field_of(ground.read.feature, number).share
    numbers = [_rounded(value, digits, up=up, share=share) for value in values]
    return _JOINTS[len(numbers)].join(_decimal_text(each, share=share) for each in numbers)


def _exactly(ground: Ground, number: Number, value: float) -> str:
    share = field_of(ground.read.feature, number).share
    return _decimal_text(Decimal(number_text(value)) * (100 if share else 1), share=share)


def _rounded(value: float, digits: int, *, up: bool, share: bool) -> Decimal:
    if not math.isfinite(value):
        return Decimal(0)
    exact = Decimal(repr(value)) * (100 if share else 1)
    place = exact.adjusted() - digits + 1 if exact else 0
    return exact.quantize(Decimal(1).scaleb(place), rounding=ROUND_CEILING if up else ROUND_FLOOR)


def _decimal_text(exact: Decimal, *, share: bool) -> str:
    text = format(exact, ",f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace("-", "\u2212") + ("%" if share else "")
