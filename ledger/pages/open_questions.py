"""The three questions of a feature as a page asks them: what each still misses, and what mends that."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from economics.numbers import USAGE
from economics.questions import COST_PER_USE, DRIVER, PERCEIVED_VALUE, Question
from ledger.figures.sheets import Row
from ledger.models import Feature, Line
from ledger.rules import CAPTURED, COST, PERCEIVED

GROUP_OF_QUESTION = {COST_PER_USE: COST, PERCEIVED_VALUE: PERCEIVED, DRIVER: CAPTURED}


@dataclass(frozen=True, slots=True)
class Target:
    """What a link leads to: the line or feature into which something is typed, or an element of the page."""

    holder: Feature | Line | None = None
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """One of the three questions, with a sentence for each thing it misses and what mends that."""

    words: str
    is_answered: bool
    missing: Sequence[tuple[str, Target]]


def questions_of(row: Row) -> list[OpenQuestion]:
    """Return the three questions of a feature."""
    holders = dict(_holders(row))
    return [
        OpenQuestion(
            question.words,
            question.is_answered,
            [(sentence, _target(holders.get(sentence), question)) for sentence in question.missing],
        )
        for question in row.evaluation.questions
    ]


def _holders(row: Row) -> Iterator[tuple[str, Feature | Line]]:
    """Each sentence that names a problem, with what it is about."""
    lines = {line.key: (line, str(line)) for line in row.lines}
    lines |= {each.line.key: (each.line, each.words) for each in row.borne}
    for problem in row.evaluation.problems:
        if problem.key == USAGE:
            yield problem.sentence, row.feature
        elif problem.key in lines:
            line, words = lines[problem.key]
            yield f"{words}: {problem.sentence}", line


def _target(holder: Feature | Line | None, question: Question) -> Target:
    """What mends a thing that a question misses: what holds it, else the group to which a line is added."""
    return Target(holder) if holder else Target(anchor=f"add-{GROUP_OF_QUESTION[question.id]}")
