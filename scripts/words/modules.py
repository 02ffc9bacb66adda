"""The sentences of a module of the product."""

import ast
import re
from collections.abc import Iterator

from scripts.words.examples import bare, example, unmarked
from scripts.words.strings import FIELD, Strings

WORDS = re.compile(r"^[A-Z\d].*[A-Za-z’]{2,},? [a-z0-9’]+|[A-Za-z’]{2,} [a-z’]+ [a-z’]+|[a-z]{3,}[.:] ")
LIST = re.compile(r"[a-zà-ÿ0-9$ ]+(?: [a-zà-ÿ0-9$]+){7,}|[\d.,kM%]+ (?:to|/) [\d.,kM%]+")
CODE = re.compile(r"[<>={}|\\]|SELECT |INSERT |PRAGMA |https?:|\w\.\w+\(|--|#|%s|\w_\w")
UNSAID = {
    "getLogger",
    "info",
    "warning",
    "debug",
    "exception",
    "compile",
    "add_argument",
    "execute",
    "log",
    "Deprecation",
    "split",
}


def sentences(module: ast.Module) -> list[str]:
    """Return each sentence that a module can say, once, in its order; a part of another one is left out."""
    strings = Strings(module)
    ways = dict.fromkeys(_shown(way) for scope, node in _texts(module, strings) for way in strings.ways(node, scope))
    said = [way for way in ways if WORDS.search(bare(way)) and not CODE.search(bare(way)) and not LIST.fullmatch(way)]
    said = [unmarked(way) for way in said]
    return [way for way in said if not any(len(other) > len(way) and way.rstrip(".") in other for other in said)]


def _shown(way: str) -> str:
    """Fill the fields that are left, which something else fills, and let white space be one space."""
    return re.sub(r"\s+", " ", FIELD.sub(lambda field: example(ast.Name(field[1])), way)).strip()


def _texts(module: ast.Module, strings: Strings) -> Iterator[tuple[ast.AST, ast.AST]]:
    """Every largest string expression with the function that it stands in."""
    yield from _within(module, module, strings)


def _within(node, scope, strings) -> Iterator[tuple[ast.AST, ast.AST]]:
    for child in _children(node):
        if strings.is_text(child):
            yield scope, child
        elif not _is_unsaid(child):
            yield from _within(child, child if isinstance(child, ast.FunctionDef) else scope, strings)


def _children(node) -> list[ast.AST]:
    """What stands in a node; of a docstring only the first line of a refusal, which is what it says."""
    children = list(ast.iter_child_nodes(node))
    if not isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) or not ast.get_docstring(node):
        return children
    said = ast.Constant(ast.get_docstring(node).partition("\n")[0])
    return [child for child in children if child is not node.body[0]] + ([said] if _is_refusal(node) else [])


def _is_refusal(node) -> bool:
    if not isinstance(node, ast.ClassDef) or "message" in ast.get_docstring(node).partition("\n")[0]:
        return False
    return any(getattr(base, "id", "").endswith(("Exception", "Refused", "Error")) for base in node.bases)


def _is_unsaid(node) -> bool:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True
    if not isinstance(node, ast.Call):
        return False
    return (getattr(node.func, "attr", "") or getattr(node.func, "id", "")) in UNSAID
