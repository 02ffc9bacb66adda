"""What actuals can speak of, each beside its estimate, in words: which line and field, and how it was measured."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from economics import EstimateError, Summary, kinds
from economics.estimates import Estimate
from economics.numbers import USAGE, Number
from economics.reading import read_field
from ledger.actuals.against import TOKENS, Held, Subject, against
from ledger.actuals.measuring import Counted, Measured, ratio
from ledger.figures.sheets import Row
from ledger.models import Line
from ui.templatetags.figures import number, share

RESULT_NAMES = {
    "monthly_uses": "Uses a month",
    "variable_cost_per_use": "Cost per use",
    "captured_value_per_use": "Revenue per use",
}


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
    for held in against(subject_of(row), days):
        yield _compared(row, held)


def subject_of(row: Row) -> Subject:
    """Return a feature as its actuals are held against it."""
    return Subject(row.plain, row.evaluation, frozenset(line.key for line in row.lines))


def _compared(row: Row, held: Held) -> Compared:
    proved = _proved(row, held.proves)
    inner = ("inference alone", held.inner) if held.inner else None
    return Compared(_name(row, held), held.unit, held.measured, held.estimate, proved, _how(held), inner)


def _name(row: Row, held: Held) -> str:
    if held.number is None:
        return RESULT_NAMES[held.result]
    if held.number.is_of_usage:
        return _usage(row, held.number.field).field.label
    line = _line(row, held.number)
    return f"{line}: {_input(line, held.number.field).field.label}"


def _how(held: Held) -> str:
    """What it takes besides the counts."""
    if held.users:
        return f"At {number(held.users.mid)} active users."
    if held.calls and held.retries:
        return _calls_sentence(held.calls, held.retries)
    if held.without_retention:
        return "Retention is left out: no day shows it."
    is_too_many = held.number and held.number.field == "share_reviewed" and held.proves is None
    return "More uses were reviewed than were counted, so the two are not counted alike." if is_too_many else ""


def _proved(row: Row, proves: Number | None) -> ProvedInput | None:
    if proves is None:
        return None
    return _usage(row, proves.field) if proves.is_of_usage else _input(_line(row, proves), proves.field)


def _line(row: Row, held: Number) -> Line:
    return next(line for line in row.lines if line.key == held.key)


def not_compared(row: Row, days: Sequence[Counted]) -> Iterator[str]:
    """Yield why tokens or reviews that were counted stand beside no line."""
    counted = {name for name in TOKENS if ratio(days, name, "uses")}
    if counted and not _is_compared(row, days, TOKENS):
        yield _alone("Tokens", "inference", row)
    if ratio(days, "reviewed", "uses") and not _is_compared(row, days, ("share_reviewed",)):
        yield _alone("Reviews", "human_review", row)


def _is_compared(row: Row, days: Sequence[Counted], names: Sequence[str]) -> bool:
    held = against(subject_of(row), days)
    return any(each.number and not each.number.is_of_usage and each.number.field in names for each in held)


def _alone(what: str, kind: str, row: Row) -> str:
    words = f"{kinds.KIND_WORDS[kind].lower()} line"
    lines = len([line for line in row.plain.costs if line.kind == kind])
    if not any(line.kind == kind for line in row.lines):
        return f"{what} were counted, but the feature has no {words} of its own to hold them against."
    if lines > 1:
        return f"{what} were counted in all, so they can’t be told apart between {lines} {words}s."
    return f"{what} were counted; they are compared once the calls per use of the {words} can be read."


def _calls_sentence(calls: Estimate, retries: Estimate) -> str:
    """What the tokens of a use are divided by."""
    if calls.is_point and calls.mid == 1 and not retries.mid:
        return "At 1 call a use."
    middle = "" if calls.is_point and retries.is_point else ", the middle of what is typed"
    retried = f" and {share(round(retries.mid, 3))} retried" if retries.mid else ""
    return f"At {number(calls.mid)} call{'' if calls.mid == 1 else 's'} a use{retried}{middle}."


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
