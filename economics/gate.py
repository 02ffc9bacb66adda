"""Ready to pitch: whether a feature may be worded as a selling point, check by check."""

from economics import verdict
from economics.advice_model import Check, Gate, Tornado
from economics.inputs import describe
from economics.numbers import USAGE, Number
from economics.questions import Question
from economics.reading import ReadFeature
from economics.results import Evaluation

HEALTHY, PRICE_BELOW_VALUE, EVIDENCE = "healthy", "price_below_value", "evidence"

GUESS = "guess"
_TOP = 3
_OPEN = "This can’t be judged while a question is open."
_ANSWER = "Answer the three questions first."


def gate(read: ReadFeature, evaluation: Evaluation, tornado: Tornado | None) -> Gate:
    """The gate of an evaluated feature."""
    checks = (
        *(_question(each) for each in evaluation.questions),
        _healthy(evaluation),
        _price_below_value(evaluation),
        _evidence(read, tornado if evaluation.is_quantified else None),
    )
    return Gate(all(check.passed for check in checks), checks)


def _question(question: Question) -> Check:
    if question.is_answered:
        return Check(question.id, True, f"{question.words} It is answered.", "")
    return Check(question.id, False, f"{question.words} It is open.", question.missing[0])


def _healthy(evaluation: Evaluation) -> Check:
    judged = evaluation.verdict
    if judged.id == verdict.NOT_QUANTIFIED:
        return Check(HEALTHY, False, _OPEN, _ANSWER)
    if judged.id == verdict.HEALTHY:
        return Check(HEALTHY, True, judged.says[0], "")
    return Check(HEALTHY, False, f"{judged.chip}.", "Move a number or two until it is healthy, or redesign it.")


def _price_below_value(evaluation: Evaluation) -> Check:
    value, price = evaluation.results.perceived_value_per_use, evaluation.results.price_to_payer_per_use
    if value is None or price is None or not evaluation.is_quantified:
        return Check(PRICE_BELOW_VALUE, False, _OPEN, _ANSWER)
    if value.mean >= price.mean:
        return Check(PRICE_BELOW_VALUE, True, "Whoever pays gets at least their money’s worth.", "")
    sentence = "Whoever pays, pays more for a use than it is worth to them."
    return Check(PRICE_BELOW_VALUE, False, sentence, "Lower the price, or raise what a use is worth to the user.")


def _evidence(read: ReadFeature, tornado: Tornado | None) -> Check:
    if tornado is None:
        return Check(EVIDENCE, False, _OPEN, _ANSWER)
    if len(tornado.swings) < _TOP:
        return _evidence_of_all(read)
    top = [each.input for each in tornado.swings[:_TOP]]
    guessed = tuple(each for each in top if each.evidence == GUESS)
    if not guessed:
        return Check(EVIDENCE, True, "None of the three numbers that matter most rests on a guess.", "")
    named = "; ".join(each.words for each in guessed)
    sentence = f"Of the three numbers that matter most, {_count(len(guessed))} on a guess: {named}."
    return Check(
        EVIDENCE, False, sentence, f"Find evidence for {guessed[0].words}, and note where it is from.", guessed
    )


def _evidence_of_all(read: ReadFeature) -> Check:
    """With fewer than three uncertain inputs, everything has to rest on something."""
    rows = [("The usage", USAGE, read.feature.usage_evidence, read.usage)]
    rows += [(each.line.words, each.line.key, each.line.evidence, each.estimates) for each in read.lines]
    guessed = [row for row in rows if (row[2] or GUESS) == GUESS]
    if not guessed:
        return Check(EVIDENCE, True, "No line rests on a guess, nor does the usage.", "")
    inputs = tuple(
        describe(read.feature, Number(key, field)) for _, key, _, estimates in guessed for field in estimates
    )
    named = "; ".join(words for words, *_ in guessed)
    sentence = f"Too little is uncertain to tell what matters most, and this rests on a guess: {named}."
    return Check(EVIDENCE, False, sentence, "Find evidence for it, and note where it is from.", inputs)


def _count(guesses: int) -> str:
    return {1: "one rests", 2: "two rest", 3: "all three rest"}[guesses]
