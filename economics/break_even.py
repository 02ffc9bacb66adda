"""The volume at which a month neither earns nor loses: the one that is named, how far it spreads, and the words."""

from dataclasses import dataclass

FLOOR, CEILING = "floor", "ceiling"


@dataclass(frozen=True)
class BreakEven:
    """Uses a month at which a month breaks even, where volume grows by users at the same use of each.

    `kind`: it earns from there on (`floor`), only up to there (`ceiling`), or at no volume (None, as all else then).
    `expected`: the volume at which the expected profit is zero, the one that is named. P5, P50, P95 are those of the
    sample: of a floor None where no volume does it, of a ceiling over the cases that have one. `never`: the share of
    cases, 0 to 1, in which no volume breaks even.
    """

    kind: str | None
    expected: float | None
    p5: float | None
    p50: float | None
    p95: float | None
    never: float

    @property
    def sentence(self) -> str:
        """What it says, in one sentence."""
        if self.expected is None:
            return "No volume breaks even."
        if self.kind == CEILING:
            return f"It earns only below {uses_words(self.expected)} a month."
        if self.expected == 0:
            return "It breaks even at any volume."
        return f"It breaks even at {uses_words(self.expected)} a month."

    @property
    def spread(self) -> str:
        """What the middle 90% of cases say, in one sentence; nothing where the other sentence says it all."""
        if self.p5 is None or self.p5 == self.p95:
            return ""
        if self.p95 is not None and uses_words(self.p5) == uses_words(self.p95):
            return ""
        few = f"As few as {uses_words(self.p5)} may do" if self.p5 else "Any volume may do"
        if self.p95 is None:
            return f"{few}; in {round(100 * self.never)}% of cases no volume is enough."
        if self.kind == CEILING:
            return f"It may be as few as {uses_words(self.p5)}, or as many as {uses_words(self.p95)}."
        return f"{few}, or it may take {uses_words(self.p95)}."


def uses_words(volume: float) -> str:
    """Say so many uses, as whole ones and at least one."""
    whole = max(1, round(volume))
    return "1 use" if whole == 1 else f"{whole:,} uses"
