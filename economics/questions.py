"""The three questions of a feature, each answered or open with what is missing."""

from dataclasses import dataclass

from economics import kinds
from economics.reading import ReadFeature, ReadLine

COST_PER_USE, PERCEIVED_VALUE, DRIVER = "cost_per_use", "perceived_value", "driver"

WORDS = {
    COST_PER_USE: "What is the cost per use?",
    PERCEIVED_VALUE: "What value does the user perceive?",
    DRIVER: "Does it drive retention or monetization?",
}


@dataclass(frozen=True)
class Question:
    """One of the three questions; `missing` says in sentences what keeps it open, nothing once it is answered."""

    id: str
    words: str
    missing: tuple[str, ...]

    @property
    def is_answered(self) -> bool:
        return not self.missing

    @property
    def state(self) -> str:
        """`answered` or `open`."""
        return "answered" if self.is_answered else "open"


def ask(read: ReadFeature) -> tuple[Question, ...]:
    """The three questions of this feature, in their order."""
    missing = {COST_PER_USE: cost_missing(read), PERCEIVED_VALUE: perceived_missing(read), DRIVER: driver_missing(read)}
    return tuple(Question(name, WORDS[name], sentences) for name, sentences in missing.items())


def cost_missing(read: ReadFeature) -> tuple[str, ...]:
    """What is missing for the cost per use."""
    missing = [problem.sentence for problem in read.usage_problems]
    if not read.costs:
        missing.append("Add at least one cost line.")
    missing += [
        f"Add a line for {kinds.KIND_WORDS[kind].lower()}, or say why it does not apply."
        for kind in uncovered_kinds(read)
    ]
    return (*missing, *_line_sentences(read.costs))


def perceived_missing(read: ReadFeature) -> tuple[str, ...]:
    """What is missing for the perceived value."""
    if not read.perceived:
        return ("Add a perceived value line: what is one use worth to the user?",)
    return _line_sentences(read.perceived)


def driver_missing(read: ReadFeature) -> tuple[str, ...]:
    """What is missing to say whether it drives retention or monetization."""
    neither = read.feature.neither_driver.strip()
    if neither and read.drivers:
        return ("“Neither” stands beside a retention or monetization line. Remove one or the other.",)
    if not neither and not read.drivers:
        return ("Add a retention or monetization line, or say why it drives neither.",)
    return _line_sentences(read.drivers)


def uncovered_kinds(read: ReadFeature) -> tuple[str, ...]:
    """The kinds of cost that a feature using AI has neither a line for nor a reason why it needs none."""
    if not read.feature.uses_ai:
        return ()
    present = {each.line.kind for each in read.costs}
    reasons = read.feature.not_applicable
    return tuple(kind for kind in kinds.AI_COST_KINDS if kind not in present and not reasons.get(kind, "").strip())


def _line_sentences(lines: tuple[ReadLine, ...]) -> tuple[str, ...]:
    return tuple(f"{each.line.words}: {problem.sentence}" for each in lines for problem in each.problems)
