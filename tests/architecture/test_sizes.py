"""Size is a signal: what outgrows its room becomes a package of the same name."""

import ast

import pytest

from tests.architecture.source import ROOT, modules, name_of, place, room_of, templates, tree

MODULE_LINES = 300
FRAGMENT_LINES = 100
SCRIPT_LINES = 80
VIEW_LINES = 30

scripts = sorted((ROOT / "static/js").rglob("*.js"))


def lines_of(path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_a_module_is_read_at_one_sitting(path):
    assert lines_of(path) <= MODULE_LINES


@pytest.mark.parametrize("path", scripts, ids=name_of)
def test_a_script_does_one_thing(path):
    assert lines_of(path) <= SCRIPT_LINES


@pytest.mark.parametrize("path", templates(), ids=name_of)
def test_a_fragment_is_seen_at_a_glance(path):
    """Counts the lines between one `partialdef` and its end, and those outside any."""
    outside = inside = longest = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        starts, ends = line.count("{% partialdef "), line.count("{% endpartialdef")
        if starts > ends:
            inside = 0
        inside, outside = inside + 1, outside + 1
        if ends > starts:
            longest, outside = max(longest, inside), outside - inside
    assert max(longest, outside) <= FRAGMENT_LINES


def test_a_view_is_short():
    long = [
        place(path, function)
        for path in modules()
        if room_of(path) == "views"
        for function in tree(path).body
        if isinstance(function, ast.FunctionDef) and function.end_lineno - function.lineno >= VIEW_LINES
    ]
    assert not long
