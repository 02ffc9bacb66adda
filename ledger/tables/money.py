"""Which currency a column's amounts are in, and what they come to in the canvas's."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ledger.tables.currencies import DOLLAR, currency_of, sign_of_header
from ledger.tables.digest import Digest
from ledger.tables.meanings import Meaning
from ledger.tables.names import words_of
from ledger.tables.sources import IN_DOLLARS

OUT = "out"
IN_CELLS, IN_HEADER, IN_COLUMN = "the sign in its cells", "its header", "the column of currencies"


@dataclass(frozen=True, slots=True)
class Canvas:
    """What a canvas counts in: its currency, and how much of it a dollar is, None where that was not said."""

    currency: str
    usd_rate: Decimal | None = None

    def factor(self, code: str) -> Decimal | None:
        """Return what one of a currency is in the canvas's own, None where that is not known."""
        if code == self.currency:
            return Decimal(1)
        return self.usd_rate if code == DOLLAR and self.currency != DOLLAR else None


@dataclass(frozen=True, slots=True)
class Stated:
    """A currency in which amounts stand: its sign or code as written, by what it is told, and its code, "" if open."""

    place: int
    sign: str
    code: str
    by: str

    @property
    def ask(self) -> str:
        """The id of what is asked about it."""
        return f"currency-{self.place}-{self.code or 'sign'}"


def stated(digest: Digest, place: int, sign: str, row_code: str, canvas: Canvas) -> Stated:
    """Return the currency of the cells of a column beside which a sign stood, in rows that name a currency."""
    name = digest.columns[place].name
    of_header = sign_of_header(name, words_of(name))
    known = sign if sign == "$" or currency_of(sign, canvas.currency) else ""
    for said, by in ((known, IN_CELLS), (of_header, IN_HEADER), (row_code, IN_COLUMN)):
        if said:
            return Stated(place, said, _code(said, canvas, digest, of_header or row_code), by)
    if digest.source in IN_DOLLARS:
        return Stated(place, "", DOLLAR, "where the table comes from")
    return Stated(place, "", canvas.currency, "")


def _code(said: str, canvas: Canvas, digest: Digest, more: str) -> str:
    """The code of a sign: that of a known source is the US dollar, and a code in the header tells which dollar."""
    if said == "$" and digest.source in IN_DOLLARS:
        return DOLLAR
    if said == "$" and len(more) == 3:
        return more
    return currency_of(said, canvas.currency)


def stated_in(digest: Digest, meaning: Meaning, role: str, canvas: Canvas) -> Iterator[Stated]:
    """Yield each currency in which the amounts of a role stand, once."""
    seen = set()
    for part in digest.parts:
        for place, sign in part.sums:
            if meaning.roles[place] == role:
                found = stated(digest, place, sign, part.code, canvas)
                if (found.place, found.code) not in seen:
                    seen.add((found.place, found.code))
                    yield found


def factor_of(found: Stated, meaning: Meaning, canvas: Canvas) -> Decimal | None:
    """Return by what amounts are multiplied: as answered where it was asked; None while it is open, 0 for left out."""
    answer = meaning.answers.get(found.ask, "")
    if answer == OUT:
        return Decimal(0)
    return canvas.factor(answer or found.code)
