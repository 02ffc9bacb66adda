"""The product as it is installed: `manage.py serve` as a process, with a folder and a database of its own."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

from tests.drills.browser import Browser

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "a long walk by the river"
START_SECONDS = 60
LINKS = """
from django.core.management import call_command
for name in {}:
    call_command("sign_in_link", f"{{name.lower()}}@example.com", workspace="{}", role="{}")
"""


class Server:
    """One installation: `data_dir` is its VAR_DIR, `database_url` empty for SQLite; `log` all that it has said."""

    def __init__(self, data_dir: Path, database_url: str = "", **environment: str):
        self.data_dir, self.database_url = data_dir, database_url
        self.log_file = data_dir.parent / f"{data_dir.name}.log"
        self.port = free_port()
        self.base_url = f"http://127.0.0.1:{self.port}"
        self.environment = environment_of(data_dir, database_url) | {"PORT": str(self.port), **environment}
        self.command, self.folder = [sys.executable, "manage.py", "serve"], ROOT
        self.process: subprocess.Popen | None = None

    @property
    def pid(self) -> int:
        return self.process.pid

    @property
    def log(self) -> str:
        return self.log_file.read_text(encoding="utf-8")

    @property
    def sqlite_file(self) -> Path:
        return self.data_dir / "canvas-ledger.sqlite3"

    def start(self) -> float:
        """Start serving; returns after how many seconds it answered."""
        start = time.perf_counter()
        with self.log_file.open("a") as log:
            self.process = subprocess.Popen(
                self.command, cwd=self.folder, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        while not self.is_answering():
            assert self.process.poll() is None, self.log
            assert time.perf_counter() - start < START_SECONDS, self.log
            time.sleep(0.02)
        return time.perf_counter() - start

    def is_answering(self) -> bool:
        try:
            return self.browser().get("/health/").status == 200
        except OSError:
            return False

    def stop(self) -> None:
        """End it as a supervisor does, and whatever it has left behind."""
        if self.process:
            self.process.terminate()
            try:
                self.process.wait(20)
            finally:
                self.kill()

    def kill(self) -> None:
        """End it as a power cut does: the server and every process that it started, at once."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def restart(self) -> float:
        self.stop()
        return self.start()

    def manage(self, *arguments: str) -> str:
        """Run a command of the product beside the server; returns what it prints."""
        return run_command(*arguments, environment=self.environment)

    def browser(self) -> Browser:
        """A browser in which nobody is signed in."""
        return Browser(self.port)

    def sign_in(self, name: str, *, workspace: str = "Tandem", role: str = "owner") -> Browser:
        """A browser in which a person of this name is signed in, who has PASSWORD and this role in the workspace."""
        email = f"{name.lower()}@example.com"
        link = self.manage("sign_in_link", email, "--workspace", workspace, "--role", role).split()[-1]
        return self._enter(link, name)

    def _enter(self, link: str, name: str) -> Browser:
        browser = self.browser()
        answer = browser.post(urlsplit(link).path, {"name": name, "password": PASSWORD})
        assert answer.status == 302, answer.text
        return browser

    def sign_in_many(self, names: list[str], *, workspace: str, role: str) -> list[Browser]:
        """As `sign_in` for each of these people, with one command for all of their links."""
        links = self.manage("shell", "--verbosity", "0", "--command", LINKS.format(names, workspace, role)).split()
        return [self._enter(link, name) for link, name in zip(links, names, strict=True)]

    def memory(self) -> int:
        """Return the bytes that the server and every process below it hold in memory."""
        return sum(resident_bytes(pid) for pid in [self.pid, *descendants(self.pid)])


def environment_of(data_dir: Path, database_url: str) -> dict[str, str]:
    """What a process of the product is told."""
    return {**os.environ, "VAR_DIR": str(data_dir), "DATABASE_URL": database_url, "PYTHONUNBUFFERED": "1"}


def run_command(*arguments: str, environment: dict[str, str]) -> str:
    command = [sys.executable, "manage.py", *arguments]
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300)
    assert run.returncode == 0, run.stderr
    return run.stdout


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def resident_bytes(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return 0
    found = re.search(r"^VmRSS:\s+(\d+) kB", status, re.MULTILINE)
    return int(found[1]) * 1024 if found else 0


def descendants(pid: int) -> list[int]:
    """Return every process below one, children first."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, task.read_text().split()):
            found += [child, *descendants(child)]
    return found
