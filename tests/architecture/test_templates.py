"""Habits of the templates: what the policy of the page forbids, what works without JavaScript, names used once."""

import re
from collections import Counter

import pytest

from tests.architecture.source import PARTIALDEF, name_of, templates

TAG = re.compile(r"<([a-z][\w-]*)((?:\"[^\"]*\"|'[^']*'|\{%.*?%\}|\{\{.*?\}\}|[^>])*)>", re.DOTALL)
INLINE_HANDLER = re.compile(r"\s(?:on[a-z]+|hx-on[\w:.-]*|hx-vars|hx-vals=[\"']?js:)\s*=", re.IGNORECASE)
CHANGES = re.compile(r"\bhx-(?:post|put|patch|delete)\b")

each_template = pytest.mark.parametrize("path", templates(), ids=name_of)


def tags(path):
    """Every opening tag of a template with its attributes, template comments left out."""
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", "", text, flags=re.DOTALL)
    return TAG.findall(text)


def test_a_fragment_s_name_is_used_once_in_the_whole_product():
    names = Counter(name for path in templates() for name in PARTIALDEF.findall(path.read_text(encoding="utf-8")))
    assert not [name for name, times in names.items() if times > 1]


def test_a_fragment_s_name_is_a_noun_in_kebab_case():
    names = [name for path in templates() for name in PARTIALDEF.findall(path.read_text(encoding="utf-8"))]
    assert not [name for name in names if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name)]


@each_template
def test_no_style_and_no_script_stands_inline(path):
    for tag, attributes in tags(path):
        assert tag != "style", "put it into static/css"
        assert not re.search(r"\sstyle\s*=", attributes), tag
        assert not INLINE_HANDLER.search(attributes), tag
        assert tag != "script" or "src=" in attributes or 'type="application/json"' in attributes


@each_template
def test_what_changes_something_is_a_form_that_works_without_javascript(path):
    for tag, attributes in tags(path):
        if CHANGES.search(attributes):
            has_plain_way = tag == "form" and "action=" in attributes or "formaction=" in attributes
            assert has_plain_way, attributes


@each_template
def test_what_leads_somewhere_is_a_link_that_works_without_javascript(path):
    for tag, attributes in tags(path):
        if "hx-get=" in attributes and "from:body" not in attributes:
            has_plain_way = (tag == "a" and "href=" in attributes) or (tag in ("form", "button", "input", "select"))
            assert has_plain_way, attributes


@each_template
def test_typed_text_is_never_marked_safe(path):
    assert not re.search(r"\|\s*safe\b|\{%\s*autoescape off", path.read_text(encoding="utf-8"))


@each_template
def test_nothing_comes_from_another_site(path):
    for tag, attributes in tags(path):
        if tag in ("script", "img", "iframe", "link", "source", "use"):
            assert not re.search(r"(?:src|href)=[\"'](?:https?:)?//", attributes), attributes
