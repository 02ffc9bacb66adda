"""Advise on a feature: gather what matters, what would mend it and what happens at scale."""

from ledger.economics.aims import asks_less, with_aims, with_texts
from ledger.economics.bounds import read_bounds
from ledger.economics.findings import Advice, Lever, Pair
from ledger.economics.levers import Ground, ground, levers
from ledger.economics.model import Feature
from ledger.economics.pair import smallest_pair
from ledger.economics.pitch import gate
from ledger.economics.reading import read_feature
from ledger.economics.results import ENGINE, Evaluation
from ledger.economics.scale import scale
from ledger.economics.sensitivity import tornado
from ledger.economics.stick import stick
from ledger.economics.tail import tail


def advise(feature: Feature, evaluation: Evaluation) -> Advice:
    """What is said about a feature besides its `evaluation`; what is missing is in the answer, nothing is raised."""
    read = read_feature(feature)
    bounds, problems = read_bounds(read)
    swings = tornado(read)
    stands = ground(read, bounds, is_quantified=evaluation.is_quantified)
    found = levers(stands) if stands else ()
    aimed = tuple(with_aims(stands, lever) for lever in found) if stands else ()
    heavy, tail_problem = tail(read)
    return Advice(
        engine=ENGINE,
        tornado=swings,
        gate=gate(read, evaluation, swings),
        levers=aimed,
        pair=_pair(stands, aimed) if stands else None,
        scale=scale(read),
        tail=heavy,
        tail_problem=tail_problem,
        stick=stick(evaluation),
        problems=problems,
    )


def _pair(stands: Ground, aimed: tuple[Lever, ...]) -> Pair | None:
    """The smallest pair with what to type; None where one of the two numbers would do it alone with less."""
    found = smallest_pair(stands, aimed)
    typed = with_texts(stands, found) if found else None
    return typed if typed and asks_less(stands, typed, aimed) else None
