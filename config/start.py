"""From a process to a server: the port, the process or processes behind it, and what is done once they answer."""

import contextlib
import socket
import sys
import threading
import time
from typing import Any

import uvicorn
from django.conf import settings
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import Multiprocess

from config.backup.before_migration import remove_outlived

QUESTION = b"GET /health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
YES = b"HTTP/1.1 200"
# Where to ask what listens at every address.
HERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104
PAUSE_SECONDS = 0.1


def run_server(options: dict[str, Any]) -> None:
    """Serve with uvicorn's `options` until the process is told to end."""
    config = uvicorn.Config("config.asgi:application", **options)
    # Where the port is taken this ends the process, before anything is noted of a start.
    listener = config.bind_socket()
    threading.Thread(target=note_start, name="note-start", daemon=True).start()
    server = uvicorn.Server(config)
    with contextlib.suppress(KeyboardInterrupt):
        if config.workers > 1:
            Multiprocess(config, sockets=[listener]).run()
        else:
            server.run(sockets=[listener])
    if config.workers == 1 and not server.started:
        sys.exit(STARTUP_FAILURE)


def note_start() -> None:
    """Once the product is ready, note where it is served, and remove the backups that it needs no longer."""
    while not is_ready():
        time.sleep(PAUSE_SECONDS)
    with contextlib.suppress(FileNotFoundError):
        remove_outlived(settings.SERVED_FILE.stat().st_mtime)
    settings.SERVED_FILE.write_text(settings.ORIGIN, encoding="utf-8")


def is_ready() -> bool:
    """Ask the product over its own port, as a supervisor does, whether people can work with it."""
    try:
        with socket.create_connection((HERE.get(settings.BIND, settings.BIND), settings.PORT), timeout=5) as connection:
            connection.sendall(QUESTION)
            return connection.recv(len(YES), socket.MSG_WAITALL) == YES
    except OSError:
        return False
