"""How much of a table is read: limits that are checked before anything is unpacked or read."""

from ledger.tables.refusals import TableRefused

MOST_BYTES = 10_000_000
# A workbook writes each cell with its place and its form: so much of it holds what 10 MB of text hold.
MOST_UNPACKED = 60_000_000
MOST_ROWS = 200_000
MOST_COLUMNS = 200
MOST_CELLS = 2_000_000
# The cells of a workbook are read one by one, with the form that they are shown in: so many in about 5 s.
MOST_WORKBOOK_CELLS = 300_000
TOO_LARGE = (
    f"This is more than {MOST_BYTES // 1_000_000} MB. Export a shorter time, or add the calls up by day before you "
    "import: a row for each day is enough."
)
UNPACKS_TOO_LARGE = (
    "Unpacked, this is more than {most} MB. Export a shorter time, or add the calls up by day before you import."
)


def check_size(size: int) -> None:
    """Refuse a file by its size, before it is read."""
    if size > MOST_BYTES:
        raise TableRefused(TOO_LARGE)


def check_unpacked(size: int, most: int = MOST_BYTES) -> None:
    """Refuse a file by what it says it unpacks to, or by what it has unpacked to so far."""
    if size > most:
        raise TableRefused(UNPACKS_TOO_LARGE.format(most=most // 1_000_000))


def check_rows(number: int) -> None:
    """Refuse a table at the first row that is one too many."""
    if number > MOST_ROWS + 1:
        raise TableRefused(
            f"This has more than {MOST_ROWS:,} rows. Export a shorter time, or add the calls up by day first."
        )


def check_cells(count: int) -> None:
    """Refuse what holds more values than can be kept in memory at once."""
    if count > MOST_CELLS:
        raise TableRefused(
            f"This holds more than {MOST_CELLS:,} values. Export fewer columns, or add the calls up by day first."
        )


def check_workbook(count: int) -> None:
    """Refuse a workbook at the first row of cells that are too many."""
    if count > MOST_WORKBOOK_CELLS:
        raise TableRefused(
            f"This workbook holds more than {MOST_WORKBOOK_CELLS:,} cells. Save its sheet as CSV, which may hold more, "
            "or add the calls up by day first."
        )


def check_width(count: int) -> None:
    """Refuse a table that is too wide."""
    if count > MOST_COLUMNS:
        raise TableRefused(f"This has {count} columns, and {MOST_COLUMNS} is the most. Leave some out.")
