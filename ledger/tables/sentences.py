"""What is said of a table before anything of it is kept: what was recognised, taken, converted, netted and left out."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ledger.tables.digest import LeftOut
from ledger.tables.marks import mark_of
from ledger.tables.meanings import COUNTS, MEASURES, MONEY, ROWS, TRACES
from ledger.tables.money import OUT, stated_in
from ledger.tables.numbers import COMMA
from ledger.tables.refusals import quoted
from ledger.tables.strays import HEADER, NO_DAY, NOTE, SUM, TOTAL, WRONG_DAY
from ledger.tables.taking import MONTH_SUM, Taken


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence about so many rows or cells; `count` is 0 where it is about the whole."""

    count: int
    sentence: str


def left_out(taken: Taken) -> list[Said]:
    """Return the rows that were left out, by what they are."""
    return [Said(each.rows, _why(each)) for each in taken.left_out]


def _why(each: LeftOut) -> str:
    one = each.rows == 1
    first = f"row {each.first_row:,}" if one else f"the first is row {each.first_row:,}"
    return {
        TOTAL: f"{'It is a line' if one else 'They are lines'} of totals ({first}).",
        SUM: f"{'It is' if one else 'Each is'} the sum of the others ({first}).",
        HEADER: f"{'It repeats' if one else 'They repeat'} the header ({first}).",
        NO_DAY: f"{'It has' if one else 'They have'} no day ({first}).",
        NOTE: f"{'It holds' if one else 'They hold'} neither a day nor a number ({first}).",
        MONTH_SUM: f"{'It sums up a month' if one else 'They sum up months'} whose days stand here ({first}).",
        WRONG_DAY: f"The day reads {quoted(each.cell)}, which there isn’t ({first}).",
    }[each.kind]


def taken_sentences(taken: Taken) -> list[Said]:
    """Return what was taken, and how it was read."""
    return [*_rows(taken), *_spread(taken), *_converted(taken), *_netted(taken), *_nothing(taken), *_marks(taken)]


def _rows(taken: Taken) -> Iterator[Said]:
    verb = "row is taken" if taken.rows == 1 else "rows are taken"
    counted = {
        ROWS: ", each as one use",
        TRACES: ", each different trace as one use",
    }.get(taken.meaning.counted, "")
    silent = "; it doesn’t say how often it was used" if taken.rows == 1 else "; none says how often it was used"
    uses = "" if taken.meaning.places("uses") or counted else silent
    yield Said(taken.rows, f"{verb}{counted}{uses}.")


def _spread(taken: Taken) -> Iterator[Said]:
    if taken.spans:
        one = taken.spans == 1
        yield Said(taken.spans, f"{'period is' if one else 'periods are'} spread evenly over the days.")


def _converted(taken: Taken) -> Iterator[Said]:
    canvas = taken.canvas
    for measure in MONEY:
        for found in stated_in(taken.digest, taken.meaning, measure, canvas):
            code = taken.meaning.answers.get(found.ask) or found.code
            if code and code not in (canvas.currency, OUT) and canvas.factor(code):
                by = f" by {found.by}" if found.by else ""
                name = quoted(taken.digest.columns[found.place].name)
                rate = f"{canvas.usd_rate.normalize():f}"
                yield Said(0, f"{name} is in {code}{by}; it is converted at {rate} {canvas.currency} a dollar.")


def _netted(taken: Taken) -> Iterator[Said]:
    for measure in MONEY:
        for place in taken.meaning.places(measure):
            column = taken.digest.columns[place]
            if column.below:
                what = "credit is" if column.below == 1 else "credits are"
                yield Said(column.below, f"{what} netted, {_amount(-column.below_sum)} in all.")


def _amount(value: Decimal) -> str:
    return f"{value.normalize():,f}"


def _nothing(taken: Taken) -> Iterator[Said]:
    for measure in MEASURES:
        for place in taken.meaning.places(measure):
            column = taken.digest.columns[place]
            if count := column.nothing + column.words:
                verb = "cell says" if count == 1 else "cells say"
                what = "no charge" if measure == "cost" else "nothing counted"
                yield Said(count, f"{verb} {quoted(column.word)} or the like in {quoted(column.name)}: read as {what}.")


def _marks(taken: Taken) -> Iterator[Said]:
    for measure in MEASURES:
        for place in taken.meaning.places(measure):
            if _has_comma(taken, place, measure):
                yield Said(0, f"{quoted(taken.digest.columns[place].name)} has a decimal comma.")


def _has_comma(taken: Taken, place: int, measure: str) -> bool:
    column = taken.digest.columns[place]
    told = mark_of(taken.digest, place, is_count=measure in COUNTS)
    mark = told or taken.meaning.answers.get(f"mark-{place}", "")
    return mark == COMMA and COMMA in column.proofs + column.either_cell


def how_read(taken: Taken, place: int) -> list[str]:
    """Return how the cells of a column are read: in which currency and by what it is told, with a decimal comma."""
    measure = taken.meaning.roles[place]
    if measure not in MEASURES:
        return []
    stated = stated_in(taken.digest, taken.meaning, measure, taken.canvas) if measure in MONEY else ()
    said = [f"{found.code} by {found.by}" for found in stated if found.place == place and found.code and found.by]
    return [*said, "decimal comma"] if _has_comma(taken, place, measure) else said
