"""What was counted of a feature beside its estimates, as text to read in a terminal or a log."""

from collections.abc import Iterator

from document.holding import Actuals, sentences
from ledger.actuals.against import COUNT, MONEY, Held
from ledger.tables import LABELS
from ledger.tables.meanings import MONEY as MONEY_MEASURES
from ui.templatetags.figures import count, number, per_use, price, share

RESULT_WORDS = {
    "monthly_uses": "Uses a month",
    "variable_cost_per_use": "Cost per use",
    "captured_value_per_use": "Revenue per use",
}
WHERE = {"inside": "inside", "above": "above its range", "below": "below its range", "unknown": "no estimate yet"}
WHOLE_FROM = 100


def facts(each: Actuals, currency: str) -> Iterator[tuple[str, str]]:
    """Yield a label and what is said: what was counted, what it is held against, what was left out or is open."""
    if each.since and each.until:
        yield "Counted", f"{each.since} to {each.until}, {len(each.days)} days, {each.rows:,} rows"
    for name, value in each.totals.items():
        if value is not None:
            yield f"  {LABELS[name]}", price(value, currency) if name in MONEY_MEASURES else count(value)
    for held in each.held:
        yield "Measured", _held(each, held, currency)
    for sentence in sentences(each):
        yield "Table", sentence


def _held(each: Actuals, held: Held, currency: str) -> str:
    name = RESULT_WORDS.get(held.result) or each.path(held)
    measured = _text(held.measured.value, held, currency)
    if held.estimate is None:
        return f"{name}: {measured}, {WHERE[held.where]}"
    low, high = (_text(end, held, currency) for end in (held.estimate.p5, held.estimate.p95))
    estimate = low if low == high else f"{low} to {high}"
    return f"{name}: {measured} against {estimate}, {WHERE[held.where]}"


def _text(value: float, held: Held, currency: str) -> str:
    if held.unit == MONEY:
        return per_use(value, currency)
    if held.unit == COUNT:
        return number(round(value)) if value >= WHOLE_FROM else number(value)
    return share(round(value, 4))
