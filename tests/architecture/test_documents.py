"""What is written about the product is true of it."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from tests.architecture.source import APPS, ROOT, name_of

LINK = re.compile(r"(?<!`)\[[^\]]*\]\(([^)\s]+)\)")

documents = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
PLACE = re.compile(r"`([a-z_]+(?:/[\w.-]+)*/?)(?:#[a-z-]+)?`")
# A decision speaks of the day it was made on; everything else of today.
current = [path for path in documents if path.parent.name != "decisions"]
decisions = sorted((ROOT / "docs/decisions").glob("*.md"))


@pytest.mark.parametrize("path", documents, ids=name_of)
def test_a_link_leads_somewhere(path):
    for target in LINK.findall(path.read_text(encoding="utf-8")):
        if not re.match(r"[a-z]+:|#", target):
            assert (path.parent / target.split("#")[0]).exists(), target


@pytest.mark.parametrize("path", current, ids=name_of)
def test_a_file_or_folder_that_is_named_is_there(path):
    named = {each for each in PLACE.findall(path.read_text(encoding="utf-8")) if "/" in each.strip("/")}
    in_house = [each for each in named if (ROOT / each.split("/")[0]).is_dir() and not each.startswith("var/")]
    assert not [each for each in in_house if not (ROOT / each).exists() and not (ROOT / "templates" / each).exists()]


@pytest.mark.parametrize("path", decisions, ids=name_of)
def test_a_decision_says_its_context_what_was_decided_and_what_it_costs(path):
    text = path.read_text(encoding="utf-8")
    assert re.match(r"\d{4}-[a-z0-9-]+\.md", path.name)
    for heading in ("## Context", "## Decision", "## What it costs"):
        assert heading in text


def test_no_two_decisions_have_one_number():
    assert len({path.name[:4] for path in decisions}) == len(decisions)


@pytest.mark.parametrize("app", APPS)
def test_an_app_has_its_card(app):
    card = (ROOT / app / "__init__.py").read_text(encoding="utf-8")
    for word in ("Owns", "Knows", "Known by"):
        assert word.lower() in card.lower()


def test_the_version_has_one_home():
    assert re.fullmatch(r"\d+\.\d+\.\d+", settings.VERSION)
    assert settings.VERSION not in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_every_setting_of_the_environment_is_documented():
    text = (ROOT / "config/settings.py").read_text(encoding="utf-8")
    names = set(re.findall(r"os\.environ(?:\.get\(|, )\"([A-Z_]+)\"", text))
    assert {"PORT", "DATABASE_URL", "VAR_DIR"} <= names
    documented = Path(ROOT / "docs/settings.md").read_text(encoding="utf-8")
    assert not [name for name in names if f"`{name}`" not in documented]


def test_the_licence_stands_beside_the_credit_of_the_layouts():
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "MIT License" in licence
    assert "Strategyzer" in licence
    assert "CC BY-SA 3.0" in licence
