"""The press's own side: it imports WeasyPrint once, then makes a PDF, or pictures of one, of each job."""

import sys
from collections.abc import Callable

from exports.press.jobs import DRAW, TYPESET
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
    """Import WeasyPrint, which takes seconds and 100 MB, read the faces, and lock what it has no use for."""
    from exports.press.pictures import draw_pages
    from exports.press.typesetter import fonts, typeset

    fonts()
    sys.addaudithook(forbid)
    jobs: dict[str, Callable] = {TYPESET: typeset, DRAW: draw_pages}
    return lambda job, *arguments: jobs[job](*arguments)


def forbid(event: str, arguments) -> None:
    """Second lock behind the fetcher: from here no address is opened and no program run, whoever asks."""
    if event in FORBIDDEN_EVENTS:
        raise PermissionError(f"The PDF worker may not do this: {event}")
