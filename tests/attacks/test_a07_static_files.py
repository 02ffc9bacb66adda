"""A07, A44: nothing but static files comes out of the static folder, however the path is written; tried on the
product as it is served, by bytes on the wire that no client library would send."""

import pytest
from django.conf import settings

from config.asgi import application
from tests.event_loop import run

# Django closes what a thread of the server has left open from an earlier test.
pytestmark = pytest.mark.django_db

CLIMBS = (
    "", "../", "../../", "..%2f", "%2e%2e/", "%2e%2e%2f", "..%5c", "..\\", "..\\..\\", "..%c0%af", "..%252f", "....//",
    "css/../../", "css/%2e%2e/%2e%2e/", "css\\..\\..\\", "/", "//", "%2f", "%00", "css/tokens.css/../../../", "./",
)  # fmt: skip
NAMES = (
    "canvas-ledger.sqlite3", "canvas-ledger.sqlite3-wal", "canvas-ledger.sqlite3-shm", "backup.sqlite3", "secret-key",
    "var/secret-key", ".git/config", ".git/HEAD", ".env", "config/settings.py", "manage.py", "pyproject.toml",
    "static/staticfiles.json", "etc/passwd", "exports/x.pdf", "css/tokens.css.bak", "css/",
)  # fmt: skip


def answer(raw_path: bytes) -> tuple[int, bytes]:
    """Return the status and body of a GET of exactly these bytes, through the product's own server."""
    sent = []

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    scope = {
        "type": "http",
        "method": "GET",
        "path": raw_path.decode("latin-1"),
        "raw_path": raw_path,
        "query_string": b"",
        "headers": [(b"host", b"127.0.0.1")],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 8000),
    }
    run(application(scope, receive, send))
    return sent[0]["status"], b"".join(message.get("body", b"") for message in sent[1:])


def test_a_static_file_is_served_this_way():
    status, body = answer(b"/static/css/tokens.css")
    assert status == 200
    assert b"--" in body


@pytest.mark.parametrize("climb", CLIMBS)
def test_nothing_of_the_machine_is_served(climb):
    secret = settings.SECRET_KEY.encode()
    for name in NAMES:
        for start in ("/static/", "/static", "/", "/media/", "/var/"):
            status, body = answer(f"{start}{climb}{name}".encode())
            assert status in (301, 302, 400, 404), (start, climb, name, status)
            assert secret not in body
            assert b"SQLite format" not in body
            assert b"root:" not in body


def test_the_folder_that_is_served_holds_nothing_that_the_machine_keeps():
    served = [settings.STATIC_ROOT, *settings.STATICFILES_DIRS]
    for kept in (settings.VAR_DIR, settings.VAR_DIR / "secret-key", settings.BASE_DIR):
        assert not any(kept.is_relative_to(folder) for folder in served)
    for folder in settings.STATICFILES_DIRS:
        kinds = {path.suffix for path in folder.rglob("*") if path.is_file()}
        assert kinds <= {".css", ".js", ".svg", ".woff2", ".png"}, kinds


def test_what_the_machine_keeps_is_for_its_owner_alone():
    assert (settings.VAR_DIR / "secret-key").stat().st_mode & 0o077 == 0
