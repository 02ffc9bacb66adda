"""Whether a column's numbers have a decimal point or a decimal comma, where its cells can be read with both."""

from ledger.tables.digest import Column, Digest
from ledger.tables.numbers import COMMA, POINT

UNTOLD = ""


def mark_of(digest: Digest, place: int, *, is_count: bool) -> str:
    """Return the decimal mark of a column, "" where both readings are possible.

    A column's own cells tell it; else, of counts, which are whole, the numbers; else the other columns; else what
    separates the cells: what a program wrote with commas between its cells has a point.
    """
    column = digest.columns[place]
    if not column.either or column.proofs in (POINT, COMMA):
        return column.proofs or POINT
    told = _of_counts(column) if is_count else UNTOLD
    return told or _of_table(digest, place) or _of_form(digest, column, is_count=is_count)


def likely_mark(digest: Digest, place: int) -> str:
    """Return the reading to propose where both are possible."""
    has_dots = any(digest.columns[at].is_dotted for at in digest.dates)
    wrote_comma = COMMA in digest.columns[place].either_cell
    if digest.delimiter in (";", "\t") or has_dots:
        return COMMA
    return POINT if wrote_comma else COMMA


def _of_counts(column: Column) -> str:
    if column.fraction and not column.fraction_other:
        return COMMA
    return POINT if column.fraction_other and not column.fraction else UNTOLD


def _of_table(digest: Digest, place: int) -> str:
    others = (each.proofs for at, each in enumerate(digest.columns) if at != place and each.is_number)
    proofs = {mark for each in others for mark in each}
    return proofs.pop() if len(proofs) == 1 else UNTOLD


def _of_form(digest: Digest, column: Column, *, is_count: bool) -> str:
    cell = column.either_cell
    if cell.startswith(("$", "£")) or "US$" in cell:
        return POINT
    if is_count and COMMA in cell:
        return POINT
    return POINT if COMMA not in cell and digest.delimiter in (",", "") else UNTOLD
