"""What days of actuals can be held against: which results and inputs of a feature, and how each is measured.

Only what a day's counts tell without a guess is compared. Where it takes another number of the feature, such as the
calls in a use, that number is said beside it.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

import economics
from economics import Estimate, EstimateError, Evaluation, Summary, kinds, model
from economics.numbers import USAGE, Number
from economics.reading import read_field
from economics.sampling import inverse
from ledger.actuals.measuring import Counted, Measured, monthly, ratio

MONEY, COUNT, SHARE = "money", "count", "share"
TOKENS = ("input_tokens", "output_tokens")
INSIDE, ABOVE, BELOW, UNKNOWN = "inside", "above", "below", "unknown"
# A point is met by what is this near to it, relative.
NEAR = 0.005


@dataclass(frozen=True, slots=True)
class Held:
    """One number: what was measured, and the ends and the expected value that were estimated.

    `result` is the name of a result, or `number` the input that it is; `proves` is the input that a range could be
    proposed for. `unit` is money, count or share. `users`, or `calls` and `retries`, is what it takes besides the
    counts; `inner` is the part of the estimate that the counts may be about alone, that of inference;
    `without_retention` says that this was left out.
    """

    measured: Measured
    estimate: Summary | None
    unit: str
    result: str = ""
    number: Number | None = None
    proves: Number | None = None
    users: Estimate | None = None
    calls: Estimate | None = None
    retries: Estimate | None = None
    inner: Summary | None = None
    without_retention: bool = False

    @property
    def where(self) -> str:
        """Where the measured value lies."""
        return lies(self.measured.value, self.estimate)


def lies(value: float, estimate: Summary | None) -> str:
    """Return where a value lies: inside, above or below an estimate, or unknown where there is none."""
    if estimate is None:
        return UNKNOWN
    slack = NEAR * abs(estimate.mean) if estimate.p5 == estimate.p95 else 0.0
    if value > estimate.p95 + slack:
        return ABOVE
    return BELOW if value < estimate.p5 - slack else INSIDE


@dataclass(frozen=True, slots=True)
class Subject:
    """A feature as the arithmetic takes it, what that says about it, and the keys of the lines that are its own."""

    plain: model.Feature
    evaluation: Evaluation
    own: Collection[str]

    def lines(self, kind: str) -> list[model.Line]:
        """Return the cost lines of a kind that bear on the feature, those of other features among them."""
        return [line for line in self.plain.costs if line.kind == kind]

    def only(self, kind: str) -> model.Line | None:
        """Return the one cost line of a kind, None where there is none, several, or it is another feature's."""
        lines = self.lines(kind)
        return lines[0] if len(lines) == 1 and lines[0].key in self.own else None


def against(subject: Subject, days: Sequence[Counted]) -> Iterator[Held]:
    """Yield what the days of a feature can be held against, in the order of its page."""
    for step in (_volume, _cost, _revenue, _tokens, _reviewed):
        yield from step(subject, days)


def _volume(subject: Subject, days: Sequence[Counted]) -> Iterator[Held]:
    if found := monthly(days, "uses"):
        yield Held(found, subject.evaluation.results.monthly_uses, COUNT, "monthly_uses")
    users = _usage(subject, "active_users")
    each = _usage(subject, "uses_per_user_per_month")
    if users and users.is_point and (found := monthly(days, "uses", factor=1 / users.mid)):
        number = Number(USAGE, "uses_per_user_per_month")
        yield Held(found, _summary(each), COUNT, number=number, proves=number, users=users)


def _cost(subject: Subject, days: Sequence[Counted]) -> Iterator[Held]:
    found = ratio(days, "cost", "uses")
    if not found:
        return
    variable = [line for line in subject.plain.costs if line.basis not in (kinds.PER_MONTH, kinds.ONE_OFF)]
    inference = [_result(subject, line.key) for line in variable if line.kind == "inference"]
    inner = inference[0] if len(inference) == 1 and len(variable) > 1 else None
    proves = _amount(subject, variable) if variable and variable[0].share == 1.0 else None
    estimate = subject.evaluation.results.variable_cost_per_use
    yield Held(found, estimate, MONEY, "variable_cost_per_use", proves=proves, inner=inner)


def _revenue(subject: Subject, days: Sequence[Counted]) -> Iterator[Held]:
    found = ratio(days, "revenue", "uses")
    if not found:
        return
    drivers = [line for line in subject.plain.value if line.kind == "monetization"]
    has_retention = any(line.kind == "retention" for line in subject.plain.value)
    estimate = subject.evaluation.results.captured_value_per_use
    if has_retention:
        alone = replace(subject.plain, value=tuple(drivers))
        estimate = economics.evaluate(alone).results.captured_value_per_use if drivers else None
    is_price = len(drivers) == 1 and drivers[0].method == "price_per_use"
    proves = _amount(subject, drivers) if is_price else None
    yield Held(found, estimate, MONEY, "captured_value_per_use", proves=proves, without_retention=has_retention)


def _tokens(subject: Subject, days: Sequence[Counted]) -> Iterator[Held]:
    line = subject.only("inference")
    if line is None:
        return
    calls, retries = (_typed(line, name) for name in ("calls_per_use", "retry_rate"))
    if not calls or not retries or not calls.mid:
        return
    made = calls.mid * (1 + retries.mid)
    for name in TOKENS:
        if found := ratio(days, name, "uses", factor=1 / made):
            number = Number(line.key, name)
            estimate = _summary(_typed(line, name))
            yield Held(found, estimate, COUNT, number=number, proves=number, calls=calls, retries=retries)


def _reviewed(subject: Subject, days: Sequence[Counted]) -> Iterator[Held]:
    own = [line for line in subject.lines("human_review") if line.key in subject.own]
    found = ratio(days, "reviewed", "uses") if len(own) == 1 else None
    if found:
        number = Number(own[0].key, "share_reviewed")
        proves = number if found.value <= 1 else None
        yield Held(found, _summary(_typed(own[0], "share_reviewed")), SHARE, number=number, proves=proves)


def _usage(subject: Subject, name: str) -> Estimate | None:
    field = next(field for field in kinds.USAGE_FIELDS if field.name == name)
    return _read(field, getattr(subject.plain, name))


def _typed(line: model.Line, name: str) -> Estimate | None:
    return _read(kinds.line_type(line.kind, line.method).field(name), line.inputs.get(name, ""))


def _read(field: kinds.Field, text: str) -> Estimate | None:
    try:
        return read_field(field, text or field.default)
    except EstimateError:
        return None


def _amount(subject: Subject, lines: Sequence[model.Line]) -> Number | None:
    """The amount of the one line that makes up a figure, where it has one and it is this feature's own."""
    if len(lines) != 1 or lines[0].kind in ("inference", "human_review") or lines[0].key not in subject.own:
        return None
    return Number(lines[0].key, "amount")


def _result(subject: Subject, key: str) -> Summary | None:
    found = subject.evaluation.line(key)
    return found.summary if found else None


def _summary(estimate: Estimate | None) -> Summary | None:
    """The middle 90% of an estimate, and its median."""
    if estimate is None:
        return None
    low, high = estimate.low, estimate.high
    if estimate.distribution in ("pert", "uniform"):
        low, high = (float(end) for end in inverse(estimate, np.array([0.05, 0.95])))
    return Summary(mean=estimate.median, p5=low, p50=estimate.median, p95=high)
