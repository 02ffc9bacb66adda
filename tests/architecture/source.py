"""The source as the tests of the house read it: modules parsed, templates as text."""

import ast
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("ui", "teams", "prices", "canvas", "ledger", "document", "exports")
LIBRARIES = ("economics", "workers")
PARTIALDEF = re.compile(r"\{%\s*partialdef\s+([\w-]+)")


@cache
def modules(*, migrations: bool = False) -> tuple[Path, ...]:
    """Every module of the product, migrations only where asked for."""
    found = [path for package in (*APPS, *LIBRARIES, "config") for path in sorted((ROOT / package).rglob("*.py"))]
    return tuple(path for path in found if migrations or "migrations" not in path.parts)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


@cache
def templates() -> tuple[Path, ...]:
    return tuple(sorted((ROOT / "templates").rglob("*.html")))


def name_of(path: Path) -> str:
    """A file's path from the root, as a test prints it."""
    return path.relative_to(ROOT).as_posix()


def room_of(path: Path) -> str:
    """The room of its app that a module belongs to: `views` for views.py and for everything in views/."""
    return path.relative_to(ROOT).with_suffix("").parts[1]


def place(path: Path, node: ast.AST) -> str:
    """Where in the source something stands, as `file:line`."""
    return f"{name_of(path)}:{getattr(node, 'lineno', 0)}"


def imported(path: Path) -> set[str]:
    """The full names of the modules that a module imports, those within functions included."""
    names: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names.add("." * node.level + (node.module or ""))
    return names


def calls(path: Path) -> list[ast.Call]:
    return [node for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
