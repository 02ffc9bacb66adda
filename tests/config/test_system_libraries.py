import runpy
import subprocess

import pytest

from tests.architecture.source import ROOT


@pytest.fixture
def script():
    """The names of scripts/system_libraries.py, whose functions look each other up in the same place."""
    names = runpy.run_path(str(ROOT / "scripts/system_libraries.py"))
    return names["main"].__globals__


@pytest.fixture
def nothing_loads(script, monkeypatch):
    ran = []
    monkeypatch.setitem(script, "is_loadable", lambda names: False)
    monkeypatch.setattr(script["subprocess"], "run", lambda command, **options: ran.append(command))
    monkeypatch.setattr(script["shutil"], "which", lambda name: f"/usr/bin/{name}" if name == "apt-get" else None)
    monkeypatch.setattr(script["sys"], "platform", "linux")
    return ran


@pytest.fixture
def fonts(script, monkeypatch):
    """What fontconfig finds, by what it is asked for; the test says what that is."""
    found = dict.fromkeys(script["FONTS"], b"a font")

    def ask(command, **options):
        return subprocess.CompletedProcess(command, 0, stdout=found[command[1]])

    monkeypatch.setattr(script["subprocess"], "run", ask)
    monkeypatch.setattr(script["shutil"], "which", lambda name: f"/usr/bin/{name}")
    return found


def test_nothing_is_said_where_every_library_loads(script, fonts, monkeypatch, capsys):
    monkeypatch.setitem(script, "is_loadable", lambda names: True)
    script["main"]()
    assert capsys.readouterr().out == ""


def test_only_the_fonts_that_are_not_there_are_named(script, fonts, monkeypatch, capsys):
    monkeypatch.setitem(script, "is_loadable", lambda names: True)
    fonts[":lang=zh"] = b""
    assert script["missing_fonts"]() == ["fonts-noto-cjk"]
    script["main"]()
    told = capsys.readouterr().out
    assert "apt-get install --yes --no-install-recommends fonts-noto-cjk" in told
    assert "noto-core" not in told


def test_missing_libraries_are_installed_by_root(script, nothing_loads, monkeypatch):
    monkeypatch.setattr(script["os"], "geteuid", lambda: 0)
    script["main"]()
    assert nothing_loads[0][:2] == ["apt-get", "update"]
    assert nothing_loads[1][:2] == ["apt-get", "install"]
    assert nothing_loads[1][-1] == "libharfbuzz-subset0"


def test_who_may_not_install_is_told_the_exact_command(script, nothing_loads, monkeypatch, capsys):
    monkeypatch.setattr(script["os"], "geteuid", lambda: 1000)
    script["main"]()
    assert not nothing_loads
    told = capsys.readouterr().out
    assert "all else works" in told
    assert "sudo apt-get install --yes --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0" in told
