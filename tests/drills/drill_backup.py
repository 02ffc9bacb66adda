"""B08: a backup taken while people write brings back everything that was acknowledged before it began."""

import re
import sqlite3
import threading
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.drills.product import PASSWORD, Server

HTMX = {"HX-Request": "true"}
WRITERS = 3
EDITS_BEFORE = 10


class Writer(threading.Thread):
    """Somebody who edits one note over and over; `acknowledged` is the number of the last edit that was taken."""

    def __init__(self, browser, canvas: str, name: str):
        super().__init__(name=name)
        self.browser, self.canvas = browser, canvas
        self.address = f"{canvas}notes/new/?block=cost_structure"
        self.acknowledged = 0
        self.enough = threading.Event()
        self.has_begun = threading.Event()

    def run(self):
        while not self.enough.is_set():
            self.edit(self.acknowledged + 1)
            if self.acknowledged == EDITS_BEFORE:
                self.has_begun.set()

    def edit(self, number: int) -> None:
        editor = self.browser.get(self.address, **HTMX).text
        self.address = re.search(r'action="([^"]+)"', editor)[1]
        fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', editor))
        fields |= {"text": f"{self.name} {number}.", "status": "assumption"}
        answer = self.browser.post(self.address, fields)
        assert answer.status == 302, (answer.status, answer.text)
        self.acknowledged = number


def write_together(server: Server) -> list[Writer]:
    olga = server.sign_in("Olga")
    workspace = olga.get("/").headers["Location"]
    canvas = olga.post(f"{workspace}canvases/new/", {"title": "Under way", "currency": "EUR"}).headers["Location"]
    canvas = re.match(r"/canvases/[^/]+/", canvas)[0]
    writers = [Writer(olga, canvas, f"Writer{number}") for number in range(WRITERS)]
    for writer in writers:
        writer.start()
    for writer in writers:
        assert writer.has_begun.wait(60), server.log
    return writers


def end(writers: list[Writer]) -> None:
    for writer in writers:
        writer.enough.set()
    for writer in writers:
        writer.join(60)


def destroy_database(server: Server, postgresql: str) -> None:
    for file in server.data_dir.glob("canvas-ledger.sqlite3*"):
        file.unlink()
    if postgresql:
        with psycopg.connect(postgresql, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {urlsplit(server.database_url).path[1:]}")


def sign_in_again(server: Server, name: str):
    browser = server.browser()
    answer = browser.post("/sign-in/", {"email": f"{name.lower()}@example.com", "password": PASSWORD})
    assert answer.status == 302, answer.text
    return browser


def test_no_edit_acknowledged_before_a_backup_began_is_missing_from_it(server, postgresql, tmp_path, report):
    file = tmp_path / "backup.zip"
    writers = write_together(server)
    before = {writer.name: writer.acknowledged for writer in writers}
    server.manage("backup", str(file))
    during = sum(writer.acknowledged for writer in writers) - sum(before.values())
    end(writers)
    server.stop()
    assert during > 0, "nobody wrote while the backup was taken"
    destroy_database(server, postgresql)
    server.manage("restore", str(file))
    server.start()
    page = sign_in_again(server, "Olga").get(writers[0].canvas).text
    kept = {name: int(re.search(rf"{name} (\d+)\.", page)[1]) for name in before}
    assert not [name for name in before if kept[name] < before[name]]
    report(f"{sum(before.values())} edits before the backup, {during} while it was taken: none of the first is missing")


def test_while_the_product_runs_a_backup_can_be_proved_but_not_put_in_place(server, tmp_path):
    olga = server.sign_in("Olga")
    file = tmp_path / "backup.zip"
    server.manage("backup", str(file))
    assert "Nothing was replaced" in server.manage("restore", str(file), "--check")
    with pytest.raises(AssertionError, match="Stop the product"):
        server.manage("restore", str(file))
    assert (
        olga.get(
            "/",
        ).status
        == 302
    )


def test_what_a_restored_backup_replaces_is_kept(server, postgresql, tmp_path):
    file = tmp_path / "backup.zip"
    server.manage("backup", str(file))
    server.sign_in("Edda")
    server.stop()
    said = server.manage("restore", str(file))
    kept = re.search(r"is kept as (\S+)\.", said)[1]
    assert people(server, "") == people(server, kept) - {"edda@example.com"}
    assert "edda@example.com" in people(server, kept)


def people(server: Server, database: str) -> set[str]:
    """The addresses of the people in a database: that of the product, or another one beside it."""
    if not server.database_url:
        rows = sqlite3.connect(database or server.sqlite_file).execute("SELECT email FROM teams_user")
        return {email for (email,) in rows}
    address = urlsplit(server.database_url)
    with psycopg.connect(address._replace(path=f"/{database}" if database else address.path).geturl()) as connection:
        return {email for (email,) in connection.execute("SELECT email FROM teams_user")}


def test_all_that_is_kept_is_in_a_backup_or_can_be_made_again(server):
    """A new kind of file under VAR_DIR belongs into the backup, or on this list with a reason."""
    olga = server.sign_in("Olga")
    olga.get("/")
    made_again = {"static", "static-fingerprint", "typefaces", "exports", "served", "backups"}
    kept_elsewhere = {"secret-key"}
    found = {path.name for path in Path(server.data_dir).iterdir() if not path.name.startswith("canvas-ledger.sqlite3")}
    assert found <= made_again | kept_elsewhere
