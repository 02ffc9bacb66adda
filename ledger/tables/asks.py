"""What a table leaves open: a sentence, the answers that there are, and the one that is proposed."""

from collections.abc import Iterator
from dataclasses import dataclass

from ledger.tables.dates import DAY_FIRST, MONTH_FIRST, days_of_key, orders
from ledger.tables.digest import Digest
from ledger.tables.marks import likely_mark, mark_of
from ledger.tables.meanings import COUNTS, MEASURES, MONEY, Meaning
from ledger.tables.money import OUT, Canvas, Stated, factor_of, stated_in
from ledger.tables.names import cost_rank, is_credit
from ledger.tables.numbers import COMMA, POINT, read_cell
from ledger.tables.refusals import quoted
from ledger.tables.strays import WRONG_DAY
from ledger.tables.tokens import INCLUSIVE, PARTS

LABELS = {
    "uses": "Uses",
    "cost": "Cost",
    "revenue": "Revenue",
    "input_tokens": "Tokens in",
    "output_tokens": "Tokens out",
    "reviewed": "Reviewed",
}
ORDER, CACHE, SKIP, OFF = "order", "cache", "skip", "off"
# Up to this rank a name of a cost says that credits are in it: effective, net and total ones.
NETTED = 2


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked: its id, a sentence, the answers with their words, the proposed one, and what waits for it.

    `measure` is the measure that is not known until then; "" where it is the days, or none.
    """

    id: str
    sentence: str
    choices: tuple[tuple[str, str], ...]
    proposed: str
    measure: str = ""


def asks_of(digest: Digest, meaning: Meaning, canvas: Canvas) -> list[Ask]:
    """Return what a table leaves open as it is understood, answered or not."""
    found = [*_order(digest, meaning), *_wrong_days(digest), *_cache(digest, meaning)]
    for measure in MEASURES:
        for place in meaning.places(measure):
            found += [*_marks(digest, place, measure), *_wrong(digest, place, measure)]
        if measure == "cost":
            found += _credits(digest, meaning)
        if measure in MONEY:
            stated = stated_in(digest, meaning, measure, canvas)
            found += [each for currency in stated for each in _currency(digest, currency, measure, canvas)]
    return found


def is_open(ask: Ask, meaning: Meaning) -> bool:
    """Whether nobody has answered."""
    return meaning.answers.get(ask.id) not in {answer for answer, _ in ask.choices}


def order_of(digest: Digest, meaning: Meaning) -> str:
    """Return whether the day or the month comes first in the days of a table, "" where that is open."""
    told = _told_order(digest, meaning)
    return told or {"day": DAY_FIRST, "month": MONTH_FIRST}.get(meaning.answers.get(ORDER, ""), "")


def keys_of(digest: Digest, meaning: Meaning) -> list[str]:
    """Return what the column of the day names, each once, in the order of the table."""
    if meaning.date not in digest.dates:
        return []
    at = digest.dates.index(meaning.date)
    return list(dict.fromkeys(part.days[at] for part in digest.parts if part.days[at]))


def _told_order(digest: Digest, meaning: Meaning) -> str:
    keys = [key for key in keys_of(digest, meaning) if "/" in key]
    possible = orders(keys)
    if not keys or len(possible) == 1:
        return possible.pop() if keys else DAY_FIRST
    return _order_by_neighbours(keys) if possible else ""


def _order_by_neighbours(keys: list[str]) -> str:
    """Days in a row one way, and one day of each month the other way: days in a row are meant, unless it is the 1st."""
    dates = {order: sorted(days_of_key(key, order)[0] for key in keys) for order in (DAY_FIRST, MONTH_FIRST)}
    for order, other in ((DAY_FIRST, MONTH_FIRST), (MONTH_FIRST, DAY_FIRST)):
        in_a_row = len(keys) > 1 and (dates[order][-1] - dates[order][0]).days == len(keys) - 1
        if in_a_row and {day.day for day in dates[other]} != {1} and len({day.day for day in dates[other]}) == 1:
            return order
    return ""


def _order(digest: Digest, meaning: Meaning) -> Iterator[Ask]:
    if _told_order(digest, meaning):
        return
    keys = [key for key in keys_of(digest, meaning) if "/" in key]
    said = {order: _first_day(keys, order) for order in (DAY_FIRST, MONTH_FIRST)}
    choices = tuple((order, f"{said[order]}: the {order} comes first") for order in (DAY_FIRST, MONTH_FIRST))
    name = quoted(digest.columns[meaning.date].name)
    if not orders(keys):
        sentence = f"In {name} some dates have the day first and some the month. Which of the two is meant?"
    else:
        sentence = f"{said[DAY_FIRST]} or {said[MONTH_FIRST]}? Nothing in {name} tells the day from the month."
    yield Ask(ORDER, sentence, choices, MONTH_FIRST if _is_american(digest) else DAY_FIRST)


def _first_day(keys: list[str], order: str) -> str:
    telling = [key for key in keys if days_of_key(key, DAY_FIRST) != days_of_key(key, MONTH_FIRST)]
    day = next(day for key in telling for day in days_of_key(key, order))
    return f"{day.day} {day:%b %Y}"


def _is_american(digest: Digest) -> bool:
    return any("$" in column.name or "$" in column.example for column in digest.columns)


def _wrong_days(digest: Digest) -> Iterator[Ask]:
    found = next((each for each in digest.left_out if each.kind == WRONG_DAY), None)
    if found:
        rest = f" So do {found.rows - 1} more." if found.rows > 1 else ""
        sentence = f"Row {found.first_row:,}: the day reads {quoted(found.cell)}, which there isn’t.{rest}"
        which = f"row {found.first_row:,}" if found.rows == 1 else f"these {found.rows:,} rows"
        yield Ask("wrong-day", sentence, ((SKIP, f"Import without {which}"),), SKIP)


def _cache(digest: Digest, meaning: Meaning) -> Iterator[Ask]:
    if meaning.cache or not meaning.cached or not meaning.places("input_tokens"):
        return
    whole = quoted(digest.columns[meaning.places("input_tokens")[0]].name)
    rest = [quoted(digest.columns[place].name) for place in meaning.cached if meaning.roles[place] != "input_tokens"]
    yield Ask(
        CACHE,
        f"Does {whole} hold the tokens of {' and '.join(rest)} too? Nothing in the table tells.",
        ((INCLUSIVE, "It holds all tokens of a call"), (PARTS, "They come on top")),
        INCLUSIVE,
        "input_tokens",
    )


def _marks(digest: Digest, place: int, measure: str) -> Iterator[Ask]:
    if mark_of(digest, place, is_count=measure in COUNTS):
        return
    column = digest.columns[place]
    read = read_cell(column.either_cell)
    comma, point = (f"{value:,f}" for value in (read.other, read.value))
    yield Ask(
        f"mark-{place}",
        f"{comma} or {point}? In {quoted(column.name)} {_cells(column.either)} can be read both ways, such as "
        f"{quoted(column.either_cell)}.",
        ((COMMA, f"{comma}: a decimal comma"), (POINT, f"{point}: a decimal point")),
        likely_mark(digest, place),
        measure,
    )


def _cells(count: int) -> str:
    return "1 cell" if count == 1 else f"{count:,} cells"


def _wrong(digest: Digest, place: int, measure: str) -> Iterator[Ask]:
    column = digest.columns[place]
    if column.wrong:
        rest = f", and {_cells(column.wrong - 1)} more like it" if column.wrong > 1 else ""
        yield Ask(
            f"wrong-{place}",
            f"Row {column.wrong_row:,}, {quoted(column.name)}: {quoted(column.wrong_cell)} {column.why}{rest}.",
            ((SKIP, f"Leave {'it' if column.wrong == 1 else 'them'} out"), (OUT, "Leave the column out")),
            SKIP,
            measure,
        )
    if measure in COUNTS and column.below:
        sentence = f"{quoted(column.name)} holds {_cells(column.below)} below zero, and what was counted can’t be."
        yield Ask(f"below-{place}", sentence, ((OUT, "Leave the column out"),), OUT, measure)


def _credits(digest: Digest, meaning: Meaning) -> Iterator[Ask]:
    """A column of credits below zero beside a cost that doesn't say that they are in it."""
    cost = meaning.places("cost")
    if not cost or any(cost_rank(digest.columns[place].name) <= NETTED for place in cost):
        return
    for place, column in enumerate(digest.columns):
        if is_credit(column.name) and column.below and not meaning.roles[place]:
            yield Ask(
                f"credit-{place}",
                f"Is {quoted(column.name)} in {quoted(digest.columns[cost[0]].name)} already? It holds "
                f"{column.below_sum.normalize():,f} in all.",
                ((OUT, "It is: leave it out"), (OFF, "It isn’t: take it off the cost")),
                OFF,
                "cost",
            )


def _currency(digest: Digest, found: Stated, measure: str, canvas: Canvas) -> Iterator[Ask]:
    if found.code and canvas.factor(found.code) is not None:
        return
    name, own = quoted(digest.columns[found.place].name), canvas.currency
    out = (OUT, "Leave it out")
    if not found.code:
        usd = (("USD", f"US dollars, at {canvas.usd_rate.normalize():f}"),) if canvas.usd_rate else ()
        choices = ((own, own), *usd, out)
        sentence = f"Which currency is {name} in? {found.sign} may be {own} or US dollars."
        yield Ask(found.ask, sentence, choices, own, measure)
        return
    cure = " Say in the canvas’s settings what a dollar is, then read the table again." if found.code == "USD" else ""
    sentence = f"{name} is in {found.code} by {found.by}, and nothing says what that is in {own}.{cure}"
    yield Ask(found.ask, sentence, (out, (own, f"It is in {own} after all")), OUT, measure)


def factor_is_open(found: Stated, meaning: Meaning, canvas: Canvas) -> bool:
    """Whether amounts in a currency can't be converted, and nobody has said what to do."""
    return factor_of(found, meaning, canvas) is None
