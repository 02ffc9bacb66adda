"""What the Containerfile runs, run in a folder of its own: as another user, who may write to nothing but the data.

No container engine is needed. Where the drill is root, it steps down to the user that the image names.
"""

import os
import re
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import pytest

from tests.drills.product import ROOT, Server

pytestmark = pytest.mark.once

CONTAINERFILE = (ROOT / "Containerfile").read_text(encoding="utf-8")
USER = int(re.search(r"^USER (\d+):\1$", CONTAINERFILE, re.MULTILINE)[1])


class Image(Server):
    """The product as the image holds it: its own source, its own packages, its own entry point, its own user."""

    def __init__(self, folder: Path, data_dir: Path):
        super().__init__(data_dir)
        self.folder = folder
        self.command = self.as_its_user("scripts/image", "start")
        given = {"VAR_DIR": str(data_dir), "PORT": str(self.port), "XDG_CACHE_HOME": str(data_dir)}
        self.environment = {"PATH": os.environ["PATH"], **given}

    def as_its_user(self, *command: str) -> list[str]:
        return [*stepping_down(self.folder / ".venv/bin/python"), *command]

    @property
    def user(self) -> int:
        return int(subprocess.check_output(self.as_its_user("id", "-u")))

    def does(self, *command: str) -> bool:
        """Say whether a command succeeds inside."""
        done = subprocess.run(self.as_its_user(*command), cwd=self.folder, env=self.environment, capture_output=True)
        return done.returncode == 0


@cache
def stepping_down(python: Path) -> list[str]:
    """The start of a command that is run as the image's user, or without any power of root where `python` is root's."""
    if os.geteuid() != 0:
        return []
    powerless = ["setpriv", "--bounding-set=-all", "--inh-caps=-all", "--no-new-privs"]
    as_other = [*powerless, f"--reuid={USER}", f"--regid={USER}", "--clear-groups"]
    reached = subprocess.run([*as_other, python, "-c", ""], capture_output=True, cwd="/")
    return powerless if reached.returncode else as_other


def copied_into_the_image(root: Path) -> None:
    """Copy what .dockerignore lets through, of what is in the repository."""
    let_through = [line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")]
    listed = subprocess.run(["git", "ls-files", "-z", *let_through], cwd=ROOT, capture_output=True, check=True)
    for name in listed.stdout.decode().split("\0")[:-1]:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, root / name)


@pytest.fixture
def image():
    # Not below pytest's own folder, which another user can't get through.
    around = Path(tempfile.mkdtemp(prefix="canvas-ledger-image-"))
    around.chmod(0o755)
    folder, data = around / "srv", around / "data"
    data.mkdir(mode=0o700)
    copied_into_the_image(folder)
    subprocess.run([folder / "scripts/image", "install"], check=True, capture_output=True, timeout=280)
    subprocess.run(["chmod", "-R", "a-w", folder], check=True)
    image = Image(folder, data)
    if image.user:
        os.chown(data, image.user, image.user)
    yield image
    image.stop()
    subprocess.run(["chmod", "-R", "u+w", folder], check=True)
    shutil.rmtree(around)


def files_of(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*")}


def test_the_image_serves_as_its_own_user_and_writes_to_its_data_alone(image, report):
    before = files_of(image.folder)
    assert not image.does("touch", "here"), "its user can write to the source"
    assert not image.does("scripts/image", "health"), "nobody serves yet"
    assert image.does(".venv/bin/python", "manage.py", "prepare"), "its user can't fill an empty volume"
    image.start()
    assert image.does("scripts/image", "health")
    assert image.browser().get("/sign-in/").status == 200
    image.kill()
    seconds = image.start()
    assert files_of(image.folder) == before
    report(f"as user {image.user}, of a source that can't be written to: {seconds:.2f} s from kill -9 to an answer")
