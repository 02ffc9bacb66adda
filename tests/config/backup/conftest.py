import json
import zipfile

import pytest

from config.backup.taking import take_backup
from tests.factories import canvas_with_notes


@pytest.fixture
def canvas(transactional_db, workspace, olga):
    return canvas_with_notes(workspace=workspace, by=olga, count=3, segments=1)


@pytest.fixture
def backup(canvas, tmp_path):
    """The file of a backup of a workspace with one canvas."""
    file = tmp_path / "backup.zip"
    take_backup(file)
    return file


@pytest.fixture
def rewrite(backup, tmp_path):
    """Write the backup anew with its manifest changed by a function of its data; returns the new file."""

    def rewrite(change):
        target = tmp_path / "changed.zip"
        with zipfile.ZipFile(backup) as old, zipfile.ZipFile(target, "w") as new:
            for name in old.namelist():
                content = old.read(name)
                if name == "manifest.json":
                    data = json.loads(content)
                    change(data)
                    content = json.dumps(data)
                new.writestr(name, content)
        return target

    return rewrite
