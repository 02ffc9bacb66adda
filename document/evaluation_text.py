"""What the ledger says of a document's features, as text to read in a terminal or a log."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from document.content import Document
from document.evaluating import Evaluated
from document.holding import Actuals
from document.holding_text import facts
from economics.inputs import Input
from economics.price_words import price_words
from economics.proposals import Lever
from economics.questions import WORDS
from economics.results import Summary
from economics.verdict import HEALTHY
from ui.templatetags.figures import (
    count,
    fine_column,
    in_column_signed,
    number,
    per_month,
    per_month_signed,
    per_use_signed,
    share,
)

ALL_ANSWERED = "none"
UNKNOWN = "not known while a question is open"
NO_SWING = "no input is uncertain"
NOTHING_COUNTED: Mapping[str, Actuals] = MappingProxyType({})
NO_PLAN = "nothing within reach makes it healthy: change what is offered, or drop it"
OWN_PRICES = "your own prices"
NO_LEVER = "no single input changes the verdict"


def table(document: Document, evaluated: list[Evaluated], counted: Mapping[str, Actuals] = NOTHING_COUNTED) -> str:
    """Return a paragraph for each feature, each with the same rows, and with what was counted of it."""
    currency = document.canvas.currency
    told = ("\n".join(_rows(each, currency, counted.get(each.name))) for each in evaluated)
    parts = [printable(document.canvas.title), *told]
    return "\n\n".join(parts if evaluated else [*parts, "This document holds no feature."])


def printable(text: str) -> str:
    """Return a stranger's text on one line, without what a terminal would obey."""
    return "".join(character if character.isprintable() else " " for character in text)


def _rows(each: Evaluated, currency: str, counted: Actuals | None) -> Iterator[str]:
    yield printable(each.name)
    for label, said in (*_facts(each, currency), *(facts(counted, currency) if counted else ())):
        yield f"  {label:<22}{printable(said)}"


def _facts(each: Evaluated, currency: str) -> Iterable[tuple[str, str]]:
    results = each.evaluation.results
    return (
        ("Verdict", each.evaluation.verdict.chip),
        *([("Why", " ".join(each.evaluation.verdict.says))] if each.evaluation.is_quantified else []),
        ("Ready to pitch", "yes" if each.gate.ready else "no"),
        ("Contribution per use", _contribution(results.contribution_per_use, currency)),
        ("Uses a month", _spread(results.monthly_uses, count)),
        ("Fixed costs a month", _a_month(results.fixed_cost_per_month, currency, per_month)),
        ("Margin a month", _a_month(results.monthly_profit, currency, per_month_signed)),
        *_break_even(each),
        ("Largest swing", _largest_swing(each, currency)),
        ("Nearest lever", _nearest_lever(each)),
        *([("Smallest plan", _plan(each))] if _needs_plan(each) else []),
        *(("Priced as", said) for said in _models(each)),
        ("Open questions", " ".join(WORDS[name] for name in each.open_questions) or ALL_ANSWERED),
    )


def _models(each: Evaluated) -> Iterator[str]:
    """What each model was taken for, and what is said of its price."""
    for line in each.priced:
        if line.price:
            yield " ".join([f"{line.words}: {line.price.name or line.model}.", *price_words(line)])


def _contribution(result: Summary | None, currency: str) -> str:
    """With one decimal more than on pages, so that it can be multiplied by the uses beneath."""
    scale = fine_column([result.mean] if result else [], currency)
    return _spread(result, lambda amount: in_column_signed(amount, scale))


def _a_month(result: Summary | None, currency: str, shown) -> str:
    return _spread(result, lambda amount: shown(amount, currency))


def _break_even(each: Evaluated) -> Iterator[tuple[str, str]]:
    even = each.evaluation.break_even_uses_per_month
    if even and each.evaluation.is_quantified:
        yield "Break-even", f"{even.sentence} {even.spread}".strip()


def _spread(result: Summary | None, shown) -> str:
    if result is None:
        return UNKNOWN
    expected, low, high = (shown(value) for value in (result.mean, result.p5, result.p95))
    return expected if low == high else f"{expected} expected, low {low}, high {high}"


def _largest_swing(each: Evaluated, currency: str) -> str:
    if not each.swings:
        return NO_SWING if each.tornado else UNKNOWN
    swing = each.swings[0]
    low, high = (per_use_signed(value, currency) for value in (swing.low, swing.high))
    return f"{_named(each, swing.input)}: {low} to {high} per use"


def _needs_plan(each: Evaluated) -> bool:
    """Whether no lever within reach makes a feature healthy that is not."""
    is_alone = any(lever.reach_used is not None for lever in (*each.levers, *each.models))
    return each.evaluation.is_quantified and each.evaluation.verdict.id != HEALTHY and not is_alone


def _plan(each: Evaluated) -> str:
    if each.plan is None:
        return NO_PLAN
    return "; ".join(f"{each.path(number)} from {_said(now)} to {_said(to)}" for number, now, to in each.plan)


def _said(value: float | str) -> str:
    """A number, or a model; one's own prices where there is none."""
    return (value or OWN_PRICES) if isinstance(value, str) else number(value)


def _nearest_lever(each: Evaluated) -> str:
    lever = next((lever for lever in each.levers if lever.target is not None), None)
    if lever is None:
        return NO_LEVER if each.tornado else UNKNOWN
    return f"{_named(each, lever.input)}, {_value_text(lever, lever.now)} now: {'; '.join(_targets(lever))}"


def _targets(lever: Lever) -> Iterator[str]:
    if lever.break_even is not None:
        yield f"breaks even at {_value_text(lever, lever.break_even)}"
    if lever.healthy_at is not None:
        yield f"healthy at {_value_text(lever, lever.healthy_at)}"


def _value_text(lever: Lever, value: float) -> str:
    return share(value) if lever.input.share else number(value)


def _named(each: Evaluated, used: Input) -> str:
    return f"{used.words} ({each.path(used.number)})"
