"""Which column means what: guessed from the header, then said by a person."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from ledger.actuals.digest import Digest
from ledger.actuals.names import DATES, LITELLM, NUMBERS, PLAIN, plain, source_of

# How uses are counted where no column says it.
ROWS, TRACES = "rows", "traces"
CANVAS, DOLLARS = "canvas", "usd"


@dataclass(frozen=True, slots=True)
class Mapping:
    """The places of columns, as text, "" for what is not in the table; `uses` may be "rows" or "traces" too.

    `order` is "day" or "month", whichever comes first in a date such as 11/12/2026; "" where the table tells.
    `money` is "canvas" or "usd": what costs and revenue are in.
    """

    date: str = ""
    order: str = ""
    uses: str = ""
    cost: str = ""
    revenue: str = ""
    input_tokens: str = ""
    output_tokens: str = ""
    reviewed: str = ""
    money: str = CANVAS

    @property
    def key(self) -> str:
        """The whole of it in one text, by which two are compared."""
        return "|".join(asdict(self).values())


def guess(digest: Digest, source: str = "") -> Mapping:
    """Return what the columns mean by their names; `source` says where the table comes from, "" leaves it to them.

    A column that can't be read is named all the same where its name says what it is, so that its fault comes out.
    """
    source = source or source_of([column.name for column in digest.columns])
    numbers = [at for at, column in enumerate(digest.columns) if column.is_number]
    numbers += [at for at in range(len(digest.sample[0])) if at not in numbers and not digest.columns[at].is_empty]
    found = {name: _named(digest, numbers, names) for name, names in NUMBERS.items()}
    dates = [at for at in digest.dates if digest.columns[at].is_date] or list(digest.dates)
    date = _named(digest, dates, DATES) or str(dates[0])
    uses = found.pop("uses") or _counted(digest, int(date), source)
    return Mapping(date=date, uses=uses, money=CANVAS if source == PLAIN else DOLLARS, **found)


def _named(digest: Digest, places: Iterable[int], names: tuple[str, ...]) -> str:
    by_name = {plain(digest.columns[at].name): at for at in reversed(list(places))}
    return next((str(by_name[name]) for name in names if name in by_name), "")


def _counted(digest: Digest, date: int, source: str) -> str:
    """A table with several rows a day has a row for each call."""
    if digest.trace is not None and source != LITELLM:
        return TRACES
    at = digest.dates.index(date)
    days = {part.days[at] for part in digest.parts}
    return ROWS if digest.rows > len(days) else ""
