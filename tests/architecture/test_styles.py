"""Habits of the style sheets: colours live in tokens, everything else in a layer."""

import re

import pytest

from tests.architecture.source import ROOT, name_of

COLOUR = re.compile(
    r"#[0-9a-f]{3,8}\b|\b(?:rgb|rgba|hsl|hsla|hwb|lab|lch|oklab|oklch|color)\(|"
    r":\s*(?:[^;{}]*\s)?(?:white|black|red|green|blue|gray|grey|orange|yellow)\b",
    re.IGNORECASE,
)
OUTSIDE = re.compile(r"url\(\s*[\"']?(?:https?:)?//|@import\s+[\"'](?:https?:)?//", re.IGNORECASE)

sheets = sorted((ROOT / "static/css").rglob("*.css"))
each_sheet = pytest.mark.parametrize("path", sheets, ids=name_of)


def rules_of(path) -> str:
    """A sheet without its comments; of the one for paper, without its own block of tokens."""
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    return re.sub(r":root\s*\{[^}]*\}", "", text) if path.name == "print.css" else text


@each_sheet
def test_a_colour_is_named_in_the_tokens_and_nowhere_else(path):
    if path.name != "tokens.css":
        assert not COLOUR.findall(rules_of(path))


@each_sheet
def test_a_sheet_fetches_nothing_from_elsewhere(path):
    assert not OUTSIDE.findall(rules_of(path))


def test_the_search_for_colours_finds_what_it_looks_for():
    for rule in ("color: #fff", "fill:oklch(0.5 0 0)", "background: white", "border: 1px solid red"):
        assert COLOUR.search(rule), rule
    for rule in ("color: var(--ink)", "white-space: nowrap", "href: url(#i-red)"):
        assert not COLOUR.search(rule), rule
