"""The verdict on a feature: its id, the words on its chips and the sentences that explain it."""

from dataclasses import dataclass

from economics.break_even import CEILING, BreakEven, uses_words
from economics.questions import Question

NOT_QUANTIFIED = "not_quantified"
LOSES_ON_EVERY_USE = "loses_on_every_use"
FRAGILE = "fragile"
BELOW_BREAK_EVEN = "below_break_even"
HEALTHY = "healthy"

SOUND_USE, SOUND_MONTH, MOST_LOSE = 0.1, 0.2, 0.5
"""Up to the first two probabilities of a loss a use and a month are sound; above the third, most cases lose."""

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

_ALLOWED = f"Healthy allows {SOUND_USE:.0%} and {SOUND_MONTH:.0%}."


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
        return _fragile(loss_per_use, monthly_loss)
    if name == BELOW_BREAK_EVEN:
        return _below_break_even(monthly_loss, break_even)
    return _verdict(HEALTHY, "Healthy", (_healthy(loss_per_use, monthly_loss),))


def decide(loss_per_use: float, monthly_loss: float) -> str:
    """The id of the verdict, from the probabilities (0 to 1) of a loss on a use and over a month."""
    if loss_per_use > MOST_LOSE:
        return LOSES_ON_EVERY_USE
    if monthly_loss > MOST_LOSE:
        return BELOW_BREAK_EVEN
    return HEALTHY if loss_per_use <= SOUND_USE and monthly_loss <= SOUND_MONTH else FRAGILE


def percent(probability: float) -> str:
    """A probability in words of whole per cent, such as "8%", "under 1%" or "over 99%"."""
    if 0 < probability < 0.01:
        return "under 1%"
    return "over 99%" if 0.99 < probability < 1 else f"{round(probability * 100)}%"


def _healthy(loss_per_use: float, monthly_loss: float) -> str:
    if not loss_per_use and not monthly_loss:
        return "Neither a use nor a month loses money in any case."
    says = f"A use loses money in {percent(loss_per_use)} of cases and a month in {percent(monthly_loss)}."
    return f"{says} {_ALLOWED}"


def _loses(loss_per_use: float, *, volume_makes_it_worse: bool) -> Verdict:
    loses = "Every use loses money" if loss_per_use == 1 else f"A use loses money in {percent(loss_per_use)} of cases"
    says = f"{loses}. The value proposition needs a redesign."
    worse = ("Volume makes it worse.",) if volume_makes_it_worse else ()
    return _verdict(LOSES_ON_EVERY_USE, "Loses money on every use — redesign", (says, *worse))


def _fragile(loss_per_use: float, monthly_loss: float) -> Verdict:
    likelier = max(loss_per_use, monthly_loss)
    case = "on a use" if loss_per_use >= monthly_loss else "over a month"
    chip = f"Fragile — a loss {case} in 1 of {_one_of(likelier)} cases"
    says = f"A use loses money in {percent(loss_per_use)} of cases and a month in {percent(monthly_loss)}."
    return _verdict(FRAGILE, chip, (f"{says} {_ALLOWED}",))


def _one_of(probability: float) -> int:
    """In one of how many cases, by the whole per cent that stands beside it: of 22% 5, whatever follows the 22."""
    return round(100 / round(100 * probability))


def _below_break_even(monthly_loss: float, break_even: BreakEven | None) -> Verdict:
    says = f"A month loses money in {percent(monthly_loss)} of cases, though most uses earn."
    if break_even is None or break_even.expected is None:
        return _verdict(BELOW_BREAK_EVEN, "Below break-even — earns per use, but at no volume a month", (says,))
    volume = uses_words(break_even.expected)
    if break_even.kind == CEILING:
        return _verdict(
            BELOW_BREAK_EVEN, f"Below break-even — earns only below {volume} a month", (says, break_even.sentence)
        )
    needs = f"needs {volume} a month"
    return _verdict(BELOW_BREAK_EVEN, f"Below break-even — earns per use, {needs}", (says, f"It {needs}."))


def _verdict(name: str, chip: str, says: tuple[str, ...]) -> Verdict:
    return Verdict(name, chip, SHORT_WORDS[name], TONES[name], says)
