"""What actuals can speak of, each beside its estimate: which lines and fields, and how each is measured.

Only what a day's counts tell without a guess is compared. Where it takes another number of the feature, such as the
calls in a use, the sentence beside it says which.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import economics
from economics import EstimateError, Summary, kinds
from economics.estimates import POINT, Estimate
from economics.numbers import USAGE, Number
from economics.reading import read_field
from ledger.actuals.measuring import Counted, Measured, monthly, ratio
from ledger.figures.sheets import Row
from ledger.models import Line
from ui.templatetags.figures import number, share

MONEY, COUNT, SHARE = "money", "count", "share"
TOKENS = ("input_tokens", "output_tokens")


@dataclass(frozen=True, slots=True)
class ProvedInput:
    """What stands in a number that a range could be proposed for: its field and its text.

    `version` is that of its line or feature; `beside` what is typed in the other fields that its evidence speaks for.
    """

    number: Number
    field: kinds.Field
    text: str
    version: int
    beside: tuple[tuple[kinds.Field, str], ...] = ()

    @property
    def estimate(self) -> Estimate | None:
        """What stands in it, read; None where that is nothing, or can't be read."""
        return _read(self.field, self.text)

    @property
    def unproven(self) -> list[str]:
        """The labels of the fields beside it that are uncertain and that its evidence would speak for too."""
        read = [(field, _read(field, text)) for field, text in self.beside]
        return [field.label for field, estimate in read if estimate and not estimate.is_point]


def _read(field: kinds.Field, text: str) -> Estimate | None:
    try:
        return read_field(field, text or field.default)
    except EstimateError:
        return None


@dataclass(frozen=True, slots=True)
class Compared:
    """One number: what was measured, the ends and the expected value that were estimated, and the input it proves.

    `unit` is money, count or share. `how` says what it takes besides the counts; `inner` is the part of the estimate
    that the counts may be about alone, with its words.
    """

    name: str
    unit: str
    measured: Measured
    estimate: Summary | None
    input: ProvedInput | None = None
    how: str = ""
    inner: tuple[str, Summary] | None = None


def compare(row: Row, days: Sequence[Counted]) -> Iterator[Compared]:
    """Yield what the days of a feature can be compared in, in the order of its page."""
    for step in (_volume, _cost, _revenue, _tokens, _reviewed):
        yield from step(row, days)


def not_compared(row: Row, days: Sequence[Counted]) -> Iterator[str]:
    """Yield why tokens or reviews that were counted stand beside no line."""
    counted = {name for name in TOKENS if ratio(days, name, "uses")}
    if counted and not any(True for _ in _tokens(row, days)):
        yield _alone("Tokens", "inference", row)
    if ratio(days, "reviewed", "uses") and not any(True for _ in _reviewed(row, days)):
        yield _alone("Reviews", "human_review", row)


def _alone(what: str, kind: str, row: Row) -> str:
    words = f"{kinds.KIND_WORDS[kind].lower()} line"
    lines = len([line for line in row.plain.costs if line.kind == kind])
    if not any(line.kind == kind for line in row.lines):
        return f"{what} were counted, but the feature has no {words} of its own to hold them against."
    if lines > 1:
        return f"{what} were counted in all, so they can’t be told apart between {lines} {words}s."
    return f"{what} were counted; they are compared once the calls per use of the {words} can be read."


def _volume(row: Row, days) -> Iterator[Compared]:
    results = row.evaluation.results
    if found := monthly(days, "uses"):
        yield Compared("Uses a month", COUNT, found, results.monthly_uses)
    users, each = (_usage(row, name) for name in ("active_users", "uses_per_user_per_month"))
    if users.estimate and users.estimate.form == POINT:
        found = monthly(days, "uses", factor=1 / users.estimate.mid)
        if found:
            how = f"At {number(users.estimate.mid)} active users."
            yield Compared(each.field.label, COUNT, found, _summary(each.estimate), each, how)


def _cost(row: Row, days) -> Iterator[Compared]:
    found = ratio(days, "cost", "uses")
    if not found:
        return
    variable = [line for line in row.plain.costs if line.basis not in (kinds.PER_MONTH, kinds.ONE_OFF)]
    inference = [result for line in variable if line.kind == "inference" and (result := _result(row, line.key))]
    inner = ("inference alone", inference[0]) if len(inference) == 1 and len(variable) > 1 else None
    proved = _amount(row, [line for line in variable if line.share == 1.0], only=len(variable) == 1)
    estimate = row.evaluation.results.variable_cost_per_use
    yield Compared("Cost per use", MONEY, found, estimate, proved, inner=inner)


