"""Advise on a feature: gather what matters, what would mend it and what happens at scale."""

from economics.advice_model import Advice, Lever, Pair
from economics.bounds import read_bounds
from economics.gate import gate
from economics.levers import Ground, ground, levers
from economics.model import Feature
from economics.pair import smallest_pair
from economics.reading import read_feature
from economics.results import ENGINE, Evaluation
from economics.scale import scale
from economics.sensitivity import tornado
from economics.stick import stick
from economics.tail import tail
from economics.typed_targets import asks_less, with_typed_moves, with_typed_targets


def advise(feature: Feature, evaluation: Evaluation) -> Advice:
    """What is said about a feature besides its `evaluation`; what is missing is in the answer, nothing is raised."""
    read = read_feature(feature)
    bounds, problems = read_bounds(read)
    swings = tornado(read)
    stands = ground(read, bounds, is_quantified=evaluation.is_quantified)
    found = levers(stands) if stands else ()
    typed = tuple(with_typed_targets(stands, lever) for lever in found) if stands else ()
    heavy, tail_problem = tail(read)
    return Advice(
        engine=ENGINE,
        tornado=swings,
        gate=gate(read, evaluation, swings),
        levers=typed,
        pair=_pair(stands, typed) if stands else None,
        scale=scale(read),
        tail=heavy,
        tail_problem=tail_problem,
        stick=stick(evaluation),
        problems=problems,
    )


def _pair(stands: Ground, levers: tuple[Lever, ...]) -> Pair | None:
    """The smallest pair with what to type; None where one of the two numbers would do it alone with less."""
    found = smallest_pair(stands, levers)
    typed = with_typed_moves(stands, found) if found else None
    return typed if typed and asks_less(stands, typed, levers) else None
