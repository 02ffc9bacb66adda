"""ASVS 1.3.12: no text of 64 KB keeps an expression of ours busy: each is tried on texts that make the careless ones
take minutes; what is not done in time is stopped by the test's own limit."""

import importlib
import re

import pytest
from django.template import Context, Template

from document.parsing import DocumentRefused, parse
from economics.estimates import EstimateError
from economics.estimates import parse as parse_estimate
from teams.rules import find_time_zone, is_own_path
from tests.architecture.source import ROOT, modules
from ui.rules import is_safe_link, one_newline, showable
from ui.templatetags.figures import plaintext, safe_link

SIZE = 64 * 1024
PIECES = (
    "a", "1", " ", "\n", ",", ".", "-", "/", "\\", '"', "'", "(", "[", "{", "<", "%", "&", "@", "é", "1,", "1 ", " ,",
    "1.", "1e", "0,0", "a@", "a.", "http://", "https://a", "mailto:", "mailto:a@", '\\"', '"\\', "[{", "to", "- ", "$1",
    "(U+", ".notdef glyph ", "mark:icon/", "--a:", "/a", "?#", "%2f",
)  # fmt: skip
TEXTS = [end + (piece * SIZE)[:SIZE] + tail for piece in PIECES for end, tail in (("", ""), ("1 ", "\x00"), ('"', "!"))]


# What never meets a long text: an estimate is at most 60 characters, which is checked first and tried below; the ink
# table reads our own style sheet, the layout our own templates.
SHORT = {
    "economics.estimates._NUMBER",
    "exports.inks.TOKEN",
    *(f"ui.layout.{name}" for name in ("_BREAK", "_IN_TAG", "_TOKEN")),
}


def expressions():
    """Yield every compiled expression that stands in a module of the product."""
    for path in modules():
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        if "management" in name or name.startswith(("config.wsgi", "exports.press")):
            continue
        for label, value in vars(importlib.import_module(name)).items():
            if isinstance(value, re.Pattern) and f"{name}.{label}" not in SHORT:
                yield pytest.param(value, id=f"{name}.{label}")


@pytest.mark.timeout(60)
@pytest.mark.parametrize("expression", list({param.id: param for param in expressions()}.values()))
def test_every_expression_is_done_with_64_kb(expression):
    for text in TEXTS:
        expression.match(text)
        expression.fullmatch(text)
        assert len(list(expression.finditer(text))) <= SIZE + 8


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "reads", [plaintext, safe_link, is_safe_link, showable, one_newline, is_own_path, find_time_zone]
)
def test_every_reader_of_text_is_done_with_64_kb(reads):
    for text in TEXTS:
        reads(text)


@pytest.mark.timeout(60)
def test_an_estimate_of_64_kb_is_refused():
    for text in TEXTS:
        with pytest.raises(EstimateError):
            parse_estimate(text, name="Amount")


@pytest.mark.timeout(60)
def test_a_document_of_64_kb_of_anything_is_refused():
    for text in TEXTS:
        if text.strip(" \t\n"):
            with pytest.raises(DocumentRefused):
                parse(f"[{text}")


@pytest.mark.timeout(60)
def test_a_template_of_ours_takes_64_kb():
    template = Template("{% load figures %}{{ text|plaintext }}{{ text|truncatechars:60 }}{{ text }}")
    for text in TEXTS:
        assert "<script" not in template.render(Context({"text": f"<script>{text}"}))
