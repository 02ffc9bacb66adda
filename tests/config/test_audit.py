"""The audit of what is locked: what it makes of what the package index answers, here or anywhere."""

import json
import runpy
from types import SimpleNamespace

import pytest

from tests.architecture.source import ROOT

HOLE = {"id": "CVE-2099-1", "fix_versions": ["2.0"]}
KNOWN = {"name": "pyyaml", "version": "5.3", "vulns": [HOLE]}
SOUND = {"name": "django", "version": "6.1.3", "vulns": []}
SKIPPED = {"name": "numpy", "skip_reason": "numpy could not be audited"}


@pytest.fixture
def audit(monkeypatch):
    """Run scripts/audit.py on answers of pip-audit: of the known hole, then of what is locked."""
    script = runpy.run_path(str(ROOT / "scripts/audit.py"))

    def run(*answers):
        waiting = [json.dumps({"dependencies": packages}) if packages else "" for packages in answers]
        answer = lambda *_, **__: SimpleNamespace(stdout=waiting.pop(0), stderr="cannot connect")  # noqa: E731
        monkeypatch.setattr(script["subprocess"], "run", answer)
        return script["main"]()

    return run


def test_it_ends_well_where_all_were_asked_about_and_none_has_a_hole(audit):
    assert audit([KNOWN], [SOUND]) == 0


def test_b09_it_fails_where_one_was_skipped(audit, capsys):
    assert audit([KNOWN], [SOUND, SKIPPED]) == 1
    assert "numpy could not be audited" in capsys.readouterr().out


def test_it_fails_where_one_has_a_hole_and_names_what_mends_it(audit, capsys):
    assert audit([KNOWN], [SOUND, {**KNOWN, "name": "pillow"}]) == 1
    assert "pillow 5.3: CVE-2099-1, mended in 2.0" in capsys.readouterr().out


@pytest.mark.parametrize("answer", [[], [SKIPPED], [{**KNOWN, "vulns": []}]])
def test_b09_an_index_that_knows_nothing_is_told_from_one_that_knows_no_hole(audit, capsys, answer):
    assert audit(answer) == 2
    assert "NOT AUDITED" in capsys.readouterr().out


def test_it_fails_where_the_index_goes_away_on_the_way(audit):
    assert audit([KNOWN], []) == 1
