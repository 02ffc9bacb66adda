"""What a person chooses of a PDF: the paper, which parts in which order, and which features."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from exports.rules.papers import DEFAULT_PAPER, PAPERS, Paper

CANVAS, OVERVIEW, FEATURES, LEDGER = "canvas", "overview", "features", "ledger"
OF_THE_LEDGER = (OVERVIEW, FEATURES, LEDGER)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the PDF that can be left out, with what it holds."""

    id: str
    title: str
    holds: str


PARTS = {
    part.id: part
    for part in (
        Part(CANVAS, "Canvas", "The poster with every note."),
        Part(OVERVIEW, "All features", "What each earns and risks, and whether it may be pitched, on one page."),
        Part(FEATURES, "Feature by feature", "The verdict of each, what it rests on, and what would mend it."),
        Part(LEDGER, "Ledger", "Every line behind the figures, with its source."),
    )
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice: `parts` in their order, and of the features all but those `left_out`, by their ids."""

    paper: Paper = PAPERS[DEFAULT_PAPER]
    parts: Sequence[str] = tuple(PARTS)
    left_out: frozenset[str] = field(default_factory=frozenset)


def moved(parts: Sequence[str], part: str, by: int) -> list[str]:
    """Return the parts with one of them moved up (-1) or down (1); where it can't be, as they were."""
    order = list(parts)
    if part not in order:
        return order
    place = order.index(part)
    to = min(max(place + by, 0), len(order) - 1)
    order.insert(to, order.pop(place))
    return order


def in_order(parts: Iterable[str]) -> list[str]:
    """Return every part once: those that are named in their order, then the others in ours."""
    named = dict.fromkeys(part for part in parts if part in PARTS)
    return list(named | dict.fromkeys(PARTS))
