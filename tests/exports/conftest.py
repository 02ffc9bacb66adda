import io
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pypdf
import pytest

from canvas import changes
from canvas.models import Note
from exports import actions
from exports.shelf import Shelf


@pytest.fixture(autouse=True)
def fresh_exports(tmp_path, monkeypatch):
    """An empty shelf, and nobody has asked for a PDF yet."""
    monkeypatch.setattr(actions, "shelf", Shelf(tmp_path / "exports"))
    actions.limit.clear()


@pytest.fixture
def canvas(canvas, olga):
    """A canvas with one note: without any there is nothing to print."""
    with changes.record(canvas, by=olga) as change:
        change.create(Note(block="key_activities", text="Asking who was there", position=1))
    canvas.refresh_from_db()
    return canvas


@pytest.fixture
def read_pdf():
    return lambda content: pypdf.PdfReader(io.BytesIO(content))


@pytest.fixture
def canary():
    """A web server that nobody may call: `canary.calls` lists who did."""

    class Canary(BaseHTTPRequestHandler):
        def do_GET(self):
            server.calls.append(self.path)
            self.send_response(302 if "redirect" in self.path else 200)
            if "redirect" in self.path:
                self.send_header("Location", "file:///etc/passwd")
            self.end_headers()
            self.wfile.write(b"canary")

        do_HEAD = do_POST = do_GET

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Canary)
    server.calls = []
    server.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def text_of(pdf) -> str:
    """Return everything that a PDF says, in one line of words."""
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
