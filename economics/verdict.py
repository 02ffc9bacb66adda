"""The verdict on a feature: its id, the words on its chips and the sentences that explain it."""

import math
from dataclasses import dataclass

from economics.questions import Question

NOT_QUANTIFIED = "not_quantified"
LOSES_ON_EVERY_USE = "loses_on_every_use"
FRAGILE = "fragile"
BELOW_BREAK_EVEN = "below_break_even"
HEALTHY = "healthy"

SOUND, MOST_LOSE = 0.1, 0.5
"""Up to the first probability of a loss a use is sound; above the second, uses or months lose in most cases."""

SHORT_WORDS = {
    NOT_QUANTIFIED: "Don’t pitch yet",
    LOSES_ON_EVERY_USE: "Redesign",
    FRAGILE: "Fragile",
    BELOW_BREAK_EVEN: "Below break-even",
    HEALTHY: "Healthy",
}
TONES = {
    NOT_QUANTIFIED: "unknown",
    LOSES_ON_EVERY_USE: "loss",
    FRAGILE: "thin",
    BELOW_BREAK_EVEN: "thin",
    HEALTHY: "gain",
}


@dataclass(frozen=True)
class BreakEven:
    """Uses a month at which a month neither earns nor loses: `volume` (earns from p50 on), `ceiling` (earns only
    below p50) or `none`. P5, P50, P95 in uses a month; None where no volume does it.
    """

    kind: str
    p5: float | None
    p50: float | None
    p95: float | None

    @property
    def sentence(self) -> str:
        """What it says, in one sentence."""
        if self.kind == "ceiling" and self.p50 is not None:
            return f"It earns only below {uses_words(self.p50)} a month."
        if self.p50 is None:
            return "No volume breaks even." if self.p5 is None else "In most cases no volume breaks even."
        if self.p50 == 0:
            return "It breaks even at any volume." if self.p95 == 0 else "In most cases it breaks even at any volume."
        return f"It breaks even at {uses_words(self.p50)} a month."

    @property
    def spread(self) -> str:
        """What holds at the ends of the middle 90%, in one sentence; nothing where the other sentence says it all."""
        if self.p5 is None or self.p5 == self.p95:
            return ""
        if self.p95 is not None and uses_words(self.p5) == uses_words(self.p95):
            return ""
        if self.kind == "ceiling":
            high = "at any volume" if self.p95 is None else f"below {uses_words(self.p95)}"
            return f"At the low end below {uses_words(self.p5)}, at the high end {high}."
        low, high = f"at the low end {_takes(self.p5)}", f"at the high end {_takes(self.p95)}"
        said = high if self.p50 == 0 else low if self.p50 is None else f"{low}, {high}"
        return f"{said[0].upper()}{said[1:]}."


@dataclass(frozen=True)
class Verdict:
    """`chip`: the full words; `short`: those of the portfolio table; `tone`: unknown, loss, thin or gain;
    `says`: the sentences beneath.
    """

    id: str
    chip: str
    short: str
    tone: str
    says: tuple[str, ...]


def not_quantified(questions: tuple[Question, ...], reason: str = "") -> Verdict:
    """The verdict while a question is open, or while a result can't be worked out for `reason`."""
    says = tuple(
        sentence for question in questions for sentence in (question.words, *question.missing) if question.missing
    )
    return _verdict(NOT_QUANTIFIED, "Not quantified — don’t pitch yet", says or (reason,))


def judge(
    *, loss_per_use: float, monthly_loss: float, break_even: BreakEven | None, volume_makes_it_worse: bool
) -> Verdict:
    """The verdict on a quantified feature, from the probabilities (0 to 1) of a loss on a use and over a month."""
    name = decide(loss_per_use, monthly_loss)
    if name == LOSES_ON_EVERY_USE:
        return _loses(loss_per_use, volume_makes_it_worse=volume_makes_it_worse)
    if name == FRAGILE:
        return _fragile(loss_per_use)
    if name == BELOW_BREAK_EVEN:
        return _below_break_even(break_even)
    says = f"It earns on a use and over the month. A use loses money in {percent(loss_per_use)} of cases"
    return _verdict(HEALTHY, "Healthy", (f"{says}, a month in {percent(monthly_loss)}.",))


def decide(loss_per_use: float, monthly_loss: float) -> str:
    """The id of the verdict, from the probabilities (0 to 1) of a loss on a use and over a month."""
    if loss_per_use > MOST_LOSE:
        return LOSES_ON_EVERY_USE
    if loss_per_use > SOUND:
        return FRAGILE
    return BELOW_BREAK_EVEN if monthly_loss > MOST_LOSE else HEALTHY


def percent(probability: float) -> str:
    """A probability in words of whole per cent, such as "8%", "under 1%" or "over 99%"."""
    if 0 < probability < 0.01:
        return "under 1%"
    return "over 99%" if 0.99 < probability < 1 else f"{round(probability * 100)}%"


def _loses(loss_per_use: float, *, volume_makes_it_worse: bool) -> Verdict:
    says = f"A use loses money in {percent(loss_per_use)} of cases. The value proposition needs a redesign."
    worse = ("Volume makes it worse.",) if volume_makes_it_worse else ()
    return _verdict(LOSES_ON_EVERY_USE, "Loses money on every use — redesign", (says, *worse))


def _fragile(loss_per_use: float) -> Verdict:
    loss = f"a loss in 1 of {math.floor(1 / loss_per_use)} cases"
    says = (
        f"A use loses money in {percent(loss_per_use)} of cases: a loss is a real chance, whatever the expected margin."
    )
    return _verdict(FRAGILE, f"Fragile — {loss}", (says,))


def _below_break_even(break_even: BreakEven | None) -> Verdict:
    says = "It earns on each use, but the volume does not carry the fixed costs."
    if break_even is None or break_even.p50 is None:
        return _verdict(BELOW_BREAK_EVEN, "Below break-even — earns per use, but at no volume a month", (says,))
    if break_even.kind == "ceiling":
        chip = f"Below break-even — earns only below {uses_words(break_even.p50)} a month"
        return _verdict(BELOW_BREAK_EVEN, chip, (break_even.sentence,))
    needs = f"needs {uses_words(break_even.p50)} a month"
    return _verdict(BELOW_BREAK_EVEN, f"Below break-even — earns per use, {needs}", (says, f"It {needs}."))


def _takes(volume: float | None) -> str:
    """What one end of the break-even says."""
    if volume is None:
        return "no volume does"
    return f"it takes {uses_words(volume)}" if volume else "any volume does"


def uses_words(volume: float) -> str:
    """Say so many uses, rounded up to whole ones."""
    whole = math.ceil(volume)
    return "1 use" if whole == 1 else f"{whole:,} uses"


def _verdict(name: str, chip: str, says: tuple[str, ...]) -> Verdict:
    return Verdict(name, chip, SHORT_WORDS[name], TONES[name], says)
