"""Habits of the code that hold everywhere: who writes, who queries, what is never used."""

import ast
import re

import pytest

from canvas.models import Item, Tracked
from tests.architecture.source import ROOT, calls, modules, name_of, place, room_of, tree

WRITE_DOOR = "canvas/changes.py"
WRITES = {
    "save",
    "delete",
    "create",
    "bulk_create",
    "bulk_update",
    "update",
    "get_or_create",
    "update_or_create",
    "raw_delete",
    "set",
    "add",
    "remove",
    "clear",
}
QUERYSET_ONLY = {"bulk_create", "bulk_update", "get_or_create", "update_or_create"}
FORBIDDEN_CALLS = {"eval", "exec", "compile", "__import__"}
FORBIDDEN_MODULES = {"pickle", "marshal", "shelve", "dill", "xml", "lxml", "yaml"}
# In the one, Django composes the SQL of a queryset, and it is kept; the other reads any table, by the database's names.
KEEP_SQL = {"ui/prepared.py", "config/backup/contents.py"}
RAW_SQL = {"raw", "extra", "RawSQL", "execute", "executemany"}


def tracked_models() -> set[type]:
    """Every model that belongs to a canvas, in whatever app."""
    found, waiting = set(), [Tracked]
    while waiting:
        model = waiting.pop()
        waiting += model.__subclasses__()
        if not model._meta.abstract:
            found.add(model)
    return found


def names_of_items() -> set[str]:
    """The names under which code reaches items: their classes and the sets that hang on a canvas or on each other."""
    related = {
        relation.get_accessor_name()
        for model in tracked_models()
        for relation in model._meta.related_objects
        if issubclass(relation.related_model, Item) and not relation.hidden
    }
    links = {field.name for model in tracked_models() for field in model._meta.many_to_many}
    return related | links | {model.__name__ for model in tracked_models()}


def words_of(node: ast.AST) -> set[str]:
    """Every name and attribute in an expression."""
    return {getattr(part, "attr", None) or getattr(part, "id", "") for part in ast.walk(node)}


def writes_an_item(call: ast.Call, items: set[str], *, in_model: bool = False) -> bool:
    """Say whether a call saves or deletes: on a manager or set of items, or on anything that is no recorder's.

    What an object calls of itself counts only where it may be an item, in a model.
    """
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in WRITES:
        return False
    owner, verb = call.func.value, call.func.attr
    if isinstance(owner, ast.Name) and (owner.id == "change" or (owner.id == "self" and not in_model)):
        return False
    if verb in QUERYSET_ONLY or words_of(owner) & items:
        return True
    return verb in ("save", "delete") and isinstance(owner, ast.Name | ast.Attribute)


@pytest.mark.parametrize("app", ["canvas", "ledger", "document", "exports", "config", "ui"])
def test_nothing_of_a_canvas_is_saved_or_deleted_but_through_the_write_door(app):
    items = names_of_items()
    found = [
        place(path, call)
        for path in modules()
        if path.is_relative_to(ROOT / app) and name_of(path) != WRITE_DOOR
        for call in calls(path)
        if writes_an_item(call, items, in_model=room_of(path) == "models") and place_is_no_item(path, call)
    ]
    assert not found


# What is no item: the catalogue of prices, which its command writes; figures kept only to be fast.
NO_ITEMS = {
    "prices/actions.py": {"PricedModel", "ModelPrice", "Catalogue", "prices"},
    "ledger/figures/sheets.py": {"Figures"},
}


def place_is_no_item(path, call) -> bool:
    return not words_of(call.func) & NO_ITEMS.get(name_of(path), set())


def test_the_search_for_writes_finds_what_it_looks_for():
    items = names_of_items()
    assert {"Note", "Canvas", "notes", "segments"} <= items
    for line in (
        "note.save()",
        "self.note.delete()",
        "Note.objects.create(text='')",
        "Note.objects.filter(pk=1).update(text='')",
        "canvas.notes.all().delete()",
        "note.segments.set([])",
        "anything.bulk_create([])",
    ):
        assert writes_an_item(ast.parse(line).body[0].value, items), line
    for line in (
        "change.update(note, version=1)",
        "change.delete(note, version=1)",
        "names.add('x')",
        "{}.update(a=1)",
    ):
        assert not writes_an_item(ast.parse(line).body[0].value, items), line


@pytest.mark.parametrize("room", ["views", "forms"])
def test_a_view_and_a_form_ask_in_verbs_and_never_through_a_bare_manager(room):
    found = [
        place(path, node)
        for path in modules()
        if room_of(path) == room
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in ("objects", "_default_manager", "_base_manager")
    ]
    assert not found


def test_sql_is_never_put_together_from_text():
    found = []
    for path in modules(migrations=True):
        for call in calls(path):
            name = getattr(call.func, "attr", None) or getattr(call.func, "id", None)
            if name in RAW_SQL and call.args and not (is_constant(call.args[0]) or is_composed(call.args[0])):
                found.append(place(path, call))
    assert {one.rpartition(":")[0] for one in found} == KEEP_SQL


def is_constant(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant)


def is_composed(node: ast.expr) -> bool:
    """Say whether this is `sql.SQL("…").format(…)`, in which psycopg quotes every part."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "format"
        and ast.unparse(node.func.value).startswith("sql.SQL('")
    )


def test_nothing_typed_is_ever_run_or_unpacked_as_code():
    found = []
    for path in modules(migrations=True):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in FORBIDDEN_CALLS:
                found.append(place(path, node))
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
                found += [place(path, node) for name in names if name.split(".")[0] in FORBIDDEN_MODULES]
    assert not found


def test_no_address_of_a_person_is_fetched_by_the_server():
    fetchers = ("requests", "httpx", "httpx2", "urllib.request", "http.client", "aiohttp", "urllib3")
    found = [
        (name_of(path), node.lineno)
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""])
        if name.startswith(fetchers)
    ]
    assert not found


def test_who_acts_and_on_what_is_named_in_every_call_of_an_action():
    found = [
        place(path, function)
        for path in modules()
        if room_of(path) == "actions"
        for function in tree(path).body
        if isinstance(function, ast.FunctionDef) and not function.name.startswith("_")
        if "by" in {argument.arg for argument in [*function.args.args, *function.args.kwonlyargs]}
        and function.args.args
    ]
    assert not found


MARKS_OF_UNFINISHED_WORK = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")


def test_nothing_is_left_for_later_in_the_source():
    files = [*modules(), *(ROOT / "templates").rglob("*.html"), *(ROOT / "static").rglob("*.*s")]
    assert not [name_of(path) for path in files if MARKS_OF_UNFINISHED_WORK.search(path.read_text(encoding="utf-8"))]
