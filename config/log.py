"""What a line of the log holds, and what it leaves out."""

import logging
import re

from ui.audit import ASKED

# The token of a sign-in link, wherever it stands: behind its address, or by its length alone.
TOKEN = re.compile(r"(?<=sign-in/)[^/\s\"']+|(?<![\w-])[\w-]{43}(?![\w-])")


class RefusalsInOneLine(logging.Filter):
    """Let a refused request stand in one line: that somebody may not do something is no fault of ours to trace."""

    def filter(self, record: logging.LogRecord) -> bool:
        if getattr(record, "status_code", None) == 403:
            record.exc_info = None
        return True


class Line(logging.Formatter):
    """A line with the id of the request that it is about, and without the token of any sign-in link."""

    def format(self, record: logging.LogRecord) -> str:
        record.request_id = ASKED.get().id
        return TOKEN.sub("…", super().format(record))