def _revenue(row: Row, days) -> Iterator[Compared]:
    found = ratio(days, "revenue", "uses")
    if not found:
        return
    drivers = [line for line in row.plain.value if line.kind == "monetization"]
    has_retention = any(line.kind == "retention" for line in row.plain.value)
    estimate = row.evaluation.results.captured_value_per_use
    if has_retention:
        alone = replace(row.plain, value=tuple(drivers))
        estimate = economics.evaluate(alone).results.captured_value_per_use if drivers else None
    priced = [line for line in drivers if line.method == "price_per_use"]
    proved = _amount(row, priced, only=len(drivers) == 1)
    how = "Retention is left out: no day shows it." if has_retention else ""
    yield Compared("Revenue per use", MONEY, found, estimate, proved, how)


def _tokens(row: Row, days) -> Iterator[Compared]:
    lines = [line for line in row.lines if line.kind == "inference"]
    if len(lines) != 1 or len([line for line in row.plain.costs if line.kind == "inference"]) != 1:
        return
    calls, retries = (_input(lines[0], name).estimate for name in ("calls_per_use", "retry_rate"))
    if not calls or not retries or not calls.mid:
        return
    made = calls.mid * (1 + retries.mid)
    how = _calls_sentence(calls, retries)
    for name in TOKENS:
        held = _input(lines[0], name)
        if found := ratio(days, name, "uses", factor=1 / made):
            yield Compared(f"{lines[0]}: {held.field.label}", COUNT, found, _summary(held.estimate), held, how)


def _calls_sentence(calls: Estimate, retries: Estimate) -> str:
    """What the tokens of a use are divided by."""
    if calls.is_point and calls.mid == 1 and not retries.mid:
        return "At 1 call a use."
    middle = "" if calls.is_point and retries.is_point else ", the middle of what is typed"
    retried = f" and {share(round(retries.mid, 3))} retried" if retries.mid else ""
    return f"At {number(calls.mid)} call{'' if calls.mid == 1 else 's'} a use{retried}{middle}."


def _reviewed(row: Row, days) -> Iterator[Compared]:
    lines = [line for line in row.lines if line.kind == "human_review"]
    found = ratio(days, "reviewed", "uses") if len(lines) == 1 else None
    if found:
        held = _input(lines[0], "share_reviewed")
        is_share = found.value <= 1
        how = "" if is_share else "More were reviewed than used, so a use is counted otherwise than a review."
        proved = held if is_share else None
        yield Compared(f"{lines[0]}: {held.field.label}", SHARE, found, _summary(held.estimate), proved, how)


def _usage(row: Row, name: str) -> ProvedInput:
    typed = {field: getattr(row.feature, field.name) for field in kinds.USAGE_FIELDS}
    field = next(field for field in typed if field.name == name)
    text = typed.pop(field)
    return ProvedInput(Number(USAGE, name), field, text, row.feature.version, tuple(typed.items()))


def _input(line: Line, name: str) -> ProvedInput:
    typed = {field: line.typed.get(field.name, "") for field in line.line_type.fields_on(line.basis)}
    field = line.line_type.field(name)
    text = typed.pop(field)
    return ProvedInput(Number(line.key, name), field, text, line.version, tuple(typed.items()))


def _amount(row: Row, plain, *, only: bool) -> ProvedInput | None:
    """The amount of the one line that makes up a figure, where it has one and it is this feature's own."""
    if not only or len(plain) != 1 or plain[0].kind in ("inference", "human_review"):
        return None
    own = [line for line in row.lines if line.key == plain[0].key]
    return _input(own[0], "amount") if own else None


def _result(row: Row, key: str) -> Summary | None:
    found = row.evaluation.line(key)
    return found.summary if found else None


def _summary(estimate: Estimate | None) -> Summary | None:
    """The ends of an estimate as typed, and its middle."""
    if estimate is None:
        return None
    return Summary(mean=estimate.median, p5=estimate.low, p50=estimate.median, p95=estimate.high)
