"""The press's own side: it imports WeasyPrint once, then makes a PDF of each job (html, css, must_fit)."""

import sys
from collections.abc import Callable

from workers.serving import answer_jobs

MEMORY_LIMIT = 3 * 1024**3
NICENESS = 5
FORBIDDEN_EVENTS = frozenset(
    ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "subprocess.Popen", "os.system", "os.exec")
)


def serve(connection) -> None:
    """Run the worker on its end of the pipe."""
    answer_jobs(connection, prepare, most_memory=MEMORY_LIMIT, niceness=NICENESS)


def prepare() -> Callable:
    """Import WeasyPrint, which takes seconds and 100 MB, and lock what it has no use for."""
    from exports.press.typesetter import typeset

    sys.addaudithook(forbid)
    return lambda html, css, must_fit: typeset(html, css, must_fit=must_fit)


def forbid(event: str, arguments) -> None:
    """Second lock behind the fetcher: from here no address is opened and no program run, whoever asks."""
    if event in FORBIDDEN_EVENTS:
        raise PermissionError(f"The PDF worker may not do this: {event}")
