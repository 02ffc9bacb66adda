"""Size is a signal: what outgrows its room becomes a package of the same name.

Characters are counted, not lines: a rule that counts lines makes lines longer.
"""

import ast
import re

import pytest

from tests.architecture.source import ROOT, modules, name_of, place, room_of, templates, tree

LINE = 120
MODULE, FUNCTION = 12_000, 1_600
TEMPLATE, FRAGMENT, OUTSIDE = 12_500, 2_200, 3_700
SCRIPT = 3_700
VIEW_LINES = 30

FRAGMENTS = re.compile(r"\{% partialdef .*?%\}(.*?)\{% endpartialdef[^%]*%\}", re.DOTALL)

scripts = sorted((ROOT / "static/js").rglob("*.js"))
styles = sorted([*(ROOT / "static/css").rglob("*.css"), *(ROOT / "templates/exports").rglob("*.css")])
each_template = pytest.mark.parametrize("path", templates(), ids=name_of)
each_module = pytest.mark.parametrize("path", modules(), ids=name_of)


def read(path) -> str:
    return path.read_text(encoding="utf-8")


def functions(path) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


@each_module
def test_a_module_is_read_at_one_sitting(path):
    assert len(read(path)) <= MODULE


@each_module
def test_a_function_does_one_thing(path):
    long = [node for node in functions(path) if len(ast.get_source_segment(read(path), node)) > FUNCTION]
    assert not [place(path, node) for node in long]


@pytest.mark.parametrize("path", scripts, ids=name_of)
def test_a_script_does_one_thing(path):
    assert len(read(path)) <= SCRIPT
    assert max(map(len, read(path).splitlines())) <= LINE


@each_template
def test_a_template_is_one_page(path):
    assert len(read(path)) <= TEMPLATE


@each_template
def test_a_fragment_is_seen_at_a_glance(path):
    """What stands between one `partialdef` and its end, and what stands outside any."""
    text = read(path)
    assert max(map(len, FRAGMENTS.findall(text)), default=0) <= FRAGMENT
    assert len(FRAGMENTS.sub("", text)) <= OUTSIDE


@each_template
def test_a_line_of_a_template_needs_no_scrolling(path):
    assert not [line for line in read(path).splitlines() if len(line) > LINE]


@pytest.mark.parametrize("path", styles, ids=name_of)
def test_a_style_has_one_declaration_a_line(path):
    bare = re.sub(r"/\*.*?\*/|\{\{.*?\}\}|\{%.*?%\}|\([^()]*\)|\"[^\"]*\"", "", read(path), flags=re.DOTALL)
    assert not [line for line in bare.splitlines() if line.count(";") > 1 or (";" in line and "{" in line)]


def test_a_view_is_short():
    long = [
        place(path, function)
        for path in modules()
        if room_of(path) == "views"
        for function in tree(path).body
        if isinstance(function, ast.FunctionDef) and function.end_lineno - function.lineno >= VIEW_LINES
    ]
    assert not long
