"""Tables of what was counted, held against the estimates of a document's features."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from document.content import Document, Feature
from document.evaluating import Evaluated
from document.features import PriceOf, to_evaluate
from document.parsing import quoted
from economics import model
from ledger.actuals.against import INSIDE, UNKNOWN, Held, Subject, against
from ledger.tables import (
    LABELS,
    MEASURES,
    Canvas,
    Day,
    Said,
    TableRefused,
    Taken,
    guess,
    left_out,
    read,
    taken_sentences,
)

MARK = "="
RECORDED = ("uses", "cost", "revenue", "reviewed", "input_tokens", "output_tokens")
PATH_WORDS = "FEATURE=TABLE"


class NotHeld(Exception):
    """A table can't be held against a feature. The message is a sentence for the person."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A feature of a document, and the file that holds what was counted of it."""

    feature: Feature
    file: str


@dataclass(frozen=True)
class Actuals:
    """What was counted of a feature by its tables, and what it is held against."""

    evaluated: Evaluated
    tables: Sequence[Taken]
    own: frozenset[str]
    plain: model.Feature

    @cached_property
    def days(self) -> list[Day]:
        """The days of all tables, the measures of each beside those of the others."""
        found: dict[date, dict[str, Any]] = {}
        for taken in self.tables:
            for day in taken.days:
                kept = found.setdefault(day.date, {})
                for name in set(MEASURES) - self.doubled:
                    if getattr(day, name) is not None:
                        kept[name] = kept.get(name, 0) + getattr(day, name)
        return [Day(day, **found[day]) for day in sorted(found) if found[day]]

    @cached_property
    def doubled(self) -> set[str]:
        """The measures that two tables count on the same day."""
        found: dict[tuple[str, date], int] = {}
        for taken in self.tables:
            for day in taken.days:
                for name in MEASURES:
                    if getattr(day, name) is not None:
                        found[name, day.date] = found.get((name, day.date), 0) + 1
        return {name for (name, _), count in found.items() if count > 1}

    @property
    def totals(self) -> dict[str, Decimal | int | None]:
        """What was counted in all, None where it was not, or where it is asked."""
        found: dict[str, Decimal | int | None] = dict.fromkeys(MEASURES)
        for name in set(MEASURES) - self.doubled:
            values = [value for taken in self.tables if (value := taken.totals[name]) is not None]
            found[name] = sum(values) if values else None
        return found

    @property
    def asks(self) -> list[str]:
        """What is open, as sentences."""
        said = [ask.sentence for taken in self.tables for ask in taken.open_asks]
        return said + [
            f"Two tables count {LABELS[name].lower()} on the same days. Hold one of them against the feature."
            for name in MEASURES
            if name in self.doubled
        ]

    @property
    def left_out(self) -> list[Said]:
        return [each for taken in self.tables for each in left_out(taken)]

    @property
    def said(self) -> list[Said]:
        return [each for taken in self.tables for each in taken_sentences(taken)]

    @property
    def since(self) -> date | None:
        return min((taken.since for taken in self.tables if taken.since), default=None)

    @property
    def until(self) -> date | None:
        return max((taken.until for taken in self.tables if taken.until), default=None)

    @property
    def rows(self) -> int:
        return sum(taken.rows for taken in self.tables)

    @cached_property
    def held(self) -> list[Held]:
        """What the days are held against."""
        return list(against(Subject(self.plain, self.evaluated.evaluation, self.own), self.days))

    @property
    def outside(self) -> list[Held]:
        """What left its range."""
        return [each for each in self.held if each.where not in (INSIDE, UNKNOWN)]

    def path(self, held: Held) -> str:
        """Return the input as the document names it, or the name of a result."""
        return self.evaluated.path(held.number) if held.number else held.result


def wanted(document: Document, pairs: Sequence[str]) -> list[Wanted]:
    """Return which table goes with which feature; a name or a file may hold a mark itself. Raises NotHeld."""
    features = {feature.name: feature for feature in document.features}
    found = []
    for pair in pairs:
        places = [place for place, letter in enumerate(pair) if letter == MARK]
        split = [(pair[:place].strip(), pair[place + 1 :]) for place in places]
        named = [(features[name], file) for name, file in split if name in features]
        if not named:
            names = ", ".join(map(quoted, features)) or "none: it holds no feature"
            raise NotHeld(f"--actuals takes {PATH_WORDS}, and {quoted(pair)} names no feature. There is {names}.")
        found.append(Wanted(*named[-1]))
    return found


def hold(
    document: Document, evaluated: Sequence[Evaluated], tables: Sequence[Wanted], price_of: PriceOf
) -> dict[str, Actuals]:
    """Read the tables and hold them against the features, by the features' names. Raises NotHeld."""
    canvas = Canvas(document.canvas.currency, document.canvas.usd_rate)
    plain = {each.name: each for each in to_evaluate(document, price_of=price_of)}
    found = {}
    for each in evaluated:
        mine = [want for want in tables if want.feature.name == each.name]
        if mine:
            own = frozenset(line.key for line in mine[0].feature.lines)
            found[each.name] = Actuals(each, [_taken(want.file, canvas) for want in mine], own, plain[each.name])
    return found


def _taken(file: str, canvas: Canvas) -> Taken:
    try:
        digest = read(Path(file).read_bytes())
        taken = Taken(digest, guess(digest, canvas.currency), canvas)
        taken.days  # noqa: B018 - more days than can be kept are refused here, beside the file's name
    except (OSError, ValueError) as problem:
        said = getattr(problem, "strerror", None) or str(problem)
        raise NotHeld(f"{file!r} can't be read: {said}.") from problem
    except TableRefused as refusal:
        raise NotHeld(f"{file!r} can't be read. {refusal}") from refusal
    return taken


def add_to(features: Sequence[dict[str, Any]], found: Mapping[str, Actuals]) -> None:
    """Add to each feature what was counted of it, None where no table was named."""
    for feature in features:
        each = found.get(feature["name"])
        feature["actuals"] = _record(each) if each else None


def _record(each: Actuals) -> dict[str, Any]:
    counted = {name: float(value) if isinstance(value, Decimal) else value for name, value in each.totals.items()}
    return {
        "from": each.since.isoformat() if each.since else None,
        "to": each.until.isoformat() if each.until else None,
        "days": len(each.days),
        "rows": each.rows,
        **{name: counted[name] for name in RECORDED},
        "left_out": [{"rows": said.count, "why": said.sentence} for said in each.left_out],
        "asks": each.asks,
        "against": [_against(each, held) for held in each.held if held.estimate],
    }


def _against(each: Actuals, held: Held) -> dict[str, Any]:
    return {
        "input": each.path(held),
        "measured": held.measured.value,
        "p5": held.estimate.p5,
        "p95": held.estimate.p95,
        "inside": held.where == INSIDE,
    }


def sentences(each: Actuals) -> Iterator[str]:
    """Yield what was taken, left out and is open, as sentences."""
    for said in each.said:
        yield f"{said.count:,} {said.sentence}" if said.count else said.sentence
    for said in each.left_out:
        yield f"{said.count:,} {'row is' if said.count == 1 else 'rows are'} left out. {said.sentence}"
    for ask in each.asks:
        yield f"Asked: {ask}"
