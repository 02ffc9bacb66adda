"""How far today's catalogue has moved from the prices that a line keeps, and what pricing it anew would give."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import economics
from economics import Evaluation, Price, kinds, units
from economics.estimates import Estimate, EstimateError
from economics.reading import read_field
from economics.units import AMOUNT
from ledger.figures.kept_prices import kept
from ledger.figures.sheets import Row, Sheet
from ledger.figures.working_out import evaluated
from ledger.models import Line

LEAST = 0.01
"""A price that moves by no more than this fraction of itself is not worth a word."""

Tiers = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Move:
    """A unit price, in dollars per million tokens, that is another one today.

    `measure` is input, cached_input or output, or the field of a unit, whose prices are per one; it holds for calls of
    more than `above` input tokens.
    """

    measure: str
    above: float
    was: float
    now: float

    @property
    def change(self) -> float | None:
        """From what was, as a fraction of it; None from nothing."""
        return self.now / self.was - 1 if self.was else None

    @property
    def is_worth_a_word(self) -> bool:
        return self.now != self.was and (self.change is None or round(abs(self.change), 9) > LEAST)


@dataclass(frozen=True, slots=True)
class Moved:
    """A line with the prices that have moved since it was priced."""

    line: Line
    name: str
    moves: tuple[Move, ...]


def moved_lines(row: Row) -> list[Moved]:
    """Return the lines of a feature whose model has another price today than the one they keep."""
    found = ((line, kept(line), row.prices.get((line.provider, line.model))) for line in row.lines)
    moved = [
        Moved(line, own.price.name, tuple(moves_between(line, own.price, today)))
        for line, own, today in found
        if own and today
    ]
    return [each for each in moved if each.moves]


def moved_features(sheet: Sheet) -> list[Row]:
    """Return the features that have a line whose model has another price today than the one it keeps."""
    return [row for row in sheet.rows if moved_lines(row)]


def moves_between(line: Line, was: Price, now: Price) -> Iterator[Move]:
    """Yield the unit prices that this line uses and that differ by more than `LEAST`, each tier that it can reach."""
    tokens = _read(line, "input_tokens")
    for measure in measures_used(line):
        before = None
        for above in _starts(measure, was, now, tokens):
            pair = _at(_tiers(was, measure), above), _at(_tiers(now, measure), above)
            if None not in pair and pair != before and (move := Move(measure, above, *pair)).is_worth_a_word:
                yield move
            before = pair


def measures_used(line: Line) -> list[str]:
    """Return which unit prices count for a line by what is typed into it; all that could, where it can't be read."""
    tokens, cached, output = (_read(line, name) for name in ("input_tokens", "cached_share", "output_tokens"))
    has_input = tokens is None or tokens.high > 0
    used = {
        "input": has_input and (cached is None or cached.low < 1),
        "cached_input": has_input and cached is not None and cached.high > 0,
        "output": output is None or output.high > 0,
    }
    given = (name for name in units.typed(line.typed) if (amount := _read(line, f"{AMOUNT}{name}")) and amount.high > 0)
    return [*(measure for measure, counts in used.items() if counts), *(f"{AMOUNT}{name}" for name in given)]


def repriced(row: Row) -> Evaluation | None:
    """Work a feature out as it would be if its own lines were priced as of today; None while that is worked out."""
    today = {line.key: row.prices.get((line.provider, line.model)) for line in row.lines}
    costs = tuple(replace(line, price=today.get(line.key) or line.price) for line in row.plain.costs)
    plain = replace(row.plain, costs=costs)
    key = economics.inputs_key(plain)
    return evaluated(row.feature.canvas.workspace_id, {key: plain}).get(key)


def _starts(measure: str, was: Price, now: Price, tokens: Estimate | None) -> list[float]:
    """Return where the tiers begin that a line with so many input tokens can reach."""
    starts = sorted({above for price in (was, now) for above, _ in _tiers(price, measure)})
    if tokens is None:
        return starts
    tiers = zip(starts, [*starts[1:], float("inf")], strict=True)
    return [start for start, end in tiers if tokens.low <= end and (tokens.high > start or not start)]


def _tiers(price: Price, measure: str) -> Tiers:
    if measure.startswith(AMOUNT):
        return price.units.get(measure.removeprefix(AMOUNT), ())
    return price.cached_input or price.input if measure == "cached_input" else getattr(price, measure)


def _at(tiers: Tiers, above: float) -> float | None:
    """Return the price of calls just above a number of tokens; None where it is not known."""
    reached = [price for start, price in tiers if start <= above]
    return reached[-1] if reached else None


def _read(line: Line, name: str) -> Estimate | None:
    field = kinds.line_type("inference").field(name)
    text = line.typed.get(name, "").strip() or field.default
    try:
        return read_field(field, text) if text else None
    except EstimateError:
        return None
