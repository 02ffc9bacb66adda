"""From a table added up and what its columns mean to the days that can be stored."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from canvas.currencies import foreign_sign
from ledger.actuals.dates import DAY_FIRST, MONTH_FIRST, day_of, orders
from ledger.actuals.digest import Column, Digest, Part
from ledger.actuals.mappings import DOLLARS, ROWS, TRACES, Mapping
from ledger.actuals.refusals import ActualsRefused, quoted
from ledger.rules import ACTUAL_COUNTS, ACTUAL_MONEY

# So many rows of the log leave room to undo an import and what was done before it.
MOST_DAYS = 800
MOST_COUNTED = Decimal(10) ** 15
MOST_MONEY = Decimal(10) ** 9
LABELS = {
    "uses": "Uses",
    "cost": "Cost",
    "revenue": "Revenue",
    "input_tokens": "Input tokens",
    "output_tokens": "Output tokens",
    "reviewed": "Reviewed",
}


class OrderUnknown(ActualsRefused):
    """Nothing in the dates says whether the day or the month comes first. Choose the order, then go on."""

    def __init__(self):
        super().__init__(self.__doc__)


@dataclass(frozen=True, slots=True)
class Day:
    """One day as counted; None where nothing was; money in the canvas's currency, to six decimals."""

    date: date
    uses: int | None = None
    cost: Decimal | None = None
    revenue: Decimal | None = None
    input_tokens: int | None = None
    output_tokens: int | None = None
    reviewed: int | None = None


def days_of(digest: Digest, mapping: Mapping, *, currency: str, usd_rate: Decimal | None) -> list[Day]:
    """Return the days of a table on which something was counted, oldest first; raises ActualsRefused.

    `usd_rate` is how much of `currency` a dollar is, asked for where the money is in dollars.
    """
    rate = _rate(mapping, currency, usd_rate)
    columns = dict(_columns(digest, mapping, currency))
    if not columns and not mapping.uses:
        raise ActualsRefused("Choose at least one column besides the date: how often it was used, or what that cost.")
    found: dict[date, dict[str, Decimal]] = defaultdict(dict)
    for day, part in _dated(digest, mapping):
        _add(found[day], part, mapping, columns)
    if len(found) > MOST_DAYS:
        raise ActualsRefused(
            f"This has {len(found):,} days, and {MOST_DAYS:,} is the most. Import fewer years at once."
        )
    return [_day(day, found[day], rate) for day in sorted(found) if found[day]]


def _rate(mapping: Mapping, currency: str, usd_rate: Decimal | None) -> Decimal:
    if mapping.money != DOLLARS or currency == "USD" or not (mapping.cost or mapping.revenue):
        return Decimal(1)
    if usd_rate is None:
        raise ActualsRefused(
            f"These costs are in US dollars, and this canvas does not say what a dollar is in {currency}. "
            "Say so in the canvas’s settings, then import."
        )
    return Decimal(usd_rate)


def _columns(digest: Digest, mapping: Mapping, currency: str) -> Iterator[tuple[str, int]]:
    """The place of each column of numbers that is wanted, by what it means."""
    for name in (*ACTUAL_COUNTS, *ACTUAL_MONEY):
        place = getattr(mapping, name)
        if not place or place in (ROWS, TRACES):
            continue
        column = digest.columns[int(place)]
        if column.number_problem:
            raise ActualsRefused(column.number_problem)
        if name in ACTUAL_COUNTS and column.fraction:
            raise ActualsRefused(
                f"Row {column.fraction}, {quoted(column.name)}: this is not a whole number, and {LABELS[name].lower()} "
                "are counted in whole numbers. Choose another column."
            )
        if name in ACTUAL_MONEY:
            _refuse_foreign(column, "USD" if mapping.money == DOLLARS else currency)
        yield name, int(place)


def _refuse_foreign(column: Column, currency: str) -> None:
    if sign := foreign_sign(column.sign, currency):
        raise ActualsRefused(f"{quoted(column.name)} is taken as {currency}, and {sign} is not. Convert it first.")


def _dated(digest: Digest, mapping: Mapping) -> Iterator[tuple[date, Part]]:
    if not mapping.date:
        raise ActualsRefused("Choose the column that holds the date.")
    column = digest.columns[int(mapping.date)]
    if column.date_problem:
        raise ActualsRefused(column.date_problem)
    at = digest.dates.index(int(mapping.date))
    order = _order(digest, mapping, at)
    for part in digest.parts:
        day = day_of(part.days[at], order)
        if day is None:
            said = "the day before the month" if order == DAY_FIRST else "the month before the day"
            raise ActualsRefused(f"Row {part.first_row}: {quoted(part.days[at])} is no date with {said}.")
        yield day, part


def _order(digest: Digest, mapping: Mapping, at: int) -> str:
    keys = [part.days[at] for part in digest.parts]
    if not any("/" in key for key in keys):
        return DAY_FIRST
    if mapping.order:
        return mapping.order
    possible = orders(keys)
    if len(possible) == 2:
        raise OrderUnknown
    if not possible:
        rows = [_row_against(digest, at, order) for order in (MONTH_FIRST, DAY_FIRST)]
        raise ActualsRefused(
            f"Some dates have the day first and some the month: see rows {min(rows)} and {max(rows)}. Write them alike."
        )
    return possible.pop()


def _row_against(digest: Digest, at: int, order: str) -> int:
    return next(part.first_row for part in digest.parts if day_of(part.days[at], order) is None)


def _add(totals: dict[str, Decimal], part: Part, mapping: Mapping, columns: dict[str, int]) -> None:
    fresh = {name: part.sums[at] for name, at in columns.items() if at in part.sums}
    if mapping.uses in (ROWS, TRACES):
        fresh["uses"] = Decimal(part.rows if mapping.uses == ROWS else part.traces)
    for name, number in fresh.items():
        totals[name] = totals.get(name, Decimal(0)) + number


def _day(day: date, totals: dict[str, Decimal], rate: Decimal) -> Day:
    counts = {name: int(totals[name]) for name in ACTUAL_COUNTS if name in totals}
    money = {name: round(totals[name] * rate, 6) for name in ACTUAL_MONEY if name in totals}
    over = [name for name, number in counts.items() if number >= MOST_COUNTED]
    over += [name for name, amount in money.items() if amount >= MOST_MONEY]
    if over:
        raise ActualsRefused(f"{LABELS[over[0]]} on {day:%Y-%m-%d}: this adds up to more than can be stored.")
    kept: dict[str, Any] = {**counts, **money}
    return Day(day, **kept)
