"""A table of what was counted, from wherever people have it, read into days: pure, without a database.

`read` adds a file up into a `Digest` of sums for each day; `guess` says what its columns mean; `Taken` gives the days,
what is asked, and the sentences that say what was taken, converted and left out. What can't be read at all is a
`TableRefused` with a sentence.
"""

from ledger.tables.asks import LABELS, Ask
from ledger.tables.digest import Column, Digest
from ledger.tables.limits import MOST_BYTES, MOST_ROWS, TOO_LARGE, check_size
from ledger.tables.meanings import DATE, MEASURES, ROWS, TRACES, Meaning, guess
from ledger.tables.money import Canvas
from ledger.tables.reading import read
from ledger.tables.refusals import TableRefused
from ledger.tables.sentences import Said, how_read, left_out, taken_sentences
from ledger.tables.sources import SOURCES
from ledger.tables.taking import Day, Taken

__all__ = [
    "DATE",
    "LABELS",
    "MEASURES",
    "MOST_BYTES",
    "MOST_ROWS",
    "ROWS",
    "SOURCES",
    "TOO_LARGE",
    "TRACES",
    "Ask",
    "Canvas",
    "Column",
    "Day",
    "Digest",
    "Meaning",
    "Said",
    "TableRefused",
    "Taken",
    "check_size",
    "guess",
    "how_read",
    "left_out",
    "read",
    "taken_sentences",
]
