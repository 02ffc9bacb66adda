"""The waterfall of one use: from the value captured down to the contribution, as data for a drawing."""

from collections.abc import Iterable
from dataclasses import dataclass

from economics import kinds

VALUE, CAPTURED, COST, CONTRIBUTION = "value", "captured", "cost", "contribution"


@dataclass(frozen=True)
class Bar:
    """One bar of the waterfall, from `start` to `end` in the canvas's currency per use.

    `role` is value, captured (their sum), cost or contribution; `key` that of its line, "" for the sums.
    """

    role: str
    key: str
    label: str
    start: float
    end: float

    @property
    def amount(self) -> float:
        """Signed: what it adds or takes."""
        return self.end - self.start


@dataclass(frozen=True)
class Waterfall:
    """The bars in order and the sentence that says what they show."""

    bars: tuple[Bar, ...]
    finding: str


def draw(value: Iterable[tuple[str, str, float]], costs: Iterable[tuple[str, str, float]]) -> Waterfall:
    """The waterfall of lines given as (key, label, mean per use)."""
    bars: list[Bar] = []
    level = 0.0
    for key, label, amount in value:
        bars.append(Bar(VALUE, key, label, level, level + amount))
        level += amount
    captured = level
    bars.append(Bar(CAPTURED, "", "Value captured", 0.0, captured))
    for key, label, amount in costs:
        bars.append(Bar(COST, key, label, level, level - amount))
        level -= amount
    bars.append(Bar(CONTRIBUTION, "", "Contribution per use", 0.0, level))
    return Waterfall(tuple(bars), _finding([bar for bar in bars if bar.role == COST], captured, level))


def _finding(costs: list[Bar], captured: float, contribution: float) -> str:
    if contribution >= 0:
        return _earning(captured, contribution, has_costs=any(bar.amount for bar in costs))
    if captured <= 0:
        return "No value is captured. Every cost is loss."
    last = next(bar for bar in costs if bar.end < 0)
    if last.start == 0:
        return f"Value runs out before {_in_sentence(last.label)}. Everything from there on is loss."
    if last is costs[-1]:
        return f"Value runs out partway through {_in_sentence(last.label)}. The rest of it is loss."
    return f"Value runs out partway through {_in_sentence(last.label)}. Everything after it is loss."


def _in_sentence(label: str) -> str:
    """A kind's own words in small letters; what a person called a line as she wrote it."""
    return label.lower() if label in kinds.KIND_WORDS.values() else label


def _earning(captured: float, contribution: float, *, has_costs: bool) -> str:
    if not has_costs:
        return "A use costs nothing: all of the value captured is margin." if captured > 0 else "Nothing comes or goes."
    if contribution == 0:
        return "Value just covers the costs. Nothing is left."
    return f"Value covers every cost and leaves {max(1, round(100 * contribution / captured))}% of itself as margin."
