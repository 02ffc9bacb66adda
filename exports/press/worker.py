"""The worker process: it imports WeasyPrint once, then answers jobs over a pipe until the pipe closes.

Jobs are (html, css, must_fit); answers are ("ready", ""), ("printed", Printed) and, before the process ends,
("unavailable", why) or ("failed", why).
"""

import signal
import sys
import traceback

MEMORY_LIMIT = 3 * 1024**3
FORBIDDEN_EVENTS = frozenset(
    ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "subprocess.Popen", "os.system", "os.exec")
)


def serve(connection) -> None:
    """Run the worker on its end of the pipe."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal is for the parent, which ends us.
    limit_memory()
    try:
        from exports.press.typesetter import typeset
    except (ImportError, OSError) as missing:
        connection.send(("unavailable", str(missing).splitlines()[0]))
        return
    sys.addaudithook(forbid)
    connection.send(("ready", ""))
    try:
        while True:
            html, css, must_fit = connection.recv()
            connection.send(("printed", typeset(html, css, must_fit=must_fit)))
    except EOFError:
        return
    except Exception:
        connection.send(("failed", traceback.format_exc()))


def limit_memory() -> None:
    """Let a canvas that takes too much memory end this process, and not the machine."""
    try:
        import resource
    except ImportError:  # not on Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))


def forbid(event: str, arguments) -> None:
    """Second lock behind the fetcher: from here no address is opened and no program run, whoever asks."""
    if event in FORBIDDEN_EVENTS:
        raise PermissionError(f"The PDF worker may not do this: {event}")
