"""Which number to check next: ranked behind one function, so that another ranking can take its place."""

import numpy as np

from economics.advice_model import Swing, Tornado
from economics.levers import Ground, zero_of
from economics.numbers import Number
from economics.proposals import AT_LEAST, AT_MOST, Checking
from economics.ways import losing


def to_check(ground: Ground | None, tornado: Tornado | None) -> tuple[Checking, ...]:
    """The uncertain numbers that are worth a check, the one to check next first: by their swing.

    None where a month loses at every number that was typed: then no check would change the answer.
    """
    if ground is None or tornado is None or not ground.is_quantified:
        return ()
    if losing(ground.sampled, ground.sampled.loaded) == 1:
        return ()
    with np.errstate(all="ignore"):
        return tuple(_checking(ground, swing) for swing in tornado.swings if swing.swing > 0)


def month_turns_at(ground: Ground, number: Number) -> float | None:
    """The value nearest to now at which a month earns nothing, all others at their medians; None without one."""
    bounds = ground.admissible[number]
    pieces = ground.medians.pieces(number, bounds.low, bounds.high)
    return zero_of(pieces, [piece.loaded for piece in pieces], ground.now(number))


def _checking(ground: Ground, swing: Swing) -> Checking:
    turn = month_turns_at(ground, swing.input.number)
    side = "" if turn is None else AT_LEAST if swing.high > swing.low else AT_MOST
    return Checking(swing.input, swing.p5, swing.p95, turn, side)
