"""One file that brings everything back: taken of one moment, proved by being read again.

`taking` writes it, `restoring` proves it and puts it in place; `archive` knows its layout, `contents` what a database
says, `sqlite` and `postgresql` how each is copied, made aside and exchanged.
"""


class BackupError(Exception):
    """Something about a backup went wrong; the message says what, and what to do."""
