"""The sentences of a template: its text block by block, with each way through an `if`, with example values."""

import ast
import re

from scripts.words.examples import bare, example, is_known, unmarked

INLINE = "a|b|abbr|bdi|code|em|i|kbd|q|s|small|span|strong|sub|sup|time|u|label|button"
COMMENT = re.compile(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}|<!--.*?-->|<svg.*?</svg>", re.DOTALL)
CLASS = re.compile(r"\{% block main_class %\}.*?\{% endblock %\}")
ATTRIBUTE = re.compile(r"(?:aria-label|placeholder|title|hx-confirm)=\"([^\"]+)\"")
TAG = re.compile(r"</?([a-z][\w-]*)(?:\"[^\"]*\"|'[^']*'|\{%.*?%\}|\{\{.*?\}\}|[^>])*>", re.DOTALL)
TERM = re.compile(r"\{% term \"(\w+)\"(?: \"([^\"]*)\")? %\}")
VALUE = re.compile(r"\{\{\s*(.*?)\s*\}\}", re.DOTALL)
LITERAL = re.compile(r"\{\{\s*\"(.*?)\"\s*\}\}")
IF = re.compile(r"\{%\s*(?:if|for|ifchanged)\b.*?%\}", re.DOTALL)
OR = re.compile(r"\{%\s*(?:elif|else|empty)\b.*?%\}", re.DOTALL)
END = re.compile(r"\{%\s*end(?:if|for)\s*%\}")
PLURAL = re.compile(r"\{\{[^}]*\|pluralize(?::\"([^\"]*)\")?\s*\}\}")
OTHER = re.compile(r"\{%.*?%\}", re.DOTALL)
SENTENCE = re.compile(r".*[A-Za-z’]{2,},? .*[a-z’]{2,}.*", re.DOTALL)


def sentences(text: str) -> list[str]:
    """Return the sentences of a template, once each, in its order."""
    text = COMMENT.sub(" ", CLASS.sub(" ", text))
    blocks = [*_blocks(text), *ATTRIBUTE.findall(text)]
    said = dict.fromkeys(_read(block) for block in blocks)
    return [unmarked(each) for each in said if SENTENCE.fullmatch(bare(each))]


def _blocks(text: str) -> list[str]:
    """Cut a template where a block begins or ends; what only marks words within a block goes."""
    cut = TAG.sub(lambda tag: "" if re.fullmatch(INLINE, tag[1]) else "\0", text)
    cut = re.sub(r"\{%\s*(?:partial|partialdef|endpartialdef|include|block|endblock|with|endwith)\b.*?%\}", "\0", cut)
    return cut.split("\0")


def _example(variable: str) -> str:
    """An example of a template's variable: by its last filter that is known, else by its name."""
    names = [name.partition(":")[0] for name in reversed(variable.split("|"))]
    dotted = next((name for name in names[:-1] if is_known(name)), names[-1]).split(".")
    known = [name for name in reversed(dotted) if is_known(name)]
    return example(ast.Name(known[0] if known else dotted[-1]))


def _read(block: str) -> str:
    block = TERM.sub(lambda term: term[2] or term[1].replace("_", " "), block)
    block = LITERAL.sub(r"\1", block)
    block = PLURAL.sub(lambda plural: plural[1] or "s", block)
    block = VALUE.sub(lambda value: _example(value[1]), block)
    block = END.sub("]", OR.sub(" | ", IF.sub("[", block)))
    block = re.sub(r"\s+", " ", OTHER.sub("", block))
    return re.sub(r"\[[\s|]*\]", "", block).strip(" ·,|")
