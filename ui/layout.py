"""Templates as the page gets them: indented for who reads them, without that indentation for who loads the page."""

import re

from django.template.loaders import filesystem

# Elements that stand in a line of text. Beside all others, white space is nothing to a reader.
IN_TEXT = re.compile(
    r"a|abbr|b|bdi|cite|code|em|i|input|kbd|label|mark|output|q|s|select|small|span|strong|sub|sup|svg|textarea|time|u|var"
)
OPENING, CLOSING = frozenset(("block", "partialdef")), frozenset(("endblock", "endpartialdef"))
SILENT = frozenset(("extends", "load"))
VERBATIM = frozenset(("pre", "script", "textarea"))

_DJANGO = r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}"
_TOKEN = re.compile(
    rf"""(\{{%.*?%\}}|\{{\#.*?\#\}}|<!--.*?-->|</?[a-z](?:{_DJANGO}|"(?:{_DJANGO}|[^"])*"|'(?:{_DJANGO}|[^'])*'|[^>"'])*>)""",
    re.DOTALL | re.IGNORECASE,
)
_NAME = re.compile(r"(?:\{%\s*|</?)([\w-]*)")
_BREAK = re.compile(r"\s*\n\s*")
_IN_TAG = re.compile(
    rf"""(?P<kept>"(?:{_DJANGO}|[^"])*"|'(?:{_DJANGO}|[^'])*')"""
    r"""|(?P<before>\s*)(?P<branch>\{%\s*(?:(?P<opens>if|for|with)|elif|else|empty)\b.*?%\})(?P<after>\s*)"""
    r"""|\s*(?P<ends>\{%\s*end\w+\s*%\})|\s*(?P<close>/?>$)"""
    rf"""|(?P<other>{_DJANGO})|\s+""",
    re.DOTALL,
)


class Loader(filesystem.Loader):
    """Loads a template from the folder of templates without the layout of its source."""

    def get_contents(self, origin):
        contents = super().get_contents(origin)
        return without_layout(contents) if origin.template_name.endswith(".html") else contents


def without_layout(source: str) -> str:
    """Return `source` without the white space that only lays it out.

    Between two tags, of HTML or of Django, white space counts for nothing, and so it does at the edges of what a
    browser sets as a block. Beside text, `{{ … }}` included, a line break counts as the one space that it is to a
    browser. What stands in `textarea`, `pre` and `script` is left as it is.
    """
    pieces = _TOKEN.split(source)
    tags = [None, *pieces[1::2], None]
    verbatim = ""
    out = []
    for text, before, after in zip(pieces[::2], tags, tags[1:], strict=False):
        name = _name(before)
        if name in VERBATIM:
            verbatim = "" if before.startswith("</") else name
        out.append(text if verbatim else _text(text, before, after))
        out.append(_tag(after) if after and after[0] == "<" else after or "")
    return "".join(out)


def _text(text: str, before: str | None, after: str | None) -> str:
    if not text.strip():
        return ""
    if _ends_text(before, OPENING):
        text = text.lstrip()
    if _ends_text(after, CLOSING):
        text = text.rstrip()
    return _BREAK.sub(" ", text)


def _tag(tag: str) -> str:
    """Return an opening tag on one line: one space before each attribute, within the branch that it stands in."""
    apart: list[bool] = []

    def piece(found: re.Match) -> str:
        if found["branch"]:
            if found["opens"]:
                apart.append(bool(found["before"]))
            is_apart = (apart[-1] or found["after"]) and not found.string.startswith("{%", found.end())
            return found["branch"] + (" " if is_apart else "")
        if found["ends"]:
            apart.pop()
        return found["kept"] or found["ends"] or found["close"] or found["other"] or " "

    return _IN_TAG.sub(piece, tag)


def _ends_text(tag: str | None, edges: frozenset[str]) -> bool:
    """Say whether space beside `tag` is nothing to a reader: beside a block, or at an edge of a fragment."""
    if tag is None or tag.startswith("{"):
        return tag is None or _name(tag) in edges | SILENT
    return not IN_TEXT.fullmatch(_name(tag))


def _name(tag: str | None) -> str:
    return _NAME.match(tag)[1].lower() if tag and not tag.startswith(("{#", "<!--")) else ""
