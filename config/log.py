"""What a line of the log holds, and what it leaves out."""

import logging
import re

from ui.audit import ASKED

# The token of a sign-in link, wherever it stands: behind its address, or by its length alone.
TOKEN = re.compile(r"(?<=sign-in/)[^/\s\"']+|(?<![\w-])[\w-]{43}(?![\w-])")


class RefusalsInOneLine(logging.Filter):
    """Let a refused request stand in one line: that somebody may not do something is no fault of ours to trace.

    So does one for which the database was not there, with its cause: there are many of them while it is away.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        status = getattr(record, "status_code", None)
        if status == 503 and record.exc_info:
            record.msg, record.args = f"{record.getMessage()}: {record.exc_info[1]}", ()
        if status in (403, 503):
            record.exc_info = None
        return True


class Line(logging.Formatter):
    """A line with the id of the request that it is about, and without the token of any sign-in link."""

    def format(self, record: logging.LogRecord) -> str:
        record.request_id = ASKED.get().id
        return TOKEN.sub("…", super().format(record))
