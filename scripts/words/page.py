"""The page of all sentences, and the words of the ledger in the glossary."""

import ast
from collections.abc import Iterator, Sequence
from pathlib import Path

from economics import kinds
from ledger.pages.terms import GROUPS, Term
from scripts.words import modules, templates

ROOT = Path(__file__).resolve().parents[2]
UNSAID = {"migrations", "management", "ledger/tables/names.py"}
PACKAGES = ("canvas", "document", "economics", "exports", "ledger", "prices", "teams", "ui", "config")
HEAD = """# Every sentence of the product

What the product can say, with example values, to be read aloud: a sentence that no colleague would say is mended where
it stands. `python -m scripts.words` writes this page from the source, and a test fails where the two differ. Of a
sentence that depends on something, each way is shown; in a page's own text the ways stand in brackets.
"""

FIELDS = """## What people type: names and units

| line | name | unit |
|---|---|---|"""
BEGIN, END = "<!-- from ledger/pages/terms.py -->", "<!-- to here -->"


def sentences() -> str:
    """Return docs/sentences.md."""
    parts = [
        HEAD,
        fields(),
        *_chapter("Composed in the code", _of_modules()),
        *_chapter("Written on the pages", _of_templates()),
    ]
    return "\n".join(parts)


def fields() -> str:
    """Return the table of all numbers that people type: what each is called, and its unit."""
    types = [("Usage", kinds.USAGE_FIELDS), ("From user to user", kinds.PER_USER_FIELDS)]
    types += [(each.words, each.numbers) for each in kinds.LINE_TYPES]
    rows = [f"| {words} | {field.label} | {_unit(field)} |" for words, fields in types for field in fields]
    return "\n".join([FIELDS, *dict.fromkeys(rows), ""])


def glossary(text: str) -> str:
    """Return docs/glossary.md with the words of the ledger as `ledger/pages/terms.py` has them."""
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    groups = [_group(group, terms) for group, terms in GROUPS.items()]
    return f"{before}{BEGIN}\n\n" + "\n".join(groups) + f"{END}{after}"


def _group(group: str, terms: Sequence[Term]) -> str:
    rows = [f"| {term.word} | {term.meaning}{f' Also: {term.also}.' if term.also else ''} |" for term in terms]
    return "\n".join([f"### {group}", "", "| word | what it means |", "|---|---|", *rows, ""])


def _unit(field: kinds.Field) -> str:
    return f"% {field.unit}" if field.share else field.unit.replace("money", "$")


def _chapter(title: str, files: Iterator[tuple[Path, list[str]]]) -> Iterator[str]:
    yield f"## {title}\n"
    for path, said in files:
        if said:
            yield f"### {path.relative_to(ROOT).as_posix()}\n"
            yield "\n".join(f"- {each}" for each in map(_plain, said)) + "\n"


def _plain(sentence: str) -> str:
    """Keep Markdown from taking a sentence for markup."""
    return sentence.replace("*", "\\*").replace("`", "\\`").replace("[", "\\[")


def _of_modules() -> Iterator[tuple[Path, list[str]]]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            if not UNSAID & {*path.parts, path.relative_to(ROOT).as_posix()}:
                yield path, modules.sentences(ast.parse(path.read_text(encoding="utf-8")))


def _of_templates() -> Iterator[tuple[Path, list[str]]]:
    for path in sorted((ROOT / "templates").rglob("*.html")):
        yield path, templates.sentences(path.read_text(encoding="utf-8"))
