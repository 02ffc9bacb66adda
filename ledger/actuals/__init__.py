"""What was counted, read from a table that people export: pure, without a database.

A table is read once into a `Digest` of sums for each day (`read`); a `Mapping` says what its columns mean (`guess`
makes the first); `days_of` gives the days that can be stored. What is wrong is an `ActualsRefused` with a sentence.
"""

from ledger.actuals.daily import LABELS, Day, OrderUnknown, days_of
from ledger.actuals.digest import Digest
from ledger.actuals.mappings import CANVAS, DOLLARS, ROWS, TRACES, Mapping, guess
from ledger.actuals.names import SOURCES
from ledger.actuals.reading import read
from ledger.actuals.refusals import ActualsRefused
from ledger.actuals.text import MOST_BYTES, MOST_ROWS, TOO_LARGE, check_size

__all__ = [
    "CANVAS",
    "DOLLARS",
    "LABELS",
    "MOST_BYTES",
    "MOST_ROWS",
    "ROWS",
    "SOURCES",
    "TOO_LARGE",
    "TRACES",
    "ActualsRefused",
    "Day",
    "Digest",
    "Mapping",
    "OrderUnknown",
    "check_size",
    "days_of",
    "guess",
    "read",
]
