"""What the log leaves out."""

import logging


class RefusalsInOneLine(logging.Filter):
    """Let a refused request stand in one line: that somebody may not do something is no fault of ours to trace."""

    def filter(self, record: logging.LogRecord) -> bool:
        if getattr(record, "status_code", None) == 403:
            record.exc_info = None
        return True
