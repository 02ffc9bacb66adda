"""Advise on a feature: gather what matters, what can be done about it and what happens at scale."""

from economics.advice_model import Advice
from economics.bounds import read_bounds
from economics.gate import gate
from economics.levers import ground, levers
from economics.model import Feature
from economics.model_steps import Offered, choices, model_levers
from economics.moves import NONE, moves
from economics.next_check import to_check
from economics.reading import read_feature
from economics.results import ENGINE, Evaluation
from economics.scale import scale
from economics.sensitivity import tornado
from economics.stick import stick
from economics.tail import tail


def advise(feature: Feature, evaluation: Evaluation, offered: Offered) -> Advice:
    """What is said about a feature besides its `evaluation`; what is missing is in the answer, nothing is raised.

    `offered` are the models that can do what an inference line does, by its key.
    """
    read = read_feature(feature)
    bounds, problems = read_bounds(read)
    swings = tornado(read)
    stands = ground(read, bounds, is_quantified=evaluation.is_quantified)
    found = levers(stands) if stands else ()
    chosen = choices(stands, offered) if stands else []
    heavy, tail_problem = tail(read)
    return Advice(
        engine=ENGINE,
        tornado=swings,
        gate=gate(read, evaluation, swings),
        levers=found,
        models=model_levers(chosen, is_healthy=stands.is_healthy) if stands else (),
        moves=moves(stands, found, chosen) if stands else NONE,
        checks=to_check(stands, swings),
        scale=scale(read),
        tail=heavy,
        tail_problem=tail_problem,
        stick=stick(evaluation),
        problems=problems,
    )
