"""What the product says is listed on one page, and what its words mean in one glossary; both are true of the source."""

import ast
import re
from functools import cache

import pytest

from scripts.words import modules as of_modules
from scripts.words import page, templates
from tests.architecture.source import ROOT, modules, name_of, tree

WORDS = re.compile(r"[A-Za-z’]{2,} [a-z’]+ [a-z’]+")
ROOMS = ("ledger/pages", "ledger/figures", "ledger/forms", "ledger/rules.py", "economics")
REWRITE = "Write it anew: python -m scripts.words"

rooms = [path for path in modules() if name_of(path).startswith(ROOMS)]


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


def pieces(path) -> list[str]:
    """The longer runs of words in the texts of a module, docstrings left out."""
    nodes = list(ast.walk(tree(path)))
    docs = {node.value for node in nodes if isinstance(node, ast.Expr)}
    texts = [node.value for node in nodes if isinstance(node, ast.Constant) and node not in docs]
    return [text for text in texts if isinstance(text, str) and WORDS.search(text)]


@cache
def listed() -> str:
    return page.sentences()


def test_the_page_of_sentences_is_what_the_source_says():
    assert read("docs/sentences.md") == listed(), REWRITE


def test_the_glossary_has_the_words_as_pages_explain_them():
    assert read("docs/glossary.md") == page.glossary(read("docs/glossary.md")), REWRITE


@pytest.mark.parametrize("path", rooms, ids=name_of)
def test_no_sentence_is_left_out(path):
    wanting = [piece for piece in pieces(path) if WORDS.search(piece)[0] not in listed()]
    assert not wanting


def test_a_sentence_is_shown_each_way_it_can_go():
    source = '''
def kept(scenario, count):
    """Say that it is kept."""
    what = f"{count} numbers" if count > 1 else "One number"
    return f"{what} of {scenario.name} stays as it is."
'''
    assert of_modules.sentences(ast.parse(source)) == [
        "28 numbers of Cheaper model stays as it is.",
        "One number of Cheaper model stays as it is.",
    ]


def test_a_page_s_own_sentence_is_read_across_its_tags():
    text = '<p>{{ count }} <b>uses</b> {% if late %}were{% else %}are{% endif %} counted.</p><p class="x y"></p>'
    assert templates.sentences(text) == ["28 uses [were | are] counted."]
