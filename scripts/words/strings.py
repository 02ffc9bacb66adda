"""What the string expressions of a module can come to: each way through an `if`, with example values."""

import ast
import re
from collections.abc import Callable, Iterator
from itertools import islice, product

from scripts.words.examples import example, is_known

FIELD = re.compile(r"\{(\w*)[^{}]*\}")
MOST, DEEPEST = 4, 6
"""So many ways are followed of one expression, and so many names and calls deep."""


class Strings:
    """The string expressions of one module; names and functions of its own are followed."""

    def __init__(self, module: ast.Module):
        self._constants = {
            target.id: node.value
            for node in module.body
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        self._functions = {node.name: node for node in ast.walk(module) if isinstance(node, ast.FunctionDef)}

    def ways(self, node: ast.AST, scope: ast.AST, depth: int = 0) -> list[str]:
        """Return what an expression within `scope` can come to; an example value where that isn't known."""
        reader: Callable | None = getattr(self, f"_{type(node).__name__.lower()}", None)
        found = list(reader(node, scope, depth)) if reader and depth < DEEPEST else []
        return list(dict.fromkeys(found))[:MOST] or [example(node)]

    def is_text(self, node: ast.AST) -> bool:
        """Whether an expression is one that makes a text."""
        match node:
            case ast.Constant(value=str()) | ast.JoinedStr():
                return True
            case ast.BinOp(left, ast.Add(), right) | ast.IfExp(_, left, right):
                return self.is_text(left) or self.is_text(right)
            case ast.Call(ast.Attribute(template, "format" | "format_map")):
                return self.is_text(template) or self._is_constant(template)
        return False

    def _is_constant(self, node):
        return isinstance(node, ast.Name) and self.is_text(self._constants.get(node.id, node))

    def _constant(self, node, scope, depth) -> Iterator[str]:
        if isinstance(node.value, str):
            yield node.value

    def _joinedstr(self, node, scope, depth) -> Iterator[str]:
        parts = [self.ways(part, scope, depth) for part in node.values]
        yield from map("".join, islice(product(*parts), MOST))

    def _formattedvalue(self, node, scope, depth) -> list[str]:
        return self.ways(node.value, scope, depth + 1)

    def _binop(self, node, scope, depth) -> Iterator[str]:
        if isinstance(node.op, ast.Add) and self.is_text(node):
            sides = [self.ways(side, scope, depth) for side in (node.left, node.right)]
            yield from map("".join, islice(product(*sides), MOST))

    def _ifexp(self, node, scope, depth) -> Iterator[str]:
        yield from self.ways(node.body, scope, depth)
        yield from self.ways(node.orelse, scope, depth)

    def _boolop(self, node, scope, depth) -> Iterator[str]:
        if any(self.is_text(value) for value in node.values):
            for value in node.values:
                yield from self.ways(value, scope, depth)

    def _name(self, node, scope, depth) -> Iterator[str]:
        assigned = [
            each.value
            for each in ast.walk(scope)
            if isinstance(each, ast.Assign) and any(getattr(target, "id", "") == node.id for target in each.targets)
        ]
        for value in assigned or [self._constants.get(node.id)]:
            if value is not None and self.is_text(value):
                yield from self.ways(value, scope if assigned else value, depth + 1)

    def _call(self, node, scope, depth) -> Iterator[str]:
        if isinstance(node.func, ast.Attribute) and node.func.attr in ("format", "format_map"):
            yield from (filled(way, node) for way in self.ways(node.func.value, scope, depth))
        elif isinstance(node.func, ast.Attribute) and node.func.attr in ("strip", "rstrip", "capitalize", "lower"):
            yield from self.ways(node.func.value, scope, depth)
        elif isinstance(node.func, ast.Name) and node.func.id in self._functions and not is_known(node.func.id):
            yield from self._returned(self._functions[node.func.id], depth)

    def _returned(self, function, depth) -> Iterator[str]:
        for each in ast.walk(function):
            if isinstance(each, ast.Return) and each.value is not None and self.is_text(each.value):
                yield from self.ways(each.value, function, depth + 1)


def filled(template: str, call: ast.Call) -> str:
    """Return a template with examples in place of its fields."""
    named = {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg}
    ordered = iter(call.args)
    return FIELD.sub(lambda field: example(named.get(field[1]) or _argument(field[1], ordered)), template)


def _argument(name: str, ordered: Iterator[ast.AST]) -> ast.AST:
    return ast.Name(name) if name else next(ordered, ast.Name("value"))
