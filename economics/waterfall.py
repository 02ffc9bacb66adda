"""The waterfall of one use: from the value captured down to the contribution and the margin, for a drawing."""

from collections.abc import Iterable
from dataclasses import dataclass

from economics import kinds

VALUE, CAPTURED, COST, CONTRIBUTION, FIXED, MARGIN = "value", "captured", "cost", "contribution", "fixed", "margin"

_ROUNDING = 1e-12


@dataclass(frozen=True)
class Bar:
    """One bar of the waterfall, from `start` to `end` in the canvas's currency per use.

    `role` is value, captured (their sum), cost, contribution, fixed (the share of the fixed costs) or margin; `key`
    that of its line, "" for what is no line.
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


def draw(
    value: Iterable[tuple[str, str, float]], costs: Iterable[tuple[str, str, float]], fixed: float = 0.0
) -> Waterfall:
    """The waterfall of lines given as (key, label, expected per use), and of the fixed costs per use if any."""
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
    if abs(level) <= _ROUNDING * abs(captured):
        level = 0.0
    bars.append(Bar(CONTRIBUTION, "", "Contribution", 0.0, level))
    if fixed:
        bars.append(Bar(FIXED, "", "Fixed costs", level, level - fixed))
        bars.append(Bar(MARGIN, "", "Margin", 0.0, level - fixed))
    return Waterfall(tuple(bars), _finding([bar for bar in bars if bar.role == COST], captured, level, fixed))


def _finding(costs: list[Bar], captured: float, contribution: float, fixed: float) -> str:
    if contribution >= 0:
        return _earning(captured, contribution, fixed)
    if captured <= 0:
        return "No value is captured. Every cost is loss."
    last = next(bar for bar in costs if bar.end < 0)
    if last.start == 0:
        return f"Value runs out before {_in_sentence(last.label)}. Everything from there on is loss."
    if last is costs[-1] and not fixed:
        return f"Value runs out partway through {_in_sentence(last.label)}. The rest of it is loss."
    return f"Value runs out partway through {_in_sentence(last.label)}. Everything after it is loss."


def _in_sentence(label: str) -> str:
    """A kind's own words in small letters; what a person called a line as she wrote it."""
    return label.lower() if label in kinds.KIND_WORDS.values() else label


def _earning(captured: float, contribution: float, fixed: float) -> str:
    if captured <= 0:
        return "Nothing comes in, and no use costs anything."
    variable, share = round(100 * (captured - contribution) / captured), round(100 * fixed / captured)
    if fixed - contribution > _ROUNDING * captured:
        return f"Variable costs take {variable}% of what a use brings in, and fixed costs more than the rest."
    takes = " and ".join(
        f"{kind} costs take {part}%" for kind, part in (("variable", variable), ("fixed", share)) if part
    )
    stays = "nothing" if contribution - fixed <= _ROUNDING * captured else f"{max(1, 100 - variable - share)}%"
    if not takes:
        return "All of what a use brings in stays."
    return f"Of what a use brings in, {takes}. {stays.capitalize()} stays."
